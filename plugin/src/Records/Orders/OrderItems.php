<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Text;
use WC_Meta_Data;
use WC_Order;
use WC_Order_Item;
use WC_Order_Item_Coupon;
use WC_Order_Item_Fee;
use WC_Order_Item_Product;
use WC_Order_Item_Shipping;

/** An order's lines from WooCommerce's objects, each kind in ascending order of ID. */
final class OrderItems {

	private const MAX_ATTRIBUTES = 100;

	/**
	 * @return array{
	 *     line_items: list<array<string, mixed>>,
	 *     shipping_lines: list<array<string, mixed>>,
	 *     fee_lines: list<array<string, mixed>>,
	 *     coupon_lines: list<array<string, mixed>>,
	 * }
	 */
	public static function of( WC_Order $order ): array {
		return [
			'line_items'     => array_map( self::line( ... ), self::items( $order, 'line_item', WC_Order_Item_Product::class ) ),
			'shipping_lines' => array_map( self::shipping( ... ), self::items( $order, 'shipping', WC_Order_Item_Shipping::class ) ),
			'fee_lines'      => array_map( self::fee( ... ), self::items( $order, 'fee', WC_Order_Item_Fee::class ) ),
			'coupon_lines'   => array_map( self::coupon( ... ), self::items( $order, 'coupon', WC_Order_Item_Coupon::class ) ),
		];
	}

	/**
	 * @template T of WC_Order_Item
	 * @param class-string<T> $className
	 * @return list<T>
	 */
	private static function items( WC_Order $order, string $type, string $className ): array {
		$items = [];
		foreach ( $order->get_items( $type ) as $item ) {
			// A plugin may add items without an ID, for display only.
			if ( $item instanceof $className && $item->get_id() > 0 ) {
				$items[ $item->get_id() ] = $item;
			}
		}
		ksort( $items );
		return array_values( $items );
	}

	/** @return array<string, mixed> */
	private static function line( WC_Order_Item_Product $item ): array {
		return LineData::product(
			$item->get_id(),
			$item->get_product_id( 'edit' ),
			$item->get_variation_id( 'edit' ),
			$item->get_name( 'edit' ),
			LineSku::of( $item ),
			$item->get_quantity( 'edit' ),
			$item->get_subtotal( 'edit' ),
			$item->get_subtotal_tax( 'edit' ),
			$item->get_total( 'edit' ),
			$item->get_total_tax( 'edit' ),
			self::attributes( $item )
		);
	}

	/**
	 * All attributes that the order shows, including those already in the product's name; never those hidden
	 * by a leading underscore.
	 *
	 * @return list<array{name: string, value: string}>
	 */
	private static function attributes( WC_Order_Item_Product $item ): array {
		if ( ! self::mayShowMore( $item ) ) {
			return [];
		}
		$attributes = [];
		foreach ( $item->get_all_formatted_meta_data() as $meta ) {
			$shown = (array) $meta;
			$name  = Text::ofHtml( $shown['display_key'] ?? '', Contract::MAX_NAME );
			if ( '' !== $name ) {
				$attributes[] = [
					'name'  => $name,
					'value' => Text::ofHtml( $shown['display_value'] ?? '', Contract::MAX_TEXT ),
				];
			}
		}
		return array_slice( $attributes, 0, self::MAX_ATTRIBUTES );
	}

	/** Most lines have nothing to show, and asking WooCommerce builds an object of the product. */
	private static function mayShowMore( WC_Order_Item_Product $item ): bool {
		if ( false !== has_filter( 'woocommerce_order_item_get_formatted_meta_data' ) ) {
			return true;
		}
		foreach ( $item->get_meta_data() as $meta ) {
			$key = $meta instanceof WC_Meta_Data ? $meta->get_data()['key'] ?? null : null;
			if ( ! is_string( $key ) || ! str_starts_with( $key, '_' ) ) {
				return true;
			}
		}
		return false;
	}

	/** @return array<string, mixed> */
	private static function shipping( WC_Order_Item_Shipping $item ): array {
		return LineData::shipping( $item->get_id(), $item->get_method_id( 'edit' ), $item->get_method_title( 'edit' ), $item->get_total( 'edit' ), $item->get_total_tax( 'edit' ) );
	}

	/** @return array<string, mixed> */
	private static function fee( WC_Order_Item_Fee $item ): array {
		return LineData::fee( $item->get_id(), $item->get_name( 'edit' ), $item->get_total( 'edit' ), $item->get_total_tax( 'edit' ) );
	}

	/** @return array<string, mixed> */
	private static function coupon( WC_Order_Item_Coupon $item ): array {
		return LineData::coupon( $item->get_id(), $item->get_code( 'edit' ), $item->get_discount( 'edit' ), $item->get_discount_tax( 'edit' ) );
	}
}
