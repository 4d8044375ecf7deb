<?php
/**
 * Removes whatever the plugin has left on each site: tables, options with the credentials, actions.
 * What Ivorey has stays there.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// An older PHP never ran the plugin, so there is nothing to remove.
if ( version_compare( PHP_VERSION, '8.1', '>=' ) ) {
	require_once __DIR__ . '/src/autoload.php';
	\Ivorey\WooCommerce\Uninstall::run();
}
