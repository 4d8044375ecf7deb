<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** The sites of a network. Without a network, only the current site. */
final class Sites {

	private const PAGE = 100;

	/**
	 * Runs the work in one site, whichever is the current one.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	public static function in( int $site, callable $work ): mixed {
		if ( get_current_blog_id() === $site ) {
			return $work();
		}
		switch_to_blog( $site );
		try {
			return $work();
		} finally {
			restore_current_blog();
		}
	}

	/**
	 * @param bool             $all  Every site of a network, or only the current one.
	 * @param callable(): void $work
	 */
	public static function each( bool $all, callable $work ): void {
		if ( ! $all || ! is_multisite() ) {
			$work();
			return;
		}
		for ( $offset = 0; ; $offset += self::PAGE ) {
			/** @var list<int> $sites */
			$sites = get_sites(
				[
					'fields' => 'ids',
					'number' => self::PAGE,
					'offset' => $offset,
				]
			);
			foreach ( $sites as $site ) {
				self::in( $site, $work );
			}
			if ( count( $sites ) < self::PAGE ) {
				return;
			}
		}
	}
}
