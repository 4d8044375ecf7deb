<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Admin;

use Ivorey\WooCommerce\Admin\Alert;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

final class AlertTest extends TestCase {

	private const URL = 'https://shop.example';

	public function test_there_is_none_where_all_is_well_or_nothing_is_connected(): void {
		self::assertNull( Alert::of( Make::connection(), false, self::URL ) );
		self::assertNull( Alert::of( StoredConnection::disconnected(), false, self::URL ) );
	}

	public function test_R28_a_pause_is_told_with_its_reason_and_each_is_another_incident(): void {
		$first = Alert::of( Make::connection()->paused( new Pause( 'revoked', 1 ) ), false, self::URL );
		$same  = Alert::of( Make::connection()->paused( new Pause( 'revoked', 1 ) ), false, self::URL );
		$next  = Alert::of( Make::connection()->paused( new Pause( 'revoked', 2 ) ), false, self::URL );

		self::assertNotNull( $first );
		self::assertStringContainsString( 'revoked in Ivorey', $first->message );
		self::assertSame( $first->incident, $same?->incident );
		self::assertNotSame( $first->incident, $next?->incident );
	}

	public function test_a_copy_is_asked_first_and_another_copy_again(): void {
		$paused = Make::connection()->paused( new Pause( 'store-mismatch', 1 ) );
		$one    = Alert::of( $paused, true, 'https://staging.example' );
		$other  = Alert::of( $paused, true, 'https://dev.example' );

		self::assertNotNull( $one );
		self::assertStringContainsString( 'https://shop.example', $one->message );
		self::assertStringContainsString( 'https://staging.example', $one->message );
		self::assertNotSame( $one->incident, $other?->incident );
	}

	/** WordPress' sanitize_key() leaves it as it is, so that what was dismissed is found again. */
	public function test_an_incident_is_named_in_plain_characters(): void {
		foreach ( [ 'unauthorized', 'refused-403', Pause::CREDENTIALS_UNREADABLE ] as $reason ) {
			$alert = Alert::of( Make::connection()->paused( new Pause( $reason, 1_700_000_000 ) ), false, self::URL );
			self::assertMatchesRegularExpression( '/\A[a-z0-9_-]+\z/', (string) $alert?->incident );
		}
	}
}
