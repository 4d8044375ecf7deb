<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Http\Backoff;
use PHPUnit\Framework\TestCase;

final class BackoffTest extends TestCase {

	public function test_the_ceiling_doubles_with_each_failure_up_to_the_cap(): void {
		$ceilings = array_map( static fn ( int $failures ): float => Backoff::delay( $failures, 60.0, 1.0 ), [ 1, 2, 3, 4, 5, 6, 7, 1_000 ] );

		self::assertSame( [ 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0 ], $ceilings );
	}

	public function test_the_jitter_covers_the_whole_range(): void {
		self::assertSame( 30.0, Backoff::delay( 20, 60.0, 0.5 ) );
		self::assertSame( 6.0, Backoff::delay( 20, 60.0, 0.1 ) );
	}

	public function test_a_retry_never_comes_at_once(): void {
		self::assertSame( 0.5, Backoff::delay( 20, 60.0, 0.0 ) );
	}

	public function test_the_dice_stay_between_zero_and_one(): void {
		for ( $throw = 0; $throw < 1_000; $throw++ ) {
			$dice = Backoff::dice();
			self::assertTrue( $dice >= 0.0 && $dice <= 1.0 );
		}
	}
}
