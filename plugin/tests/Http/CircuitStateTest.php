<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Http\CircuitState;
use PHPUnit\Framework\TestCase;

final class CircuitStateTest extends TestCase {

	public function test_failures_are_counted_until_one_delivery_works(): void {
		$failed = ( new CircuitState( clockOffset: 600, checkedAt: 5 ) )->failed( 10, 7 )->failed( 20, 17 );

		self::assertEquals( new CircuitState( 2, 20, 600, 5, 7 ), $failed );
		self::assertEquals( new CircuitState( 0, 0, 600, 5 ), $failed->worked() );
	}

	public function test_a_needed_update_is_remembered_until_another_failure_or_a_delivery_that_works(): void {
		$refused = ( new CircuitState() )->failed( 0, 1, 'contract-too-new' );

		self::assertTrue( $refused->needsUpdate() );
		self::assertTrue( $refused->withClockOffset( 5 )->checked( 7 )->unanswered( 9 )->needsUpdate() );
		self::assertFalse( $refused->failed( 0, 2, 'network' )->needsUpdate() );
		self::assertFalse( $refused->worked()->needsUpdate() );
		self::assertFalse( ( new CircuitState() )->failed( 0, 1, 'unavailable' )->needsUpdate() );
	}

	public function test_an_outage_is_measured_from_its_first_failure(): void {
		$hour   = 3_600;
		$failed = ( new CircuitState() )->failed( 0, 1_000_000 )->failed( 0, $hour * 1_000_000 );

		self::assertFalse( $failed->hasFailedFor( $hour, $hour * 1_000_000 ) );
		self::assertTrue( $failed->hasFailedFor( $hour, ( $hour + 1 ) * 1_000_000 ) );
		self::assertFalse( $failed->worked()->hasFailedFor( $hour, PHP_INT_MAX ) );
	}
}
