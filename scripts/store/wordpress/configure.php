<?php
/**
 * Settings that may differ from store to store, on a prepared database. Expects `$args`
 * `{hpos, timezone, locale, currency, plugin}` and returns the facts about the site that tests need.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

require_once ABSPATH . 'wp-admin/includes/plugin.php';

// Otherwise the first visit of a new shop's wp-admin would switch HPOS on.
update_option( 'woocommerce_newly_installed', 'no' );
update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'no' );
update_option( 'woocommerce_custom_orders_table_enabled', $args['hpos'] ? 'yes' : 'no' );
update_option( 'timezone_string', $args['timezone'] );
update_option( 'WPLANG', 'en_US' === $args['locale'] ? '' : $args['locale'] );
update_option( 'woocommerce_currency', $args['currency'] );
flush_rewrite_rules( false );

if ( $args['plugin'] ) {
	$ivorey_store_result = activate_plugin( 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' );
	if ( is_wp_error( $ivorey_store_result ) ) {
		throw new RuntimeException( $ivorey_store_result->get_error_message() );
	}
}

list( $ivorey_store_password ) = WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'Tests' ) );

$ivorey_store_products = array();
// Ordered by ID: the order by date would depend on the second in which each product was created.
$ivorey_store_posts = get_posts(
	array(
		'post_type'   => array( 'product', 'product_variation' ),
		'numberposts' => -1,
		'post_status' => 'any',
		'orderby'     => 'ID',
		'order'       => 'ASC',
	)
);
foreach ( $ivorey_store_posts as $ivorey_store_post ) {
	$ivorey_store_sku = get_post_meta( $ivorey_store_post->ID, '_sku', true );
	if ( '' !== $ivorey_store_sku ) {
		$ivorey_store_products[ $ivorey_store_sku ] = $ivorey_store_post->ID;
	}
}

return array(
	'restPassword' => $ivorey_store_password,
	'products'     => (object) $ivorey_store_products,
);
