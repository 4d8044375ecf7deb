<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Overview;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Outbox\Element;
use WP_Term;

/**
 * The variations that cost nothing, of products that are in Ivorey without them (R13, R18). Asked of
 * the store, not kept in the ledger: a variation is no record of its own, and comes and goes with
 * nobody to say so.
 */
final class LeftOutVariations {

	/** One of Contract::EXCLUSION_REASONS. */
	public const REASON = 'variant_no_price';

	public const ELEMENT = Element::Products;

	public function __construct( private readonly Database $database ) {}

	/** @throws QueryFailed If the database refuses. */
	public function count(): int {
		return (int) ( $this->select( 'SELECT COUNT(*) AS number', '', [] )[0]['number'] ?? 0 );
	}

	/**
	 * @return list<string> Ids of variations, the newest first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function ids( int $limit, int $offset ): array {
		return array_map(
			static fn ( array $row ): string => (string) $row['id'],
			$this->select( 'SELECT v.ID AS id', 'ORDER BY v.ID DESC LIMIT %d OFFSET %d', [ $limit, $offset ] )
		);
	}

	/**
	 * @param literal-string $columns
	 * @param literal-string $end
	 * @param list<int>      $args    Of the end.
	 * @return list<array<string, string|null>>
	 * @throws QueryFailed If the database refuses.
	 */
	private function select( string $columns, string $end, array $args ): array {
		$variable = get_term_by( 'slug', 'variable', 'product_type' );
		if ( ! $variable instanceof WP_Term ) {
			return [];
		}
		return $this->database->select(
			"$columns FROM %i AS l
			JOIN %i AS v ON v.post_parent = CAST( l.wire_id AS UNSIGNED ) AND v.post_type = 'product_variation' AND v.post_status = 'publish'
			JOIN %i AS t ON t.object_id = v.post_parent AND t.term_taxonomy_id = %d
			WHERE l.element = %s AND l.version > 0 AND l.outcome <> 'excluded'
			AND NOT EXISTS ( SELECT 1 FROM %i AS m WHERE m.post_id = v.ID AND m.meta_key = '_price' AND m.meta_value > 0 )
			$end",
			[
				$this->database->table( 'ledger' ),
				$this->database->shopTable( 'posts' ),
				$this->database->shopTable( 'term_relationships' ),
				$variable->term_taxonomy_id,
				self::ELEMENT->value,
				$this->database->shopTable( 'postmeta' ),
				...$args,
			]
		);
	}
}
