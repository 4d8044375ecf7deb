<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Ivorey\WooCommerce\Records\FreshRead;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use PHPUnit\Framework\TestCase;
use WC_Cache_Helper;

/** An owner may enable any feature that WooCommerce offers. */
final class FeaturesTest extends TestCase {

	public function test_the_plugin_declares_compatibility_with_each_feature_of_WooCommerce(): void {
		$known = FeaturesUtil::get_compatible_features_for_plugin( plugin_basename( IVOREY_FOR_WOOCOMMERCE_FILE ) );
		self::assertSame( [], $known['incompatible'] );
		self::assertSame( [], array_values( $known['uncertain'] ) );
		self::assertContains( 'custom_order_tables', $known['compatible'] );
	}

	/** Features of versions newer than the installed one. */
	public function test_compatibility_with_product_instance_caching_is_declared(): void {
		self::assertContains( 'product_instance_caching', require dirname( IVOREY_FOR_WOOCOMMERCE_FILE ) . '/src/features.php' );
	}

	public function test_a_fresh_read_invalidates_WooCommerces_product_cache(): void {
		$before = WC_Cache_Helper::get_cache_prefix( 'product_objects' );
		FreshRead::ofVariations( [ Shop::product( 'MUG' ) ] );
		self::assertNotSame( $before, WC_Cache_Helper::get_cache_prefix( 'product_objects' ) );
	}
}
