<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Ivorey\WooCommerce\Lifecycle;
use Ivorey\WooCommerce\Tests\Integration\Support\AdminPost;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The notice in wp-admin after the plugin is activated. */
final class FirstRunTest extends StoreTestCase {

	public function test_R23_the_notice_after_activation_leads_to_the_panel_until_the_store_is_connected(): void {
		self::assertSame( '', $this->prompt(), 'This store is connected.' );
		$this->disconnected(
			function (): void {
				self::assertSame( '', $this->prompt(), 'Nobody has just activated it.' );
				Lifecycle::onActivation();
				self::assertStringContainsString( 'Connect your store to Ivorey', $this->prompt() );
				self::assertStringContainsString( 'page=ivorey', $this->prompt() );
				self::assertNotSame( '', $this->prompt( 'plugins' ) );
				self::assertNotSame( '', $this->prompt( 'woocommerce_page_wc-settings' ) );
				self::assertNotSame( '', $this->prompt( 'edit-product' ) );
				self::assertSame( '', $this->prompt( 'woocommerce_page_ivorey' ), 'It begins with the same.' );
				self::assertSame( '', $this->prompt( 'edit-post' ) );
				self::assertSame( '', $this->prompt( 'toplevel_page_another-plugin' ) );
				self::assertSame( '', $this->prompt( user: self::user( 'editor' ) ), 'Who cannot do it is not asked to.' );
			}
		);
		$this->request( fn () => $this->connect() );
		$this->disconnected( fn () => self::assertSame( '', $this->prompt(), 'It was connected.' ) );
	}

	public function test_a_user_who_dismisses_the_notice_does_not_see_it_again_and_others_do(): void {
		$this->disconnected(
			function (): void {
				Lifecycle::onActivation();
				preg_match( '/href="([^"]*ivorey_first_run_dismiss[^"]*)"/', $this->prompt(), $link );
				parse_str( (string) wp_parse_url( html_entity_decode( $link[1] ?? '' ), PHP_URL_QUERY ), $query );
				$manager = self::user( 'shop_manager' );

				self::assertSame( 403, $this->dismiss( [ '_wpnonce' => 'forged' ] + $query ) );
				self::assertNotSame( '', $this->prompt() );
				self::assertSame( 302, $this->dismiss( $query ) );
				self::assertSame( '', $this->prompt() );
				self::assertNotSame( '', $this->prompt( user: $manager ) );
				Lifecycle::onActivation();
				self::assertSame( '', $this->prompt(), 'Nor after another activation.' );
			}
		);
	}

	private function prompt( string $screen = 'dashboard', int $user = 1 ): string {
		wp_set_current_user( $user );
		set_current_screen( $screen );
		ob_start();
		do_action( 'admin_notices' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
		$html = (string) ob_get_clean();
		unset( $GLOBALS['current_screen'] );
		wp_set_current_user( 0 );
		return str_contains( $html, 'ivorey-first-run' ) ? $html : '';
	}

	private static function user( string $role ): int {
		$id = wp_insert_user(
			[
				'user_login' => $role,
				'user_pass'  => 'x',
				'role'       => $role,
			]
		);
		self::assertIsInt( $id );
		return $id;
	}

	/**
	 * @param array<mixed> $query The link's query.
	 * @return int HTTP status.
	 */
	private function dismiss( array $query ): int {
		try {
			return AdminPost::open( 'ivorey_first_run_dismiss', $query, 1 );
		} finally {
			$this->begin();
		}
	}
}
