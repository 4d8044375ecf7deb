<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Reconcile;

use Ivorey\WooCommerce\Reconcile\LedgerSlice;
use Ivorey\WooCommerce\Reconcile\LedgerVersions;
use Ivorey\WooCommerce\Reconcile\VersionDiff;
use Ivorey\WooCommerce\Reconcile\VersionRange;
use PHPUnit\Framework\TestCase;

final class VersionDiffTest extends TestCase {

	public function test_the_diff_finds_records_that_only_one_side_has_or_that_differ_in_version(): void {
		$parts = [
			self::part( '', '3', [ 1, 2, 3 ] ),
			[ self::part( '3', '5', [ 4, 5 ] )[0], true ],
			self::part( '5', null, [ 6, 8 ] ),
		];
		$held  = self::versions( [ 1, 3, 7, 8, 9 ] );

		self::assertFound( 5, [ '2', '6', '7', '9' ], null, true, VersionDiff::of( $parts, $held, null, 500 ) );
		$held[8] = 1;
		self::assertFound( 4, [ '2', '6', '7', '8', '9' ], null, true, VersionDiff::of( $parts, $held, null, 500 ) );
	}

	public function test_ids_are_sorted_as_text(): void {
		$parts = [ self::part( '', '10', [ 1, 10 ] ), self::part( '10', null, [ 2, 9 ] ) ];
		$held  = [
			'1'         => 101,
			'10'        => 110,
			'2'         => 102,
			'9'         => 109,
			'payment:1' => 5,
		];

		self::assertFound( 4, [ 'payment:1' ], null, true, VersionDiff::of( $parts, $held, null, 500 ) );
	}

	public function test_the_diff_doubts_no_more_records_than_one_step_can_check_even_in_one_range(): void {
		// Ivorey has lost everything, so the range was not split.
		$lost = self::part( '', null, range( 1, 9 ) );
		self::assertFound( 0, [ '1', '2', '3' ], '3', false, VersionDiff::of( [ $lost ], [], null, 3 ) );
		// The ledger is lost.
		self::assertFound( 0, [ '1', '2' ], '2', false, VersionDiff::of( [ self::part( '', null, [] ) ], self::versions( range( 1, 9 ) ), null, 2 ) );
		// Some agree, before and after the last one taken.
		self::assertFound( 2, [ '2', '4' ], '4', false, VersionDiff::of( [ $lost ], self::versions( [ 1, 3, 5 ] ), null, 2 ) );
		self::assertFound( 0, range( 1, 9 ), null, true, VersionDiff::of( [ $lost ], [], null, 9 ) );
	}

	public function test_the_diff_ends_with_the_range_that_fills_its_step(): void {
		$parts = [ self::part( '', '2', [ 1, 2 ] ), self::part( '2', null, [ 3 ] ) ];

		self::assertFound( 0, [ '1', '2' ], '2', false, VersionDiff::of( $parts, [], null, 2 ) );
	}

	public function test_the_diff_goes_no_further_than_Ivorey_has_listed(): void {
		$parts = [ self::part( '', '3', [ 1, 2, 3 ] ), self::part( '3', null, [ 4, 5, 6 ] ) ];
		self::assertFound( 3, [ '2' ], '4', false, VersionDiff::of( $parts, self::versions( [ 1, 3, 4 ] ), '4', 500 ) );

		// The list was cut off before the second range that differs: the one in between is not counted twice.
		$parts = [ $parts[0], [ self::part( '3', '6', [ 4, 5, 6 ] )[0], true ], self::part( '6', null, [ 7, 8 ] ) ];
		self::assertFound( 5, [ '2' ], '6', false, VersionDiff::of( $parts, self::versions( [ 1, 3 ] ), '3', 500 ) );
	}

	/**
	 * @param list<int> $ids
	 * @return array{LedgerSlice, bool} A range that differs.
	 */
	private static function part( string $after, ?string $until, array $ids ): array {
		$versions = self::versions( $ids );
		return [ new LedgerSlice( new VersionRange( $after, $until ), LedgerVersions::sumOf( $versions ), $versions ), false ];
	}

	/**
	 * @param list<int> $ids
	 * @return array<int, int>
	 */
	private static function versions( array $ids ): array {
		return array_combine( $ids, array_map( static fn ( int $id ): int => 100 + $id, $ids ) );
	}

	/** @param list<int|string> $doubtful */
	private static function assertFound( int $alike, array $doubtful, ?string $until, bool $isWhole, VersionDiff $found ): void {
		self::assertSame( [ $alike, array_map( strval( ... ), $doubtful ), $until, $isWhole ], [ $found->alike, $found->doubtful, $found->until, $found->isWhole ] );
	}
}
