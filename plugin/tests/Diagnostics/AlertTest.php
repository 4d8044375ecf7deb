<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Diagnostics;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Diagnostics\Alert;
use Ivorey\WooCommerce\Http\CircuitState;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

final class AlertTest extends TestCase {

	private const URL = 'https://shop.example';

	public function test_there_is_no_alert_if_all_is_well_or_the_store_is_disconnected(): void {
		self::assertNull( self::alert( Make::connection(), false, self::URL ) );
		self::assertNull( self::alert( StoredConnection::disconnected(), false, self::URL ) );
	}

	public function test_R28_an_alert_names_the_reason_of_a_pause_and_each_pause_is_a_new_incident(): void {
		$first = self::alert( Make::connection()->paused( new Pause( 'revoked', 1 ) ), false, self::URL );
		$same  = self::alert( Make::connection()->paused( new Pause( 'revoked', 1 ) ), false, self::URL );
		$next  = self::alert( Make::connection()->paused( new Pause( 'revoked', 2 ) ), false, self::URL );

		self::assertNotNull( $first );
		self::assertStringContainsString( 'revoked in Ivorey', $first->message );
		self::assertSame( $first->incident, $same?->incident );
		self::assertNotSame( $first->incident, $next?->incident );
	}

	public function test_the_question_about_a_copied_site_comes_before_a_pause_and_again_for_each_copy(): void {
		$paused = Make::connection()->paused( new Pause( 'store-mismatch', 1 ) );
		$one    = self::alert( $paused, true, 'https://staging.example' );
		$other  = self::alert( $paused, true, 'https://dev.example' );

		self::assertNotNull( $one );
		self::assertStringContainsString( 'https://shop.example', $one->message );
		self::assertStringContainsString( 'https://staging.example', $one->message );
		self::assertNotSame( $one->incident, $other?->incident );
	}

	/** WordPress' sanitize_key() leaves it unchanged, so that a dismissal is found again. */
	public function test_an_incident_is_named_in_plain_characters(): void {
		foreach ( [ 'unauthorized', 'refused-403', Pause::CREDENTIALS_UNREADABLE ] as $reason ) {
			$alert = self::alert( Make::connection()->paused( new Pause( $reason, 1_700_000_000 ) ), false, self::URL );
			self::assertMatchesRegularExpression( '/\A[a-z0-9_-]+\z/', (string) $alert?->incident );
		}
	}

	public function test_R28_a_persons_pause_does_not_ask_to_reconnect_and_a_refusal_does(): void {
		$byPerson = self::alert( Make::connection()->paused( new Pause( 'paused-by-person', 1 ) ), false, self::URL );
		$refused  = self::alert( Make::connection()->paused( new Pause( 'unauthorized', 1 ) ), false, self::URL );

		self::assertNotSame( 'Reconnect', $byPerson?->action );
		self::assertStringNotContainsString( 'econnect', (string) $byPerson?->message );
		self::assertSame( 'Reconnect', $refused?->action );
	}

	public function test_an_outage_is_reported_after_hours_and_the_next_one_is_a_new_incident(): void {
		$hour = 3_600_000_000;
		$link = ( new CircuitState() )->failed( 0, $hour );

		self::assertNull( self::alert( Make::connection(), false, self::URL, $link, 6 * $hour ) );
		$alert = self::alert( Make::connection(), false, self::URL, $link, 7 * $hour );
		self::assertNotNull( $alert );
		self::assertMatchesRegularExpression( '/\A[a-z0-9_-]+\z/', $alert->incident );
		$next = self::alert( Make::connection(), false, self::URL, $link->worked()->failed( 0, 8 * $hour ), 20 * $hour );
		self::assertNotNull( $next );
		self::assertNotSame( $alert->incident, $next->incident );
		self::assertNull( self::alert( StoredConnection::disconnected(), false, self::URL, $link, 20 * $hour ) );
	}

	public function test_an_outdated_plugin_or_Ivorey_is_reported_at_once(): void {
		$plugin = self::alert( Make::connection(), false, self::URL, ( new CircuitState() )->failed( 0, 5, 'contract-too-old' ) );
		$ivorey = self::alert( Make::connection(), false, self::URL, ( new CircuitState() )->failed( 0, 5, 'contract-too-new' ) );

		self::assertNotNull( $plugin );
		self::assertSame( 'Ivorey for WooCommerce needs an update', $plugin->title );
		self::assertStringContainsString( 'Update Ivorey for WooCommerce', $plugin->message );
		self::assertNotNull( $ivorey );
		self::assertSame( 'Ivorey needs an update', $ivorey->title );
		self::assertSame( 'update-5', $ivorey->incident );
	}

	private static function alert( StoredConnection $connection, bool $isCopied, string $siteUrl, CircuitState $link = new CircuitState(), int $now = 0 ): ?Alert {
		return Alert::of( $connection, $isCopied, $siteUrl, $link, null, $now );
	}
}
