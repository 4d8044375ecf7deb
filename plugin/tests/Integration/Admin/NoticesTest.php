<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Ivorey\WooCommerce\Tests\Integration\Support\AdminPost;
use Ivorey\WooCommerce\Tests\Integration\Support\Menu;
use Ivorey\WooCommerce\Tests\Integration\Support\Pausing;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The notices in wp-admin for a store that does not send. */
final class NoticesTest extends StoreTestCase {

	use Pausing;

	public function test_R28_wp_admin_shows_a_pause_until_it_is_over(): void {
		self::assertSame( '', $this->notice() );
		self::assertSame( 0, $this->badge() );
		self::assertSame( 'good', $this->health()['status'] );

		$this->pausedByPerson();
		self::assertStringContainsString( 'ivorey-notice', $this->notice() );
		self::assertStringContainsString( 'ivorey-notice', $this->notice( 'plugins' ) );
		self::assertStringContainsString( 'page=ivorey', $this->notice() );
		self::assertStringNotContainsString( 'Reconnect', $this->notice() );
		// These two pages show the alert themselves.
		self::assertSame( '', $this->notice( 'woocommerce_page_ivorey' ) );
		$_GET = [
			'tab'     => 'integration',
			'section' => 'ivorey',
		];
		self::assertSame( '', $this->notice( 'woocommerce_page_wc-settings' ) );
		$_GET['tab'] = 'products';
		self::assertNotSame( '', $this->notice( 'woocommerce_page_wc-settings' ) );
		self::assertSame( 1, $this->badge() );
		self::assertSame( 'critical', $this->health()['status'] );
		$information = (string) wp_json_encode( $this->information() );
		self::assertStringContainsString( 'paused-by-person', $information );
		self::assertStringNotContainsString( $this->ivorey->secret, $information );
		self::assertStringNotContainsString( $this->ivorey->token, $information );

		$this->resumed();
		self::assertSame( '', $this->notice() );
		self::assertSame( 0, $this->badge() );
		self::assertSame( 'good', $this->health()['status'] );
	}

	public function test_R28_a_user_who_dismissed_a_pause_sees_the_next_one_and_another_user_sees_both(): void {
		$this->pausedByPerson();
		$this->pausedLongAgo();
		$other = wp_insert_user(
			[
				'user_login' => 'manager',
				'user_pass'  => 'x',
				'role'       => 'shop_manager',
			]
		);
		self::assertIsInt( $other );
		$first = self::dismissal( $this->notice() );

		self::assertSame( 403, $this->dismiss( [ '_wpnonce' => 'forged' ] + $first ) );
		self::assertNotSame( '', $this->notice() );
		self::assertSame( 302, $this->dismiss( $first ) );
		self::assertSame( '', $this->notice() );
		self::assertSame( $first['incident'], self::dismissal( $this->notice( user: $other ) )['incident'] );
		self::assertSame( 1, $this->badge() );

		$this->resumed();
		self::assertSame( [ '', '' ], [ $this->notice(), $this->notice( user: $other ) ] );
		$this->pausedByPerson();
		$next = self::dismissal( $this->notice() );
		self::assertNotSame( $first['incident'], $next['incident'] );
		self::assertSame( $next['incident'], self::dismissal( $this->notice( user: $other ) )['incident'] );

		// The first user's dismissals are no one else's, the second time too.
		self::assertSame( 302, $this->dismiss( $next ) );
		self::assertSame( '', $this->notice() );
		self::assertNotSame( '', $this->notice( user: $other ) );
	}

	public function test_R28_the_notice_of_a_revoked_connection_asks_to_reconnect(): void {
		$this->ivorey->refuse( 403, 'revoked' );
		$this->order();
		self::assertStringContainsString( 'Reconnect', $this->notice() );
		self::assertStringContainsString( 'revoked', $this->notice() );
	}

	private function notice( string $screen = 'dashboard', int $user = 1 ): string {
		wp_set_current_user( $user );
		set_current_screen( $screen );
		ob_start();
		do_action( 'admin_notices' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
		$html = (string) ob_get_clean();
		unset( $GLOBALS['current_screen'] );
		wp_set_current_user( 0 );
		return str_contains( $html, 'ivorey-notice' ) ? $html : '';
	}

	/** @return array{incident: string, _wpnonce: string} The query of the notice's link that dismisses it. */
	private static function dismissal( string $notice ): array {
		self::assertSame( 1, preg_match( '/href="([^"]*action=ivorey_dismiss[^"]*)"/', $notice, $link ) );
		parse_str( (string) wp_parse_url( html_entity_decode( $link[1] ), PHP_URL_QUERY ), $query );
		self::assertIsString( $query['incident'] ?? null );
		self::assertIsString( $query['_wpnonce'] ?? null );
		return $query;
	}

	/** The number beside the menu entry. */
	private function badge(): int {
		$entry = (string) Menu::entry( 1 );
		self::assertStringStartsWith( 'Ivorey', $entry );
		return preg_match( '/^Ivorey <span class="update-plugins count-(\d+)"/', $entry, $found ) > 0 ? (int) $found[1] : 0;
	}

	/** @return array<string, mixed> */
	private function health(): array {
		return apply_filters( 'site_status_tests', [] )['direct']['ivorey_connection']['test'](); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}

	/** @return array<string, mixed> */
	private function information(): array {
		return apply_filters( 'debug_information', [] )['ivorey-for-woocommerce']; // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}

	/**
	 * @param array<mixed> $query The link's query.
	 * @return int HTTP status.
	 */
	private function dismiss( array $query ): int {
		try {
			return AdminPost::open( 'ivorey_dismiss', $query, 1 );
		} finally {
			$this->begin();
		}
	}
}
