<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\SliceSize;
use PHPUnit\Framework\TestCase;

final class SliceSizeTest extends TestCase {

	public function test_it_grows_while_slices_are_quick_and_small_up_to_a_limit(): void {
		$size = new SliceSize();
		$seen = [];
		for ( $slice = 0; $slice < 5; $slice++ ) {
			$seen[] = $size->current();
			$size->learn( $size->current(), 0.2, 0.05 );
		}
		self::assertSame( [ 100, 200, 400, SliceSize::MOST, SliceSize::MOST ], $seen );
	}

	public function test_it_halves_what_takes_long_or_much_memory(): void {
		$slow = new SliceSize();
		$slow->learn( 100, 5.0, 0.01 );
		self::assertSame( 50, $slow->current() );

		$heavy = new SliceSize();
		$heavy->learn( 100, 0.1, 0.6 );
		self::assertSame( 50, $heavy->current() );
	}

	public function test_it_stays_where_a_slice_is_neither(): void {
		$size = new SliceSize();
		$size->learn( 100, 2.5, 0.1 );
		$size->learn( 100, 0.1, 0.3 );
		self::assertSame( 100, $size->current() );
	}

	public function test_a_last_short_slice_teaches_nothing_good(): void {
		$size = new SliceSize();
		$size->learn( 3, 0.01, 0.0 );
		self::assertSame( 100, $size->current() );
	}

	public function test_runs_that_ended_in_the_middle_narrow_it_down_to_one_object(): void {
		$sizes = array_map( static fn ( int $breakdowns ): int => ( new SliceSize( $breakdowns ) )->current(), range( 0, 8 ) );
		self::assertSame( [ 100, 50, 25, 12, 6, 3, 1, 1, 1 ], $sizes );
	}

	public function test_it_never_falls_below_one(): void {
		$size = new SliceSize( 30 );
		$size->learn( 1, 60.0, 1.0 );
		self::assertSame( 1, $size->current() );
	}
}
