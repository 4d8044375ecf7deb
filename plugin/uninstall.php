<?php
/**
 * Removes whatever the plugin has left on each site: tables, options with the credentials, actions.
 * What Ivorey has stays there.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( PHP_VERSION_ID >= 80100 ) {
	require_once __DIR__ . '/src/autoload.php';
	\Ivorey\WooCommerce\Uninstall::run();
}
