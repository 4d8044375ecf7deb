<?php
/**
 * Says goodbye to Ivorey, and removes whatever the plugin has left on each site: tables, options with the
 * credentials, actions, files.
 * What Ivorey has stays there.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// An older PHP never ran the plugin, so there is nothing to remove.
if ( version_compare( PHP_VERSION, '8.1', '>=' ) ) {
	require_once __DIR__ . '/src/autoload.php';
	// The plugin's main file, which defines it, is not loaded any more.
	if ( ! defined( 'IVOREY_FOR_WOOCOMMERCE_VERSION' ) ) {
		/** @var array{version: string} $ivorey_header */
		$ivorey_header = get_file_data( __DIR__ . '/ivorey-for-woocommerce.php', array( 'version' => 'Version' ) );
		define( 'IVOREY_FOR_WOOCOMMERCE_VERSION', $ivorey_header['version'] );
	}
	\Ivorey\WooCommerce\Uninstall::run();
}
