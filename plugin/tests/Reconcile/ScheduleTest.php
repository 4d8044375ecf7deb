<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Reconcile;

use Ivorey\WooCommerce\Import\ImportState;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Reconcile\Absence;
use Ivorey\WooCommerce\Reconcile\Agreement;
use Ivorey\WooCommerce\Reconcile\Schedule;
use PHPUnit\Framework\TestCase;

final class ScheduleTest extends TestCase {

	private const MINUTE = 60_000_000;
	private const DAY    = 1_440 * self::MINUTE;
	private const BEFORE = 1_700_000_000_000_000;
	private const NOW    = self::BEFORE + 7 * self::DAY;

	public function test_the_first_comparison_comes_soon_after_the_connection_and_the_others_a_day_after_the_last(): void {
		self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextAt( self::NOW, 0, null, null ) );
		self::assertSame( self::NOW + self::DAY, Schedule::nextAt( self::BEFORE, 0, self::agreement( self::NOW ), null ) );
		self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextAt( self::BEFORE, 0, self::agreement( self::NOW, 1 ), null ) );
	}

	public function test_the_next_comparison_after_an_absence_comes_at_once_unless_an_import_is_under_way(): void {
		$absence = new Absence( self::BEFORE, self::NOW );
		self::assertSame( self::NOW, Schedule::nextAt( self::BEFORE, 0, self::agreement( self::NOW ), null, $absence ) );
		self::assertSame( self::NOW, Schedule::nextAt( self::BEFORE, self::NOW - self::MINUTE, null, null, $absence ), 'It begins anew.' );
		self::assertSame( self::NOW + 6 * self::MINUTE, Schedule::nextAt( self::BEFORE, self::NOW + self::MINUTE, null, null, $absence ), 'It is under way.' );
		self::assertNull( Schedule::nextAt( self::BEFORE, 0, null, self::import( ImportState::Running, null ), $absence ) );
	}

	public function test_R26_no_comparison_begins_while_an_import_is_under_way(): void {
		foreach ( [ ImportState::Waiting, ImportState::Running ] as $state ) {
			self::assertNull( Schedule::nextAt( self::BEFORE, 0, self::agreement( self::BEFORE ), self::import( $state, null ) ) );
			self::assertNull( Schedule::nextAt( self::BEFORE, 0, null, self::import( $state, null ) ) );
		}
	}

	public function test_R26_the_first_comparison_after_an_import_leaves_time_for_rows_that_still_wait(): void {
		foreach ( [ ImportState::Done, ImportState::Cancelled, ImportState::Failed ] as $state ) {
			$import = self::import( $state, self::NOW );
			self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextAt( self::BEFORE, 0, self::agreement( self::BEFORE ), $import ) );
			self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextAt( self::BEFORE, 0, null, $import ) );
			$later = self::NOW - self::MINUTE;
			self::assertSame( $later + self::DAY, Schedule::nextAt( self::BEFORE, 0, self::agreement( $later ), $import ), 'Not sooner for it.' );
			$later = self::NOW + self::MINUTE;
			self::assertSame( $later + 10 * self::MINUTE, Schedule::nextAt( self::BEFORE, 0, self::agreement( $later, 1 ), $import ), 'It was looked at since.' );
		}
	}

	public function test_an_interrupted_comparison_continues_even_during_an_import(): void {
		self::assertSame( self::NOW + 5 * self::MINUTE, Schedule::nextAt( self::BEFORE, self::NOW, null, self::import( ImportState::Running, null ) ) );
	}

	public function test_a_quick_comparison_comes_soon_after_a_connection_an_import_or_a_repair_and_once_an_hour(): void {
		self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextQuickAt( self::NOW, 0, false, null, null ) );
		self::assertSame( self::NOW + 60 * self::MINUTE, Schedule::nextQuickAt( self::BEFORE, 0, false, self::agreement( self::NOW ), null ) );
		self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextQuickAt( self::BEFORE, 0, false, self::agreement( self::NOW, 1 ), null ) );
		self::assertSame( self::NOW + 10 * self::MINUTE, Schedule::nextQuickAt( self::BEFORE, 0, false, self::agreement( self::BEFORE ), self::import( ImportState::Done, self::NOW ) ) );
		self::assertNull( Schedule::nextQuickAt( self::BEFORE, 0, false, self::agreement( self::BEFORE ), self::import( ImportState::Running, null ) ) );
		self::assertSame( self::NOW + 60 * self::MINUTE, Schedule::nextQuickAt( self::BEFORE, self::NOW, false, self::agreement( self::BEFORE ), null ), 'One that Ivorey did not answer goes on an hour later.' );
		self::assertSame( self::NOW + 5 * self::MINUTE, Schedule::nextQuickAt( self::BEFORE, self::NOW, true, self::agreement( self::BEFORE ), null ), 'One that was killed goes on soon.' );
	}

	private static function agreement( int $finishedAt, int $repaired = 0 ): Agreement {
		return new Agreement( $finishedAt, 1, 1, 0, $repaired );
	}

	private static function import( ImportState $state, ?int $finishedAt ): Job {
		return new Job( 'job', $state, self::BEFORE, $finishedAt, [], [] );
	}
}
