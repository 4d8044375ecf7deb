<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Closure;
use Ivorey\WooCommerce\Model\Mark;
use WP_Post;

/** Marks posts of which only the ID is known. Their types are not queried while a shopper waits. */
final class PostMarks {

	/** IDs per lookup. */
	private const AT_ONCE = 1_000;

	/** @var array<int, array<int, true>> IDs by site, looked up when the buffer is written. */
	private array $unknown = [];

	/**
	 * @param Closure( WP_Post ): void       $mark    For a post that is already loaded.
	 * @param Closure( WP_Post ): list<Mark> $marksOf For a post that was looked up.
	 * @param bool                           $canWait As in MarkBuffer::ask().
	 */
	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly Closure $mark,
		private readonly Closure $marksOf,
		private readonly bool $canWait = false
	) {}

	public function touch( int $id ): void {
		$post = wp_cache_get( $id, 'posts' );
		if ( is_object( $post ) ) {
			( $this->mark )( new WP_Post( $post ) );
			return;
		}
		$site    = get_current_blog_id();
		$isAsked = isset( $this->unknown[ $site ] );

		$this->unknown[ $site ][ $id ] = true;
		if ( ! $isAsked ) {
			$this->buffer->ask( fn (): array => $this->resolve( $site ), $this->canWait );
		} elseif ( count( $this->unknown[ $site ] ) >= self::AT_ONCE ) {
			$this->buffer->answerNow();
		}
	}

	/** Drops an ID that was marked another way in the meantime. */
	public function forget( int $id ): void {
		unset( $this->unknown[ get_current_blog_id() ][ $id ] );
	}

	/** @return list<Mark> */
	private function resolve( int $site ): array {
		$ids = array_keys( $this->unknown[ $site ] ?? [] );
		unset( $this->unknown[ $site ] );
		if ( [] === $ids ) {
			return [];
		}
		_prime_post_caches( $ids, false, false );
		$marks = [];
		foreach ( $ids as $id ) {
			$post = get_post( $id );
			if ( $post instanceof WP_Post ) {
				array_push( $marks, ...( $this->marksOf )( $post ) );
			}
		}
		return $marks;
	}
}
