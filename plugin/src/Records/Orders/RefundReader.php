<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Records\FreshRead;
use Ivorey\WooCommerce\Records\SyncOnRead;
use WC_Order_Refund;

/** Reads the refunds of many orders in few queries; in one if there are none. */
final class RefundReader {

	private const TYPE = 'shop_order_refund';

	public function __construct( private readonly Database $database = new Database() ) {}

	/**
	 * @param list<int> $orderIds
	 * @return array<int, array<int, WC_Order_Refund>> By order and by refund, in ascending order of ID.
	 */
	public function read( array $orderIds ): array {
		$ids = [] === $orderIds ? [] : $this->ids( $orderIds );
		if ( [] === $ids ) {
			return [];
		}
		$byOrder = [];
		foreach ( SyncOnRead::off( static fn (): array => self::find( $ids ) ) as $id => $refund ) {
			$byOrder[ $refund->get_parent_id( 'edit' ) ][ $id ] = $refund;
		}
		return $byOrder;
	}

	/**
	 * @param non-empty-list<int> $refundIds
	 * @return array<int, int> Order IDs of the refunds that exist, by refund.
	 */
	public function ordersOf( array $refundIds ): array {
		$in   = Database::placeholders( '%d', count( $refundIds ) );
		$rows = OrderUtil::custom_orders_table_usage_is_enabled()
			? $this->database->select( "SELECT id, parent_order_id AS parent FROM %i WHERE id IN ($in) AND type = %s", [ $this->database->shopTable( 'wc_orders' ), ...$refundIds, self::TYPE ] )
			: $this->database->select( "SELECT ID AS id, post_parent AS parent FROM %i WHERE ID IN ($in) AND post_type = %s", [ $this->database->shopTable( 'posts' ), ...$refundIds, self::TYPE ] );
		return array_column( array_map( static fn ( array $row ): array => [ (int) $row['id'], (int) $row['parent'] ], $rows ), 1, 0 );
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return array<int, WC_Order_Refund> By ID, in ascending order.
	 */
	private static function find( array $ids ): array {
		FreshRead::ofOrders( $ids );
		$refunds = [];
		foreach ( self::query( $ids ) as $refund ) {
			$refunds[ $refund->get_id() ] = $refund;
		}
		foreach ( array_diff( $ids, array_keys( $refunds ) ) as $id ) {
			// Refunds that the query leaves out because a plugin filters it.
			$refund = self::refundOrNull( wc_get_order( $id ) );
			if ( null !== $refund ) {
				$refunds[ $id ] = $refund;
			}
		}
		ksort( $refunds );
		return $refunds;
	}

	/**
	 * @param non-empty-list<int> $orderIds
	 * @return list<int>
	 */
	private function ids( array $orderIds ): array {
		$in   = Database::placeholders( '%d', count( $orderIds ) );
		$rows = OrderUtil::custom_orders_table_usage_is_enabled()
			? $this->database->select(
				"SELECT id FROM %i WHERE type = %s AND parent_order_id IN ($in) AND status <> 'trash'",
				[ $this->database->shopTable( 'wc_orders' ), self::TYPE, ...$orderIds ]
			)
			: $this->database->select(
				"SELECT ID AS id FROM %i WHERE post_type = %s AND post_parent IN ($in) AND post_status <> 'trash'",
				[ $this->database->shopTable( 'posts' ), self::TYPE, ...$orderIds ]
			);
		return array_map( static fn ( array $row ): int => (int) $row['id'], $rows );
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return list<WC_Order_Refund>
	 */
	private static function query( array $ids ): array {
		$found   = wc_get_orders(
			[
				'type'     => self::TYPE,
				'status'   => 'all',
				'post__in' => $ids,
				'limit'    => count( $ids ),
				'orderby'  => 'none',
			]
		);
		$refunds = [];
		foreach ( is_array( $found ) ? $found : [] as $refund ) {
			$refund = self::refundOrNull( $refund );
			if ( null !== $refund && in_array( $refund->get_id(), $ids, true ) ) {
				$refunds[] = $refund;
			}
		}
		return $refunds;
	}

	/** WooCommerce's documented return type lacks this type. */
	private static function refundOrNull( mixed $found ): ?WC_Order_Refund {
		return $found instanceof WC_Order_Refund ? $found : null;
	}
}
