<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use WC_Order;
use WC_Order_Data_Store_CPT;
use WC_Order_Item_Product;

/** Reads orders, with their items and products, in few queries however many they are. */
final class OrderReader {

	private const TYPE = 'shop_order';

	/**
	 * @param list<int> $ids
	 * @return array<int, WC_Order> By id; refunds and other kinds of orders are left out, and what does not exist.
	 */
	public function read( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		FreshRead::ofOrders( $ids );
		$orders = self::query( $ids );
		foreach ( array_diff( $ids, array_keys( $orders ) ) as $id ) {
			// What a query leaves out because a plugin filters it, or because its status is one that WordPress hides.
			$order = wc_get_order( $id );
			if ( $order instanceof WC_Order && self::TYPE === $order->get_type() ) {
				$orders[ $id ] = $order;
			}
		}
		self::primeItems( array_keys( $orders ) );
		self::primeProducts( $orders );
		return $orders;
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return array<int, WC_Order>
	 */
	private static function query( array $ids ): array {
		$found  = wc_get_orders(
			[
				'type'     => self::TYPE,
				// Every status, registered or not, drafts and the trash included.
				'status'   => 'all',
				'post__in' => $ids,
				'limit'    => count( $ids ),
				'orderby'  => 'none',
			]
		);
		$orders = [];
		foreach ( is_array( $found ) ? $found : [] as $order ) {
			if ( self::TYPE === $order->get_type() && in_array( $order->get_id(), $ids, true ) ) {
				$orders[ $order->get_id() ] = $order;
			}
		}
		return $orders;
	}

	/**
	 * The items are stored alike with and without HPOS, but only the data store for posts reads them together.
	 *
	 * @param list<int> $ids
	 */
	private static function primeItems( array $ids ): void {
		if ( [] !== $ids ) {
			( new WC_Order_Data_Store_CPT() )->prime_caches_for_orders( $ids, [ 'fields' => [ 'line_items' ] ] );
		}
	}

	/** @param array<int, WC_Order> $orders */
	private static function primeProducts( array $orders ): void {
		$ids = [];
		foreach ( $orders as $order ) {
			foreach ( $order->get_items() as $item ) {
				if ( $item instanceof WC_Order_Item_Product ) {
					$ids[ $item->get_product_id( 'edit' ) ]   = true;
					$ids[ $item->get_variation_id( 'edit' ) ] = true;
				}
			}
		}
		unset( $ids[0] );
		_prime_post_caches( array_keys( $ids ) );
	}
}
