<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Abstract_WC_Order_Data_Store_CPT;
use ReflectionMethod;
use WC_Abstract_Order;
use WC_Data_Store;
use WC_Order;
use WC_Order_Item_Coupon_Data_Store;
use WC_Order_Item_Fee_Data_Store;
use WC_Order_Item_Product_Data_Store;
use WC_Order_Item_Shipping_Data_Store;

/**
 * Tells whether only WooCommerce reads the items of orders, so that their database rows equal the values of
 * its objects.
 */
final class UnfilteredItems {

	/**
	 * Hooks through which a plugin may change the result. The hooks of amounts, names and codes are called
	 * anyway.
	 */
	private const FILTERS = [
		// The items of an order, and their classes.
		'woocommerce_order_get_items',
		'woocommerce_order_type_to_group',
		'woocommerce_get_order_item_classname',
		// Stored values of the items and of their products.
		'get_order_item_metadata',
		'update_order_item_metadata_cache',
		'default_order_item_metadata',
		'woocommerce_data_store_wp_order_item_read_meta',
		'woocommerce_load_order_item_cogs_value',
		'get_post_metadata',
		'update_post_metadata_cache',
		'default_post_metadata',
		// Questions asked of an item while it is read.
		'woocommerce_order_item_get_subtotal',
		'woocommerce_order_item_get_total',
		'woocommerce_order_item_get_instance_id',
		'woocommerce_order_item_get_method_id',
		// Whether it shows attributes.
		'woocommerce_order_item_get_formatted_meta_data',
		// Filters of amounts and method IDs, which are used as stored.
		'sanitize_text_field',
		...LineSku::FILTERS,
	];

	private const STORES = [
		'order-item-product'  => WC_Order_Item_Product_Data_Store::class,
		'order-item-shipping' => WC_Order_Item_Shipping_Data_Store::class,
		'order-item-fee'      => WC_Order_Item_Fee_Data_Store::class,
		'order-item-coupon'   => WC_Order_Item_Coupon_Data_Store::class,
	];

	/** @var array<string, bool> By the class of an order and the class of its data store. */
	private static array $known = [];

	/** Whether this holds in this process now. */
	public static function areRead(): bool {
		if ( PluginFilters::onAny( self::FILTERS ) ) {
			return false;
		}
		foreach ( self::STORES as $type => $class ) {
			if ( WC_Data_Store::load( $type )->get_current_class_name() !== $class ) {
				return false;
			}
		}
		// WooCommerce replaces each of these characters by a decimal point, which would corrupt a number that
		// contains one.
		$locale = localeconv();
		return false === strpbrk( wc_get_price_decimal_separator() . $locale['decimal_point'] . $locale['mon_decimal_point'], '0123456789-' );
	}

	/**
	 * Whether an order with a plugin's class, or from a plugin's data store, reads its items like
	 * WooCommerce's own.
	 */
	public static function areReadBy( WC_Order $order ): bool {
		$store = $order->get_data_store();
		$class = $store instanceof WC_Data_Store ? $store->get_current_class_name() : '';
		return self::$known[ $order::class . ' ' . $class ] ??= self::declares( WC_Abstract_Order::class, $order::class, 'get_items' )
			&& self::declares( WC_Abstract_Order::class, $order::class, 'type_to_group' )
			&& self::declares( Abstract_WC_Order_Data_Store_CPT::class, $class, 'read_items' );
	}

	private static function declares( string $declaring, string $class, string $method ): bool {
		return method_exists( $class, $method ) && ( new ReflectionMethod( $class, $method ) )->class === $declaring;
	}
}
