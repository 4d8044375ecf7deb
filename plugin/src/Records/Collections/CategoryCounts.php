<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Collections;

use Ivorey\WooCommerce\Database\Database;

/**
 * The number of products in each category, as WooCommerce counts them: published and not hidden, in the
 * category and below it. WooCommerce stores the counts, but does not recount when a category moves below
 * another. Until it does, a category counts at least as many as its children.
 */
final class CategoryCounts {

	private const TAXONOMY = 'product_cat';

	private const COUNT = 'product_count_product_cat';

	public function __construct( private readonly Database $database = new Database() ) {}

	/** @return array<int, int> By category. */
	public function all(): array {
		$rows    = $this->database->select(
			'SELECT t.term_id, t.parent, MAX( CAST( m.meta_value AS UNSIGNED ) ) AS count FROM %i t
			LEFT JOIN %i m ON m.term_id = t.term_id AND m.meta_key = %s
			WHERE t.taxonomy = %s GROUP BY t.term_id, t.parent',
			[ $this->database->shopTable( 'term_taxonomy' ), $this->database->shopTable( 'termmeta' ), self::COUNT, self::TAXONOMY ]
		);
		$parents = [];
		$counts  = [];
		foreach ( $rows as $row ) {
			$id             = (int) $row['term_id'];
			$parents[ $id ] = (int) $row['parent'];
			$counts[ $id ]  = (int) $row['count'];
		}
		return self::withThoseBelow( $parents, $counts );
	}

	/**
	 * Pure.
	 *
	 * @param array<int, int> $parents By category; 0 for a top-level category.
	 * @param array<int, int> $counts  Stored counts, by category.
	 * @return array<int, int>
	 */
	public static function withThoseBelow( array $parents, array $counts ): array {
		$all = $counts;
		foreach ( $counts as $id => $count ) {
			$seen = [];
			for ( $above = $parents[ $id ] ?? 0; isset( $counts[ $above ] ) && ! isset( $seen[ $above ] ); $above = $parents[ $above ] ) {
				// A cycle, which only a corrupt database has, is followed once.
				$seen[ $above ] = true;
				$all[ $above ]  = max( $all[ $above ], $count );
			}
		}
		return $all;
	}
}
