<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use WC_Cache_Helper;

/** Sums the refunded totals of many orders together; WooCommerce would query for each order. */
final class RefundTotalCache {

	public function __construct( private readonly Database $database ) {}

	/** @param list<int> $orderIds */
	public function prime( array $orderIds ): void {
		if ( [] === $orderIds ) {
			return;
		}
		$prefix = WC_Cache_Helper::get_cache_prefix( 'orders' ) . 'total_refunded';
		$totals = OrderUtil::custom_orders_table_usage_is_enabled() ? $this->ofTables( $orderIds ) : $this->ofPosts( $orderIds );
		foreach ( $orderIds as $id ) {
			wp_cache_set( $prefix . $id, $totals[ $id ] ?? 0.0, 'orders' );
		}
	}

	/**
	 * @param non-empty-list<int> $orderIds
	 * @return array<int, float>
	 */
	private function ofTables( array $orderIds ): array {
		$in = Database::placeholders( '%d', count( $orderIds ) );
		return self::byOrder(
			$this->database->select(
				"SELECT parent_order_id AS order_id, -1 * SUM(total_amount) AS total FROM %i
				WHERE type = %s AND parent_order_id IN ($in) GROUP BY parent_order_id",
				[ $this->database->shopTable( 'wc_orders' ), 'shop_order_refund', ...$orderIds ]
			)
		);
	}

	/**
	 * @param non-empty-list<int> $orderIds
	 * @return array<int, float>
	 */
	private function ofPosts( array $orderIds ): array {
		$in = Database::placeholders( '%d', count( $orderIds ) );
		return self::byOrder(
			$this->database->select(
				"SELECT p.post_parent AS order_id, SUM(m.meta_value) AS total
				FROM %i AS p JOIN %i AS m ON m.post_id = p.ID
				WHERE p.post_type = %s AND m.meta_key = %s AND p.post_parent IN ($in) GROUP BY p.post_parent",
				[ $this->database->shopTable( 'posts' ), $this->database->shopTable( 'postmeta' ), 'shop_order_refund', '_refund_amount', ...$orderIds ]
			)
		);
	}

	/**
	 * @param list<array<string, string|null>> $rows
	 * @return array<int, float>
	 */
	private static function byOrder( array $rows ): array {
		$totals = [];
		foreach ( $rows as $row ) {
			$totals[ (int) $row['order_id'] ] = (float) $row['total'];
		}
		return $totals;
	}
}
