<?php
/**
 * Turns a WordPress with WooCommerce active into a shop: pages, shipping, payment, catalogue.
 *
 * Returns `{products: {sku: id}, pages: {name: id}}`.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

( static function () {
	WC_Install::install();
	WC_Install::create_pages();
	update_option( 'permalink_structure', '/%postname%/' );

	$options = array(
		'woocommerce_coming_soon'                 => 'no',
		'woocommerce_store_pages_only'            => 'no',
		'woocommerce_onboarding_profile'          => array( 'skipped' => true ),
		'woocommerce_task_list_hidden'            => 'yes',
		'woocommerce_show_marketplace_suggestions' => 'no',
		'woocommerce_allow_tracking'              => 'no',
		'woocommerce_store_address'               => '1 Harbour Street',
		'woocommerce_store_city'                  => 'San Francisco',
		'woocommerce_default_country'             => 'US:CA',
		'woocommerce_store_postcode'              => '94103',
		'woocommerce_currency'                    => 'USD',
		'woocommerce_price_num_decimals'          => '2',
		'woocommerce_enable_guest_checkout'       => 'yes',
		'woocommerce_enable_signup_and_login_from_checkout' => 'yes',
		'woocommerce_enable_myaccount_registration' => 'yes',
		'woocommerce_registration_generate_password' => 'no',
		'woocommerce_calc_taxes'                  => 'no',
		'woocommerce_enable_coupons'              => 'yes',
		'woocommerce_cod_settings'                => array( 'enabled' => 'yes' ),
		'woocommerce_bacs_settings'               => array( 'enabled' => 'yes' ),
		'woocommerce_cheque_settings'             => array( 'enabled' => 'yes' ),
	);
	foreach ( $options as $name => $value ) {
		update_option( $name, $value );
	}
	delete_transient( '_wc_activation_redirect' );
	update_option( 'woocommerce_admin_install_timestamp', time() );

	// WooCommerce creates pages with blocks; older shops have the shortcodes.
	foreach ( array( 'cart', 'checkout' ) as $name ) {
		wp_insert_post(
			array(
				'post_type'    => 'page',
				'post_status'  => 'publish',
				'post_name'    => 'classic-' . $name,
				'post_title'   => 'Classic ' . $name,
				'post_content' => '<!-- wp:shortcode -->[woocommerce_' . $name . ']<!-- /wp:shortcode -->',
			)
		);
	}

	$zone = new WC_Shipping_Zone();
	$zone->set_zone_name( 'Everywhere' );
	$zone->set_zone_order( 1 );
	$zone->save();
	$flat_rate = $zone->add_shipping_method( 'flat_rate' );
	update_option(
		'woocommerce_flat_rate_' . $flat_rate . '_settings',
		array(
			'title'      => 'Flat rate',
			'tax_status' => 'taxable',
			'cost'       => '5.00',
		)
	);
	$zone->add_shipping_method( 'free_shipping' );

	foreach ( array( array( 'US', 'CA', '8.2500' ), array( 'DE', '', '19.0000' ) ) as list( $country, $state, $rate ) ) {
		WC_Tax::_insert_tax_rate(
			array(
				'tax_rate_country'  => $country,
				'tax_rate_state'    => $state,
				'tax_rate'          => $rate,
				'tax_rate_name'     => 'Tax',
				'tax_rate_priority' => 1,
				'tax_rate_compound' => 0,
				'tax_rate_shipping' => 1,
				'tax_rate_order'    => 0,
				'tax_rate_class'    => '',
			)
		);
	}
} )();
