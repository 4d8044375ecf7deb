<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Admin\Panel;

/** The plugin's entry in wp-admin's menu. */
final class Menu {

	/** @return string|null Its HTML; null if this user has none. */
	public static function entry( int $user ): ?string {
		$GLOBALS['menu']    = []; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		$GLOBALS['submenu'] = []; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		wp_set_current_user( $user );
		// Not the whole action: other callbacks need a fully loaded wp-admin.
		foreach ( $GLOBALS['wp_filter']['admin_menu']->callbacks ?? [] as $callbacks ) {
			foreach ( $callbacks as [ 'function' => $callback ] ) {
				if ( is_array( $callback ) && $callback[0] instanceof Panel ) {
					$callback[0]->addPage();
				}
			}
		}
		wp_set_current_user( 0 );
		foreach ( $GLOBALS['submenu']['woocommerce'] ?? [] as [ $title, , $page ] ) {
			if ( Panel::PAGE === $page ) {
				return $title;
			}
		}
		return null;
	}
}
