<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Reconcile;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Reconcile\Agreement;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Reconcile\Finding;
use Ivorey\WooCommerce\Reconcile\Progress;
use PHPUnit\Framework\TestCase;

final class ProgressTest extends TestCase {

	public function test_pending_records_count_as_compared_but_not_as_differing(): void {
		$progress = new Progress( [], 0 );
		$progress->count( Comparison::Alike, 12_400 );
		$progress->count( Comparison::Pending, 8 );
		$progress->count( Comparison::Kept, 3 );
		$progress->count( Comparison::Unwanted, 5 );
		$progress->count( Comparison::NotImported, 7 );

		self::assertEquals( new Agreement( 99, 12_408, 12_400, 0 ), $progress->agreement( 99 ) );
		self::assertTrue( $progress->agreement( 99 )->agrees() );
	}

	public function test_each_kind_of_difference_is_a_disagreement(): void {
		foreach ( [ Comparison::Missing, Comparison::Older, Comparison::Rejected, Comparison::Excluded ] as $comparison ) {
			$progress = new Progress( [], 0 );
			$progress->count( Comparison::Alike, 2 );
			$progress->count( $comparison );

			self::assertEquals( new Agreement( 99, 3, 2, 1 ), $progress->agreement( 99 ) );
			self::assertFalse( $progress->agreement( 99 )->agrees() );
		}
	}

	public function test_a_comparison_continues_where_it_was_saved(): void {
		$progress = new Progress( [ Element::Contacts, Element::Orders ], 42, 1_000, repairs: true );
		$progress->count( Comparison::Alike, 5 );
		$progress->add( new Difference( Element::Contacts, '7', 7, new Finding( Comparison::Rejected, 'Too “long” ü' ) ) );
		$progress->add( new Difference( Element::Contacts, '8', null, new Finding( Comparison::Older ) ) );
		$progress->repaired = 1;
		$progress->next();
		$progress->below = 77;

		$restored = Progress::fromArray( json_decode( (string) json_encode( $progress->toArray() ), true ) );

		self::assertEquals( $progress, $restored );
		self::assertSame( Element::Orders, $restored?->element() );
	}

	public function test_R25_a_comparison_continues_without_elements_that_were_switched_off_meanwhile(): void {
		$progress        = new Progress( [ Element::Orders, Element::Transactions, Element::Products ], 42, 1_000, repairs: true );
		$progress->after = '7';
		$progress->restrictTo( [ Element::Products, Element::Orders ] );
		self::assertSame( [ [ Element::Orders, Element::Products ], 1_000, '7' ], [ $progress->elements, $progress->below, $progress->after ] );

		$progress->restrictTo( [ Element::Products ] );
		self::assertSame( [ [ Element::Products ], PHP_INT_MAX, '' ], [ $progress->elements, $progress->below, $progress->after ] );
		$progress->restrictTo( [] );
		self::assertNull( $progress->element() );
	}

	public function test_a_comparison_keeps_the_first_thousand_differences_and_counts_all(): void {
		$progress = new Progress( [], 0 );
		for ( $id = 1; $id <= 1_005; $id++ ) {
			$progress->count( Comparison::Missing );
			$progress->add( new Difference( Element::Orders, (string) $id, $id, new Finding( Comparison::Missing ) ) );
		}

		self::assertCount( 1_000, $progress->differences );
		self::assertSame( 1_005, $progress->agreement( 0 )->differing );
	}

	/** @dataProvider nonsense */
	public function test_an_unreadable_value_counts_as_no_progress( mixed $value ): void {
		self::assertNull( Progress::fromArray( $value ) );
	}

	/** @return iterable<array{mixed}> */
	public static function nonsense(): iterable {
		yield [ null ];
		yield [ 'x' ];
		yield [ [] ];
		yield [
			[
				'elements'   => [ 'orders' ],
				'below'      => '7',
				'started_at' => 1,
			],
		];
	}

	public function test_an_agreement_survives_being_stored(): void {
		$agreement = new Agreement( 1_700_000_000_000_000, 10, 8, 1, 1 );

		self::assertEquals( $agreement, Agreement::fromOption( $agreement->toOption() ) );
		self::assertNull( Agreement::fromOption( [ 'alike' => 1 ] ) );
		self::assertSame(
			[
				'finished_at' => '2023-11-14T22:13:20.000Z',
				'agrees'      => false,
				'compared'    => 10,
				'alike'       => 8,
			],
			$agreement->toReport()
		);
	}

	public function test_the_size_of_the_next_step_survives_the_process_and_is_reset_for_the_next_element(): void {
		$progress = new Progress( [ Element::Products, Element::Orders ], 0 );
		$progress->shrink( 4 );
		self::assertSame( 2, $progress->slices );
		$progress = Progress::fromArray( $progress->toArray() ) ?? $progress;
		$progress->shrink( 4 );
		self::assertSame( 1, $progress->slices );
		foreach ( [ 2, 4, 8, 15, 15 ] as $slices ) {
			$progress->grow( 15 );
			self::assertSame( $slices, $progress->slices );
		}
		$progress->next();
		self::assertSame( 10, $progress->slices );
	}

	public function test_the_next_step_is_smaller_after_a_slow_one_and_larger_after_a_quick_one(): void {
		$progress = new Progress( [ Element::Products ], 0 );
		$sizes    = [];
		foreach ( [ 5_000_001, 5_000_001, 3_000_000, 5_000_001, 5_000_001, 1_999_999, 2_000_000, 1_999_999, 0, 0, 0 ] as $taken ) {
			$progress->learn( $taken, 10 );
			$sizes[] = $progress->slices;
		}

		self::assertSame( [ 5, 2, 2, 1, 1, 2, 2, 4, 8, 10, 10 ], $sizes );
	}

	public function test_the_steps_get_smaller_each_time_a_process_dies_until_the_comparison_is_stuck(): void {
		$progress = new Progress( [ Element::Products ], 0 );
		$sizes    = [];
		while ( ! $progress->isStuck() ) {
			$progress->open();
			$sizes[]  = $progress->objects;
			$progress = Progress::fromArray( $progress->toArray() ) ?? $progress;
		}

		self::assertSame( [ 25, 6, 1, 1, 1, 1 ], $sizes );
	}

	public function test_a_process_that_survives_or_makes_progress_is_no_breakdown(): void {
		$progress = new Progress( [ Element::Products ], 0 );
		$progress->open();
		$progress->close();
		$progress->open();
		self::assertSame( [ 0, 25 ], [ $progress->breakdowns, $progress->objects ] );

		foreach ( [ [ 0, 6 ], [ 0, 1 ], [ 1, 1 ] ] as $expected ) {
			$progress->open();
			self::assertSame( $expected, [ $progress->breakdowns, $progress->objects ] );
		}
		$progress->advanced();
		self::assertSame( 0, $progress->breakdowns );
	}
}
