<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/** Which orders there are, by their ids alone. */
final class OrderIds {

	/** As the tables hold them. */
	private const DRAFTS = [ 'wc-checkout-draft', 'checkout-draft', 'auto-draft', 'draft' ];

	/** The newest; WooCommerce deletes drafts after a day. */
	private const MOST_DRAFTS = 500;

	public function __construct( private readonly Database $database ) {}

	/** @throws QueryFailed If the database refuses. */
	public function highest(): int {
		[ $table, $id ] = self::place();
		$rows           = $this->database->select( 'SELECT MAX(%i) AS number FROM %i', [ $id, $this->database->shopTable( $table ) ] );
		return (int) ( $rows[0]['number'] ?? 0 );
	}

	/**
	 * @return list<int>
	 * @throws QueryFailed If the database refuses.
	 */
	public function drafts(): array {
		return array_keys( array_filter( $this->above( 0, self::MOST_DRAFTS, true ) ) );
	}

	/**
	 * Orders that were made after one.
	 *
	 * @return array<int, bool> By id, in order; whether it is a draft.
	 * @throws QueryFailed If the database refuses.
	 */
	public function above( int $id, int $limit, bool $draftsOnly = false ): array {
		[ $table, $key, $type, $status ] = self::place();
		$in                              = Database::placeholders( '%s', count( self::DRAFTS ) );
		$where                           = $draftsOnly ? "AND %i IN ($in) ORDER BY %i DESC" : 'ORDER BY %i';
		$found                           = [];
		foreach (
			$this->database->select(
				"SELECT %i AS id, %i AS status FROM %i WHERE %i > %d AND %i = %s $where LIMIT %d",
				[ $key, $status, $this->database->shopTable( $table ), $key, $id, $type, 'shop_order', ...( $draftsOnly ? [ $status, ...self::DRAFTS ] : [] ), $key, $limit ]
			) as $row
		) {
			$found[ (int) $row['id'] ] = in_array( $row['status'], self::DRAFTS, true );
		}
		return $found;
	}

	/** @return array{literal-string, literal-string, literal-string, literal-string} Table and columns. */
	private static function place(): array {
		return OrderUtil::custom_orders_table_usage_is_enabled()
			? [ 'wc_orders', 'id', 'type', 'status' ]
			: [ 'posts', 'ID', 'post_type', 'post_status' ];
	}
}
