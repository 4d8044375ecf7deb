<?php
/**
 * The plugin's part of wp-admin while a requirement is missing: a notice on every page, and a page at the
 * panel's URL that helps to fix it. The site's PHP may be of any version, so the file uses the syntax of PHP
 * 7.4.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'ABSPATH' ) || exit;

/**
 * Hooks both into wp-admin.
 *
 * @param string $missing As ivorey_for_woocommerce_missing_requirement() returns it.
 * @return void
 */
function ivorey_for_woocommerce_show_missing( $missing ) {
	add_action(
		'admin_notices',
		static function () use ( $missing ) {
			$screen = get_current_screen();
			if ( current_user_can( 'activate_plugins' ) && ( null === $screen || 'toplevel_page_ivorey' !== $screen->id ) ) {
				printf( '<div class="notice notice-error ivorey-missing">%s</div>', wp_kses_post( ivorey_for_woocommerce_missing_text( $missing ) ) );
			}
		}
	);
	add_action(
		'admin_menu',
		static function () use ( $missing ) {
			// WooCommerce's menu, which holds the panel, is missing as well; the URL stays the same.
			add_menu_page(
				__( 'Ivorey', 'ivorey-for-woocommerce' ),
				__( 'Ivorey', 'ivorey-for-woocommerce' ),
				'activate_plugins',
				'ivorey',
				static function () use ( $missing ) {
					printf(
						'<div class="wrap ivorey-missing"><h1>%s</h1>%s</div>',
						esc_html__( 'Ivorey', 'ivorey-for-woocommerce' ),
						wp_kses_post( ivorey_for_woocommerce_missing_text( $missing ) )
					);
				},
				'dashicons-warning'
			);
		}
	);
}

/**
 * The missing requirement, and the button that helps.
 *
 * @param string $missing As ivorey_for_woocommerce_missing_requirement() returns it.
 * @return string HTML.
 */
function ivorey_for_woocommerce_missing_text( $missing ) {
	$action = ivorey_for_woocommerce_missing_action( $missing );
	return sprintf( '<p>%s</p>', esc_html( ivorey_for_woocommerce_requirement_message( $missing ) ) )
		. ( null === $action ? '' : sprintf( '<p><a class="button button-primary" href="%s">%s</a></p>', esc_url( $action[0] ), esc_html( $action[1] ) ) );
}

/**
 * The button for the action that this user may take.
 *
 * @param string $missing As ivorey_for_woocommerce_missing_requirement() returns it.
 * @return string[]|null The button's URL and text; null if the user may not fix it.
 */
function ivorey_for_woocommerce_missing_action( $missing ) {
	if ( 'woocommerce_version' === $missing ) {
		return current_user_can( 'update_plugins' )
			? [ self_admin_url( 'plugins.php?plugin_status=upgrade' ), __( 'Update WooCommerce', 'ivorey-for-woocommerce' ) ]
			: null;
	}
	if ( 'woocommerce' !== $missing ) {
		return null;
	}
	$plugin = 'woocommerce/woocommerce.php';
	if ( isset( get_plugins()[ $plugin ] ) ) {
		return current_user_can( 'activate_plugin', $plugin )
			? [ wp_nonce_url( self_admin_url( 'plugins.php?action=activate&plugin=' . rawurlencode( $plugin ) ), 'activate-plugin_' . $plugin ), __( 'Activate WooCommerce', 'ivorey-for-woocommerce' ) ]
			: null;
	}
	return current_user_can( 'install_plugins' )
		? [ wp_nonce_url( self_admin_url( 'update.php?action=install-plugin&plugin=woocommerce' ), 'install-plugin_woocommerce' ), __( 'Install WooCommerce', 'ivorey-for-woocommerce' ) ]
		: null;
}
