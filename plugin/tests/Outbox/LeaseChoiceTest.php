<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Outbox;

use Ivorey\WooCommerce\Outbox\Candidate;
use Ivorey\WooCommerce\Outbox\LeaseChoice;
use PHPUnit\Framework\TestCase;

final class LeaseChoiceTest extends TestCase {

	public function test_all_rows_are_leased_together_if_no_process_died(): void {
		$choice = LeaseChoice::of( self::rows( 5 ), [] );

		self::assertCount( 5, $choice->rows );
		self::assertFalse( $choice->isTrial );
	}

	public function test_an_element_with_a_limit_gets_at_most_that_many_rows_but_at_least_one(): void {
		$choice = LeaseChoice::of( [ ...self::rows( 5, 'products' ), ...self::rows( 3, 'orders' ) ], [ 'products' => 2 ] );

		self::assertSame( [ 'products', 'products', 'orders', 'orders', 'orders' ], array_column( $choice->rows, 'element' ) );
		self::assertCount( 1, LeaseChoice::of( self::rows( 5, 'products' ), [ 'products' => 0 ] )->rows );
	}

	public function test_rows_whose_process_died_come_after_the_others(): void {
		$sound  = self::rows( 2 );
		$choice = LeaseChoice::of( [ ...self::rows( 3, 'orders', 'gone' ), ...self::rows( 1, 'products', '', 2 ), ...$sound ], [] );

		self::assertSame( $sound, $choice->rows );
	}

	public function test_a_group_whose_process_died_is_divided_until_one_row_is_alone(): void {
		$sizes = array_map(
			static fn ( int $size ): int => count( LeaseChoice::of( self::rows( $size, 'orders', 'gone' ), [] )->rows ),
			[ 500, 125, 31, 7, 3, 1 ]
		);

		self::assertSame( [ 125, 31, 7, 1, 1, 1 ], $sizes );
	}

	public function test_groups_of_different_leases_are_not_mixed(): void {
		$choice = LeaseChoice::of( [ ...self::rows( 8, 'orders', 'one' ), ...self::rows( 8, 'contacts', 'other' ) ], [] );

		self::assertCount( 2, $choice->rows );
		self::assertSame( [ 'one' ], array_values( array_unique( array_column( $choice->rows, 'lease' ) ) ) );
	}

	public function test_a_row_that_is_leased_alone_is_a_trial_and_so_is_each_row_that_was_tried_before(): void {
		self::assertTrue( LeaseChoice::of( self::rows( 3, 'orders', 'gone' ), [] )->isTrial );
		self::assertFalse( LeaseChoice::of( self::rows( 8, 'orders', 'gone' ), [] )->isTrial );

		$again = LeaseChoice::of( self::rows( 4, 'orders', '', 2 ), [] );
		self::assertTrue( $again->isTrial );
		self::assertCount( 1, $again->rows );
	}

	/** @return non-empty-list<Candidate> */
	private static function rows( int $number, string $element = 'orders', string $lease = '', int $trials = 0 ): array {
		return array_map( static fn ( int $id ): Candidate => new Candidate( $element, $id, $lease, $trials ), range( 1, max( 1, $number ) ) );
	}
}
