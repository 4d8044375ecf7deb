<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use WC_Order;
use WC_Order_Item;
use WC_Order_Item_Product;
use WC_Order_Item_Shipping;
use WC_Product_Variable;
use WC_Product_Variation;

/** An order of two mugs, a cap and shipping, whose rows can be written as any program could. */
final class OddOrder {

	public readonly WC_Order $order;

	/** The line of the mugs. */
	public readonly WC_Order_Item_Product $line;

	public readonly WC_Order_Item_Shipping $shipping;

	public function __construct() {
		$this->order = Shop::emptyOrder();
		$this->order->add_product( Shop::found( 'MUG' ), 2 );
		$this->order->add_product( Shop::found( 'CAP' ), 1 );
		$this->shipping = new WC_Order_Item_Shipping();
		$this->shipping->set_props(
			[
				'method_title' => 'Flat rate',
				'method_id'    => 'flat_rate',
				'instance_id'  => '2',
				'total'        => '5',
			]
		);
		$this->order->add_item( $this->shipping );
		$this->order->calculate_totals( false );
		$this->order->save();
		$this->line = Shop::line( $this->order->get_id() );
	}

	/**
	 * Adds a line.
	 *
	 * @param array<string, mixed> $properties
	 */
	public function add( WC_Order_Item $item, array $properties ): WC_Order_Item {
		$item->set_props( $properties );
		$this->order->add_item( $item );
		$this->order->save();
		return $item;
	}

	/** Stores meta of a line, bypassing WooCommerce; null removes it. */
	public function set( WC_Order_Item $item, string $key, mixed $value ): void {
		delete_metadata( 'order_item', $item->get_id(), $key );
		if ( null !== $value ) {
			add_metadata( 'order_item', $item->get_id(), $key, is_string( $value ) ? wp_slash( $value ) : $value );
		}
	}

	/** Stores the name of a line, bypassing WooCommerce. */
	public function name( WC_Order_Item $item, string $name ): void {
		global $wpdb;
		$wpdb->update( "{$wpdb->prefix}woocommerce_order_items", [ 'order_item_name' => $name ], [ 'order_item_id' => $item->get_id() ] );
	}

	/** A variation whose parent has a SKU. */
	public static function variation( string $sku = '' ): WC_Product_Variation {
		$variable = new WC_Product_Variable();
		$variable->set_props(
			[
				'name' => 'Scarf',
				'sku'  => 'SCARF',
			]
		);
		$variation = new WC_Product_Variation();
		$variation->set_props(
			[
				'parent_id'     => $variable->save(),
				'regular_price' => '5',
				'sku'           => $sku,
			]
		);
		$variation->save();
		return $variation;
	}
}
