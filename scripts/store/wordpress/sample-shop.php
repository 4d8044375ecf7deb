<?php
/**
 * Creates a shop with WooCommerce's sample products, once, for people who try the plugin:
 * `wp eval-file sample-shop.php`.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

( static function () {
	if ( false !== get_option( 'ivorey_sample_shop' ) ) {
		return;
	}
	require __DIR__ . '/shop.php';
	require __DIR__ . '/catalogue.php';
	ivorey_store_sample_catalogue();
	update_option( 'ivorey_sample_shop', 'yes', false );
} )();
