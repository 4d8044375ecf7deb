<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use WC_Deprecated_Hooks;
use WC_Order_Item_Product;
use WC_Product;
use WP_Hook;

/**
 * The SKU of a line's product, as the product has it today. Read from the product's meta, which is at
 * hand, where no plugin has a say in it: making the product's object costs more than all the rest of
 * the line.
 */
final class LineSku {

	private const FILTERS = [
		'woocommerce_get_product_from_item',
		'woocommerce_order_item_product',
		'woocommerce_product_class',
		'woocommerce_get_sku',
		'woocommerce_product_get_sku',
		'woocommerce_product_variation_get_sku',
	];

	private const TYPES = [ 'product', 'product_variation' ];

	public static function of( WC_Order_Item_Product $item ): string {
		if ( self::isFiltered() ) {
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
		// As WooCommerce has it: a variation without one goes by its parent's.
		return '' === $sku && $variation > 0 ? self::stored( (int) wp_get_post_parent_id( $variation ) ) : $sku;
	}

	private static function stored( int $id ): string {
		$sku = $id > 0 ? get_post_meta( $id, '_sku', true ) : '';
		return is_scalar( $sku ) ? (string) $sku : '';
	}

	private static function isFiltered(): bool {
		foreach ( self::FILTERS as $filter ) {
			if ( false !== has_filter( $filter ) && self::hasForeign( $filter ) ) {
				return true;
			}
		}
		return false;
	}

	/** WooCommerce itself listens to many filters, only to call those who use an older name of them. */
	private static function hasForeign( string $filter ): bool {
		/** @var array<string, WP_Hook> $wp_filter */
		global $wp_filter;
		foreach ( $wp_filter[ $filter ]->callbacks ?? [] as $callbacks ) {
			foreach ( $callbacks as $callback ) {
				$function = $callback['function'];
				if ( ! is_array( $function ) || ! $function[0] instanceof WC_Deprecated_Hooks ) {
					return true;
				}
			}
		}
		return false;
	}
}
