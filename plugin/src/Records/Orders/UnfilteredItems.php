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

/** Tells whether the items of orders are read by WooCommerce alone, so that their rows say what its objects would. */
final class UnfilteredItems {

	/** Hooks through which a plugin may say otherwise. Those of amounts, names and codes are called, filters and all. */
	private const FILTERS = [
		// Which items an order has, and of which class.
		'woocommerce_order_get_items',
		'woocommerce_order_type_to_group',
		'woocommerce_get_order_item_classname',
		// Values that are stored of them, and of their products.
		'get_order_item_metadata',
		'update_order_item_metadata_cache',
		'default_order_item_metadata',
		'woocommerce_data_store_wp_order_item_read_meta',
		'woocommerce_load_order_item_cogs_value',
		'get_post_metadata',
		'update_post_metadata_cache',
		'default_post_metadata',
		// Questions that are asked of an item while it is read.
		'woocommerce_order_item_get_subtotal',
		'woocommerce_order_item_get_total',
		'woocommerce_order_item_get_instance_id',
		'woocommerce_order_item_get_method_id',
		// Whether it shows attributes.
		'woocommerce_order_item_get_formatted_meta_data',
		// Filters of amounts and methods' ids, which are taken as they stand.
		'sanitize_text_field',
		...LineSku::FILTERS,
	];

	private const STORES = [
		'order-item-product'  => WC_Order_Item_Product_Data_Store::class,
		'order-item-shipping' => WC_Order_Item_Shipping_Data_Store::class,
		'order-item-fee'      => WC_Order_Item_Fee_Data_Store::class,
		'order-item-coupon'   => WC_Order_Item_Coupon_Data_Store::class,
	];

	/** @var array<string, bool> By the classes of an order and of its data store. */
	private static array $known = [];

	/** Whether they are in this process, now. */
	public static function areRead(): bool {
		if ( PluginFilters::onAny( self::FILTERS ) ) {
			return false;
		}
		foreach ( self::STORES as $type => $class ) {
			if ( WC_Data_Store::load( $type )->get_current_class_name() !== $class ) {
				return false;
			}
		}
		// WooCommerce makes a point of each of these, and then a number is no more what it was.
		$locale = localeconv();
		return false === strpbrk( wc_get_price_decimal_separator() . $locale['decimal_point'] . $locale['mon_decimal_point'], '0123456789-' );
	}

	/** Whether an order of a plugin's class, or out of a plugin's data store, reads its items as WooCommerce's does. */
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
