<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Admin\Panel;

/** The plugin's entry in the menu of wp-admin. */
final class Menu {

	/** @return string|null Its HTML; null where there is none for this person. */
	public static function entry( int $user ): ?string {
		$GLOBALS['menu']    = []; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		$GLOBALS['submenu'] = []; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		wp_set_current_user( $user );
		// Not all of the action: others need a wp-admin that is loaded as a whole.
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
