<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\SliceSize;
use PHPUnit\Framework\TestCase;

final class SliceSizeTest extends TestCase {

	public function test_the_size_grows_up_to_a_limit_while_slices_are_quick_and_small(): void {
		$size = new SliceSize();
		$seen = [];
		for ( $slice = 0; $slice < 5; $slice++ ) {
			$seen[] = $size->current();
			$size->learn( $size->current(), 0.2, 0.05 );
		}
		self::assertSame( [ 100, 200, 400, SliceSize::MOST, SliceSize::MOST ], $seen );
	}

	public function test_the_size_halves_after_a_slice_that_takes_long_or_much_memory(): void {
		$slow = new SliceSize();
		$slow->learn( 100, 5.0, 0.01 );
		self::assertSame( 50, $slow->current() );

		$heavy = new SliceSize();
		$heavy->learn( 100, 0.1, 0.6 );
		self::assertSame( 50, $heavy->current() );
	}

	public function test_the_size_stays_after_a_slice_of_medium_time_or_memory(): void {
		$size = new SliceSize();
		$size->learn( 100, 2.5, 0.1 );
		$size->learn( 100, 0.1, 0.3 );
		self::assertSame( 100, $size->current() );
	}

	public function test_a_short_last_slice_does_not_raise_the_size(): void {
		$size = new SliceSize();
		$size->learn( 3, 0.01, 0.0 );
		self::assertSame( 100, $size->current() );
	}

	public function test_each_run_that_broke_down_halves_the_size_down_to_one_object(): void {
		$sizes = array_map( static fn ( int $breakdowns ): int => ( new SliceSize( $breakdowns ) )->current(), range( 0, 8 ) );
		self::assertSame( [ 100, 50, 25, 12, 6, 3, 1, 1, 1 ], $sizes );
	}

	public function test_the_size_never_falls_below_one(): void {
		$size = new SliceSize( 30 );
		$size->learn( 1, 60.0, 1.0 );
		self::assertSame( 1, $size->current() );
	}
}
