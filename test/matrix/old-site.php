<?php
/**
 * Just enough of WordPress to load the plugin on a PHP that is too old for it: `php old-site.php <main
 * file>`.
 *
 * Prints JSON: the notice, and the plugin's files that were read.
 *
 * @package Ivorey\WooCommerce
 */

define( 'ABSPATH', '/' );
define( 'WC_VERSION', '10.2.4' );

$ivorey_hooks = array();

function add_action( $hook, $callback ) {
	$GLOBALS['ivorey_hooks'][ $hook ][] = $callback;
}

function __( $text ) {
	return $text;
}


function esc_html( $text ) {
	return $text;
}

function wp_kses_post( $text ) {
	return $text;
}

function current_user_can() {
	return true;
}

function get_current_screen() {
	return null;
}

set_error_handler(
	static function ( $severity, $message ) {
		throw new RuntimeException( $message );
	}
);

require $argv[1];

ob_start();
foreach ( array( 'plugins_loaded', 'before_woocommerce_init', 'admin_notices' ) as $ivorey_hook ) {
	foreach ( $ivorey_hooks[ $ivorey_hook ] ?? array() as $ivorey_callback ) {
		$ivorey_callback();
	}
}
$ivorey_notice = ob_get_clean();

$ivorey_folder = dirname( $argv[1] ) . '/';

echo json_encode(
	array(
		'notice' => strip_tags( $ivorey_notice ),
		'files'  => array_values(
			array_filter(
				str_replace( $ivorey_folder, '', get_included_files() ),
				static function ( $file ) {
					return '/' !== $file[0];
				}
			)
		),
	)
);
