<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/** Lists the orders that exist, by ID only. */
final class OrderIds {

	/** The checkout block's statuses, as stored: the date of such an order is not the date it was placed. */
	private const OF_CHECKOUT = [ 'wc-checkout-draft', 'checkout-draft' ];

	private const DRAFTS = [ ...self::OF_CHECKOUT, 'auto-draft', 'draft' ];

	/** Only the newest are kept; WooCommerce deletes drafts after a day. */
	private const MOST_DRAFTS = 500;

	public function __construct( private readonly Database $database ) {}

	/** @throws QueryFailed If the database refuses. */
	public function highest(): int {
		[ $table, $id ] = self::place();
		$rows           = $this->database->select( 'SELECT MAX(%i) AS number FROM %i', [ $id, $this->database->shopTable( $table ) ] );
		return (int) ( $rows[0]['number'] ?? 0 );
	}

	/**
	 * @return list<int> The newest drafts of the checkout block.
	 * @throws QueryFailed If the database refuses.
	 */
	public function checkoutDrafts(): array {
		[ $table, $key, $type, $status ] = self::place();
		$in                              = Database::placeholders( '%s', count( self::OF_CHECKOUT ) );
		return array_map(
			static fn ( array $row ): int => (int) $row['id'],
			$this->database->select(
				"SELECT %i AS id FROM %i WHERE %i = %s AND %i IN ($in) ORDER BY %i DESC LIMIT %d",
				[ $key, $this->database->shopTable( $table ), $type, 'shop_order', $status, ...self::OF_CHECKOUT, $key, self::MOST_DRAFTS ]
			)
		);
	}

	/**
	 * Orders created after the given one.
	 *
	 * @return array<int, bool> By ID, ascending; true for a draft.
	 * @throws QueryFailed If the database refuses.
	 */
	public function above( int $id, int $limit ): array {
		[ $table, $key, $type, $status ] = self::place();
		$found                           = [];
		foreach (
			$this->database->select(
				'SELECT %i AS id, %i AS status FROM %i WHERE %i > %d AND %i = %s ORDER BY %i LIMIT %d',
				[ $key, $status, $this->database->shopTable( $table ), $key, $id, $type, 'shop_order', $key, $limit ]
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
