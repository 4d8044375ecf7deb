<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

/** The link *Settings* in the plugin's row of the Plugins page. */
final class PluginRow {

	private const CAPABILITY = 'manage_woocommerce';

	public function register(): void {
		add_filter( 'plugin_action_links_' . plugin_basename( IVOREY_FOR_WOOCOMMERCE_FILE ), [ $this, 'addSettings' ] );
	}

	/** @internal Hook. */
	public function addSettings( mixed $links ): mixed {
		if ( ! is_array( $links ) || ! current_user_can( self::CAPABILITY ) ) {
			return $links;
		}
		$settings = sprintf(
			'<a href="%s">%s</a>',
			esc_url( admin_url( 'admin.php?page=wc-settings&tab=integration&section=' . Integration::ID ) ),
			esc_html__( 'Settings', 'ivorey-for-woocommerce' )
		);
		return [ 'settings' => $settings ] + $links;
	}
}
