<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\BatchSize;
use PHPUnit\Framework\TestCase;

final class BatchSizeTest extends TestCase {

	/**
	 * Sends records, some of which make their batch fail, as the dispatcher does.
	 *
	 * @param list<int> $bad
	 * @return array{int, list<int>} Number of deliveries, and the records that failed alone.
	 */
	private static function send( int $records, array $bad, int $failures = 0 ): array {
		$size       = new BatchSize( $failures );
		$queue      = range( 1, $records );
		$deliveries = 0;
		$blamed     = [];
		while ( [] !== $queue ) {
			$part = array_slice( $queue, 0, max( 1, $size->limit() ) );
			++$deliveries;
			if ( [] === array_intersect( $part, $bad ) ) {
				$size->worked();
			} elseif ( count( $part ) > 1 ) {
				$size->failed( count( $part ) );
				continue;
			} else {
				$blamed[] = $part[0];
			}
			$queue = array_slice( $queue, count( $part ) );
		}
		return [ $deliveries, $blamed ];
	}

	public function test_all_rows_go_in_one_delivery_if_nothing_fails(): void {
		self::assertSame( [ 1, [] ], self::send( 500, [] ) );
	}

	public function test_one_failing_row_is_found_in_few_deliveries_and_all_others_arrive(): void {
		for ( $bad = 1; $bad <= 500; $bad++ ) {
			[ $deliveries, $blamed ] = self::send( 500, [ $bad ] );
			self::assertSame( [ $bad ], $blamed );
			self::assertLessThanOrEqual( 45, $deliveries );
		}
	}

	public function test_several_failing_rows_are_found(): void {
		self::assertSame( [ 3, 4, 250 ], self::send( 500, [ 3, 4, 250 ] )[1] );
	}

	public function test_a_delivery_that_has_failed_often_starts_with_one_row_and_doubles(): void {
		self::assertSame( 1, self::send( 500, [], 2 )[0] );
		// 1 + 2 + 4 + … + 256 is more than 500.
		self::assertSame( 9, self::send( 500, [], 3 )[0] );
	}

	public function test_a_size_that_was_too_large_is_not_tried_again(): void {
		$size = new BatchSize();
		$size->tooLarge( 13 );
		self::assertSame( 6, $size->limit() );
		$size->tooLarge( 6 );
		$size->worked();
		$size->worked();

		self::assertSame( 3, $size->limit() );
	}
}
