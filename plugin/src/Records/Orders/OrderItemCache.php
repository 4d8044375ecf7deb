<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Database\Database;
use WC_Order_Data_Store_CPT;
use WC_Order_Item;
use wpdb;

// phpcs:disable WordPress.DB.SlowDBQuery -- Columns of rows, and no conditions.

/** Reads the items of many orders together; WooCommerce would read each line and each product separately. */
final class OrderItemCache {

	public function __construct( private readonly Database $database ) {}

	/** @param list<int> $orderIds */
	public function prime( array $orderIds ): void {
		if ( [] === $orderIds ) {
			return;
		}
		// Items are stored the same way with and without HPOS, but only the data store for posts can read
		// many together.
		( new WC_Order_Data_Store_CPT() )->prime_caches_for_orders( $orderIds, [ 'fields' => [ 'line_items' ] ] );

		$meta = $this->meta( $orderIds );
		WC_Order_Item::prime_raw_meta_data_cache( $meta, 'order-items' );
		// Reading a line needs these: it checks whether its product still exists.
		_prime_post_caches( self::products( $meta ) );
	}

	/**
	 * @param non-empty-list<int> $orderIds
	 * @return array<int, list<object{meta_id: string, meta_key: string, meta_value: string|null}>> By item ID.
	 */
	private function meta( array $orderIds ): array {
		/** @var wpdb $wpdb */
		global $wpdb;
		$in   = Database::placeholders( '%d', count( $orderIds ) );
		$meta = [];
		foreach (
			$this->database->select(
				"SELECT m.order_item_id, m.meta_id, m.meta_key, m.meta_value
				FROM %i AS i JOIN %i AS m ON m.order_item_id = i.order_item_id
				WHERE i.order_id IN ($in) ORDER BY m.meta_id",
				[ $wpdb->prefix . 'woocommerce_order_items', $wpdb->prefix . 'woocommerce_order_itemmeta', ...$orderIds ]
			) as $row
		) {
			$meta[ (int) $row['order_item_id'] ][] = (object) [
				'meta_id'    => (string) $row['meta_id'],
				'meta_key'   => (string) $row['meta_key'],
				'meta_value' => $row['meta_value'],
			];
		}
		return $meta;
	}

	/**
	 * @param array<int, list<object{meta_id: string, meta_key: string, meta_value: string|null}>> $meta
	 * @return list<int> Products and variations.
	 */
	private static function products( array $meta ): array {
		$ids = [];
		foreach ( $meta as $ofItem ) {
			foreach ( $ofItem as $entry ) {
				if ( in_array( $entry->meta_key, [ '_product_id', '_variation_id' ], true ) ) {
					$ids[ (int) $entry->meta_value ] = true;
				}
			}
		}
		unset( $ids[0] );
		return array_keys( $ids );
	}
}
