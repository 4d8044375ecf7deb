<?php
/**
 * Plugin Name:          Ivorey for WooCommerce
 * Plugin URI:           https://ivorey.com/integrations/woocommerce
 * Description:          Keeps your store’s contacts, orders, transactions, products and collections up to date in Ivorey.
 * Version:              0.1.0
 * Author:               Ivorey
 * Author URI:           https://ivorey.com
 * License:              GPL-2.0-or-later
 * License URI:          https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:          ivorey-for-woocommerce
 * Domain Path:          /languages
 * Requires at least:    6.7
 * Requires PHP:         8.1
 * Requires Plugins:     woocommerce
 * WC requires at least: 9.9
 * WC tested up to:      10.5
 *
 * This file is read by whatever PHP the site has, so it keeps to the syntax of PHP 7.4.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'ABSPATH' ) || exit;

define( 'IVOREY_FOR_WOOCOMMERCE_VERSION', '0.1.0' );
define( 'IVOREY_FOR_WOOCOMMERCE_FILE', __FILE__ );

// WordPress updates a plugin file by file while people visit the shop. Without all of it, there is none for this visit.
if ( ! is_readable( __DIR__ . '/src/requirements.php' ) || ! is_readable( __DIR__ . '/src/Plugin.php' ) ) {
	return;
}

require_once __DIR__ . '/src/requirements.php';

// WordPress 6.8 and newer finds them by "Domain Path".
if ( isset( $GLOBALS['wp_textdomain_registry'] ) && $GLOBALS['wp_textdomain_registry'] instanceof WP_Textdomain_Registry ) {
	$GLOBALS['wp_textdomain_registry']->set_custom_path( 'ivorey-for-woocommerce', __DIR__ . '/languages' );
}

add_action(
	'before_woocommerce_init',
	static function () {
		if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
			/** @var list<string> $features */
			$features = require __DIR__ . '/src/features.php';
			foreach ( $features as $feature ) {
				\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, __FILE__, true );
			}
		}
	}
);

if ( version_compare( PHP_VERSION, '8.1', '>=' ) ) {
	require_once __DIR__ . '/src/autoload.php';
	\Ivorey\WooCommerce\Lifecycle::register( __FILE__ );
}

add_action(
	'plugins_loaded',
	static function () {
		$missing = ivorey_for_woocommerce_missing_requirement(
			PHP_VERSION,
			defined( 'WC_VERSION' ) ? WC_VERSION : null
		);
		if ( null === $missing ) {
			\Ivorey\WooCommerce\Plugin::instance()->register();
			return;
		}
		require_once __DIR__ . '/src/missing.php';
		ivorey_for_woocommerce_show_missing( $missing );
	},
	// After WooCommerce, which defines its version when its main file is read, and before init.
	20
);
