<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Database\Database;
use WC_Order;

/** The lines of many orders from their database rows, in four queries; only for orders whose rows are sufficient. */
final class StoredLines {

	/** The contract's lists, by WooCommerce's item types. */
	private const LISTS = [
		'line_item' => 'line_items',
		'shipping'  => 'shipping_lines',
		'fee'       => 'fee_lines',
		'coupon'    => 'coupon_lines',
	];

	/** Hidden meta that is not in the record: almost half of all rows. */
	private const UNUSED_META = [ '_tax_class', '_line_subtotal_tax', '_line_tax', '_reduced_stock' ];

	private const NONE = [
		'line_items'     => [],
		'shipping_lines' => [],
		'fee_lines'      => [],
		'coupon_lines'   => [],
	];

	public function __construct( private readonly Database $database ) {}

	/**
	 * @param array<int, WC_Order> $orders By ID.
	 * @return array<int, array{
	 *     line_items: list<array<string, mixed>>,
	 *     shipping_lines: list<array<string, mixed>>,
	 *     fee_lines: list<array<string, mixed>>,
	 *     coupon_lines: list<array<string, mixed>>,
	 * }> By order ID, without the orders that need WooCommerce's objects.
	 */
	public function of( array $orders ): array {
		if ( [] === $orders || ! UnfilteredItems::areRead() ) {
			return [];
		}
		$ids = array_keys( array_filter( $orders, UnfilteredItems::areReadBy( ... ) ) );
		if ( [] === $ids ) {
			return [];
		}
		$meta  = $this->meta( $ids );
		$line  = new StoredLine( new LineProducts( $this->database, self::products( $meta ) ) );
		$lines = array_fill_keys( $ids, self::NONE );
		foreach ( $this->items( $ids ) as $item ) {
			$order = (int) $item['order_id'];
			$id    = (int) $item['order_item_id'];
			$kind  = (string) $item['order_item_type'];
			// Taxes, and items of other plugins, are not in the record.
			if ( ! isset( $lines[ $order ], self::LISTS[ $kind ] ) ) {
				continue;
			}
			$data = $line->of( $kind, $id, (string) $item['order_item_name'], $meta[ $id ] ?? [] );
			if ( null === $data ) {
				unset( $lines[ $order ] );
			} else {
				$lines[ $order ][ self::LISTS[ $kind ] ][] = $data;
			}
		}
		return $lines;
	}

	/**
	 * @param non-empty-list<int> $orderIds
	 * @return list<array<string, string|null>>
	 */
	private function items( array $orderIds ): array {
		$in = Database::placeholders( '%d', count( $orderIds ) );
		return $this->database->select(
			"SELECT order_id, order_item_id, order_item_type, order_item_name FROM %i WHERE order_id IN ($in) ORDER BY order_item_id",
			[ $this->database->shopTable( 'woocommerce_order_items' ), ...$orderIds ]
		);
	}

	/**
	 * @param non-empty-list<int> $orderIds
	 * @return array<int, array<string, string|null>> By item and key; if there are several, the first counts.
	 */
	private function meta( array $orderIds ): array {
		$in     = Database::placeholders( '%d', count( $orderIds ) );
		$unused = Database::placeholders( '%s', count( self::UNUSED_META ) );
		$meta   = [];
		foreach (
			$this->database->select(
				"SELECT m.order_item_id, m.meta_key, m.meta_value FROM %i AS i JOIN %i AS m ON m.order_item_id = i.order_item_id
				WHERE i.order_id IN ($in) AND m.meta_key NOT IN ($unused) ORDER BY m.meta_id",
				[ $this->database->shopTable( 'woocommerce_order_items' ), $this->database->shopTable( 'woocommerce_order_itemmeta' ), ...$orderIds, ...self::UNUSED_META ]
			) as $row
		) {
			$item = (int) $row['order_item_id'];
			$key  = (string) $row['meta_key'];
			if ( ! array_key_exists( $key, $meta[ $item ] ?? [] ) ) {
				$meta[ $item ][ $key ] = $row['meta_value'];
			}
		}
		return $meta;
	}

	/**
	 * @param array<int, array<string, string|null>> $meta
	 * @return list<int> Products and variations.
	 */
	private static function products( array $meta ): array {
		$ids = [];
		foreach ( $meta as $ofItem ) {
			$ids[ (int) ( $ofItem['_product_id'] ?? 0 ) ]   = true;
			$ids[ (int) ( $ofItem['_variation_id'] ?? 0 ) ] = true;
		}
		unset( $ids[0] );
		return array_keys( $ids );
	}
}
