<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use WC_Order_Item_Product;
use WC_Product;

/**
 * The current SKU of a line's product. It is read from the product's meta, which is already loaded, unless a
 * plugin filters it: building the product's object costs more than all the rest of the line.
 */
final class LineSku {

	/** Filters through which a plugin may change it. */
	public const FILTERS = [
		'woocommerce_get_product_from_item',
		'woocommerce_order_item_product',
		'woocommerce_product_class',
		'woocommerce_get_sku',
		'woocommerce_product_get_sku',
		'woocommerce_product_variation_get_sku',
	];

	private const TYPES = [ 'product', 'product_variation' ];

	public static function of( WC_Order_Item_Product $item ): string {
		if ( PluginFilters::onAny( self::FILTERS ) ) {
			$product = $item->get_product();
			return $product instanceof WC_Product ? $product->get_sku() : '';
		}
		$product   = $item->get_product_id( 'edit' );
		$variation = $item->get_variation_id( 'edit' );
		$id        = $variation > 0 ? $variation : $product;
		if ( $id <= 0 || ! in_array( get_post_type( $id ), self::TYPES, true ) ) {
			return '';
		}
		$sku = self::stored( $id );
		// As in WooCommerce: a variation without a SKU uses its parent's.
		return '' === $sku && $variation > 0 ? self::stored( (int) wp_get_post_parent_id( $variation ) ) : $sku;
	}

	private static function stored( int $id ): string {
		$sku = $id > 0 ? get_post_meta( $id, '_sku', true ) : '';
		return is_scalar( $sku ) ? (string) $sku : '';
	}
}
