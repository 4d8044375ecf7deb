<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class PluginRowTest extends StoreTestCase {

	public function test_the_plugins_page_links_to_the_settings(): void {
		$links = self::links( 1 );

		self::assertSame( [ 'settings', 'deactivate' ], array_keys( $links ) );
		self::assertMatchesRegularExpression( '/href="[^"]+\/wp-admin\/admin\.php\?page=wc-settings&#038;tab=integration&#038;section=ivorey">Settings</', $links['settings'] );
		self::assertSame( [ 'deactivate' ], array_keys( self::links( 0 ) ), 'Not who may not manage the store.' );
	}

	/** @return array<string, string> */
	private static function links( int $user ): array {
		wp_set_current_user( $user );
		$links = apply_filters( 'plugin_action_links_' . plugin_basename( IVOREY_FOR_WOOCOMMERCE_FILE ), [ 'deactivate' => 'x' ] ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
		wp_set_current_user( 0 );
		return $links;
	}
}
