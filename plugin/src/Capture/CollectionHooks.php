<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use WP_Term;

/**
 * Marks product categories. WooCommerce counts the products of a category (R17), subcategories included,
 * whenever a product is saved, published, hidden or recategorized. It updates each category up to the root
 * and stores the count in term meta. A changed count therefore marks exactly the categories whose count
 * changed.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class CollectionHooks {

	public const TAXONOMY = 'product_cat';

	/** The meta key of WooCommerce's count. */
	public const COUNT = 'product_count_product_cat';

	private const IMAGE = 'thumbnail_id';

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements,
		private readonly Database $database = new Database()
	) {}

	public function register(): void {
		add_action( 'saved_' . self::TAXONOMY, [ $this, 'saved' ] );
		// Also before the save and the deletion: only then can the category's ancestors be found through it.
		add_action( 'edit_terms', [ $this, 'saving' ], 10, 2 );
		add_action( 'pre_delete_term', [ $this, 'saving' ], 10, 2 );
		add_action( 'delete_' . self::TAXONOMY, [ $this, 'saved' ] );
		// The children of a deleted category move up.
		add_action( 'edited_term_taxonomies', [ $this, 'moved' ] );
		foreach ( [ 'added_term_meta', 'updated_term_meta', 'deleted_term_meta' ] as $hook ) {
			add_action( $hook, [ $this, 'metaChanged' ], 10, 3 );
		}
		add_action( 'delete_attachment', [ $this, 'imageChanged' ] );
		add_action( 'updated_post_meta', [ $this, 'fileChanged' ], 10, 3 );
	}

	/** @internal Hook. */
	public function saving( mixed $id, mixed $taxonomy = null ): void {
		if ( self::TAXONOMY === $taxonomy ) {
			$this->saved( $id );
		}
	}

	/** @internal Hook. */
	public function saved( mixed $id ): void {
		if ( is_numeric( $id ) && $this->isOn() ) {
			$this->mark( (int) $id, ...get_ancestors( (int) $id, self::TAXONOMY, 'taxonomy' ) );
		}
	}

	/**
	 * @internal Hook.
	 * @param mixed $ttIds Terms of any taxonomy.
	 */
	public function moved( mixed $ttIds ): void {
		foreach ( is_array( $ttIds ) && $this->isOn() ? $ttIds : [] as $ttId ) {
			$term = is_numeric( $ttId ) ? get_term_by( 'term_taxonomy_id', (int) $ttId ) : false;
			if ( $term instanceof WP_Term && self::TAXONOMY === $term->taxonomy ) {
				$this->mark( $term->term_id );
			}
		}
	}

	/** @internal Hook. */
	public function metaChanged( mixed $metaId, mixed $termId = null, mixed $key = null ): void {
		if ( ! in_array( $key, [ self::COUNT, self::IMAGE ], true ) || ! is_numeric( $termId ) || ! $this->isOn() ) {
			return;
		}
		// Other taxonomies have images too.
		if ( self::COUNT === $key || self::isCategory( (int) $termId ) ) {
			$this->mark( (int) $termId );
		}
	}

	/** @internal Hook. */
	public function fileChanged( mixed $metaId, mixed $postId = null, mixed $key = null ): void {
		if ( ProductHooks::FILE === $key ) {
			$this->imageChanged( $postId );
		}
	}

	/** @internal Hook. */
	public function imageChanged( mixed $id ): void {
		if ( ! is_numeric( $id ) || ! $this->isOn() ) {
			return;
		}
		$rows = $this->database->select(
			'SELECT m.term_id FROM %i m JOIN %i t ON t.term_id = m.term_id AND t.taxonomy = %s WHERE m.meta_key = %s AND m.meta_value = %s',
			[ $this->database->shopTable( 'termmeta' ), $this->database->shopTable( 'term_taxonomy' ), self::TAXONOMY, self::IMAGE, (string) (int) $id ]
		);
		$this->mark( ...array_map( static fn ( array $row ): int => (int) $row['term_id'], $rows ) );
	}

	private static function isCategory( int $termId ): bool {
		$term = get_term( $termId );
		return $term instanceof WP_Term && self::TAXONOMY === $term->taxonomy;
	}

	private function isOn(): bool {
		return $this->elements->isOn( Element::Collections );
	}

	private function mark( int ...$ids ): void {
		$this->buffer->defer( ...array_map( static fn ( int $id ): Mark => new Mark( Element::Collections, $id, Reason::Changed ), array_values( $ids ) ) );
	}
}
