<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Import;

use Ivorey\WooCommerce\Import\ImportState;
use Ivorey\WooCommerce\Import\Progress;
use PHPUnit\Framework\TestCase;

final class ProgressTest extends TestCase {

	public function test_R24_the_time_left_follows_from_the_rate(): void {
		$progress = new Progress( ImportState::Running, 1_000 );
		self::assertNull( $progress->secondsLeft() );

		$progress->advance( 200, 2.0 );
		self::assertSame( 100.0, $progress->rate );
		self::assertSame( 8, $progress->secondsLeft() );
	}

	public function test_R24_the_rate_adapts_to_a_change_within_a_few_slices(): void {
		$progress = new Progress( ImportState::Running, 100_000 );
		$progress->advance( 500, 0.5 );
		for ( $slice = 0; $slice < 15; $slice++ ) {
			$progress->advance( 500, 5.0 );
		}
		self::assertEqualsWithDelta( 100.0, $progress->rate, 10.0 );
	}

	public function test_R24_a_cancelled_import_has_no_time_left(): void {
		$progress = new Progress( ImportState::Cancelled, 1_000, 200, [], 0, 100.0 );
		self::assertNull( $progress->secondsLeft() );
	}

	public function test_more_objects_than_expected_raise_the_total(): void {
		$progress = new Progress( ImportState::Running, 10 );
		$progress->advance( 12, 1.0 );
		self::assertSame( [ 12, 12 ], [ $progress->done, $progress->total ] );
	}

	public function test_objects_that_were_deleted_meanwhile_lower_the_total(): void {
		$progress = new Progress( ImportState::Running, 10 );
		$progress->advance( 7, 1.0 );
		$progress->finish();
		self::assertSame( [ ImportState::Done, 7, 7 ], [ $progress->state, $progress->done, $progress->total ] );
	}

	public function test_R18_exclusions_are_counted_by_reason(): void {
		$progress = new Progress( ImportState::Running, 10 );
		$progress->exclude( 'draft' );
		$progress->exclude( 'role' );
		$progress->exclude( 'draft' );
		self::assertSame(
			[
				'draft' => 2,
				'role'  => 1,
			],
			$progress->excluded
		);
	}

	public function test_the_progress_survives_being_stored(): void {
		$progress = new Progress( ImportState::Running, 10, 7, [ 'draft' => 2 ], 1, 12.5 );
		self::assertEquals( $progress, Progress::fromArray( json_decode( (string) json_encode( $progress->toArray() ), true ) ) );
		self::assertNull( Progress::fromArray( [ 'state' => 'perhaps' ] ) );
		self::assertNull( Progress::fromArray( 'running' ) );
	}
}
