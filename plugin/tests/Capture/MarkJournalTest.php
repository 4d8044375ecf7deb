<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Capture;

use Ivorey\WooCommerce\Capture\MarkJournal;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use PHPUnit\Framework\TestCase;

// phpcs:disable WordPress.WP.AlternativeFunctions -- Random runs that can be repeated need a seed.

final class MarkJournalTest extends TestCase {

	private const SECOND = 1_000_000;

	/** @var list<string> The marks that were written, one entry per statement. */
	private array $written = [];

	private MarkJournal $journal;

	private int $now = 1_700_000_000 * self::SECOND;

	protected function setUp(): void {
		$this->journal = new MarkJournal();
		$this->written = [];
	}

	public function test_the_first_mark_of_an_order_is_written_at_once_with_its_buyer(): void {
		$this->mark( self::order( 7 ), self::contact( 3 ) );

		self::assertSame( [ 'orders:7 changed, contacts:3 changed' ], $this->written );
	}

	public function test_collected_marks_wait_for_the_next_statement(): void {
		self::assertSame( [], $this->journal->collect( $this->now, true, self::contact( 3 ) ) );
		$this->mark( self::order( 7 ) );

		self::assertSame( [ 'contacts:3 changed, orders:7 changed' ], $this->written );
	}

	public function test_collected_marks_are_written_when_a_statement_is_full(): void {
		for ( $user = 1; $user < MarkJournal::ROWS_PER_STATEMENT; $user++ ) {
			self::assertSame( [], $this->journal->collect( $this->now, true, self::contact( $user ) ) );
		}
		$statements = $this->journal->collect( $this->now, true, self::contact( MarkJournal::ROWS_PER_STATEMENT ) );

		self::assertCount( 1, $statements );
		self::assertCount( MarkJournal::ROWS_PER_STATEMENT, $statements[0] );
		self::assertSame( [], $this->journal->take() );
	}

	public function test_collected_marks_wait_long_only_while_a_client_waits_for_the_response(): void {
		$this->journal->collect( $this->now, true, self::contact( 3 ) );
		$this->now += 2 * self::SECOND;

		self::assertSame( [], $this->journal->collect( $this->now, true, self::contact( 4 ) ) );
		self::assertCount( 1, $this->journal->collect( $this->now, false, self::contact( 5 ) ) );
	}

	public function test_a_checkout_makes_one_statement_at_once_and_one_at_the_end_however_often_it_saves(): void {
		$this->journal->note( $this->now, self::order( 7, Reason::Placed ) );
		$this->mark( self::order( 7 ), self::contact( 3 ) );
		for ( $save = 0; $save < 12; $save++ ) {
			$this->now += self::SECOND;
			$this->mark( self::order( 7, 5 === $save ? Reason::Paid : Reason::Changed ), self::contact( 3 ) );
		}
		self::assertSame( [ 'orders:7 changed placed, contacts:3 changed' ], $this->written );

		$this->end();
		self::assertSame(
			[ 'orders:7 changed placed, contacts:3 changed', 'orders:7 changed paid, contacts:3 changed' ],
			$this->written
		);
	}

	public function test_the_end_writes_nothing_when_nothing_changed_after_the_first_mark(): void {
		$this->mark( self::order( 7 ) );
		$this->end();

		self::assertCount( 1, $this->written );
	}

	public function test_a_noted_reason_is_written_at_the_end_when_the_save_is_aborted(): void {
		$this->journal->note( $this->now, self::order( 7, Reason::Placed ) );
		$this->end();

		self::assertSame( [ 'orders:7 placed' ], $this->written );
	}

	public function test_the_first_mark_of_another_order_also_writes_the_noted_marks(): void {
		$this->mark( self::order( 7 ) );
		$this->mark( self::order( 7, Reason::Paid ) );
		$this->mark( self::order( 8 ) );
		$this->end();

		self::assertSame( [ 'orders:7 changed', 'orders:7 paid, orders:8 changed' ], $this->written );
	}

	public function test_a_buyer_who_was_marked_before_does_not_delay_another_order(): void {
		$this->mark( self::order( 7 ), self::contact( 3 ) );
		$this->mark( self::order( 8 ), self::contact( 3 ) );

		self::assertSame( 'orders:8 changed, contacts:3 changed', $this->written[1] );
	}

	public function test_each_mark_is_written_at_once_if_no_client_waits(): void {
		foreach ( [ Reason::Placed, Reason::Changed, Reason::Paid ] as $reason ) {
			$this->mark( self::order( 7, $reason ), coalesce: false );
		}
		self::assertSame( [ 'orders:7 placed', 'orders:7 changed', 'orders:7 paid' ], $this->written );
	}

	public function test_notes_are_written_before_the_end_of_a_long_request_over_many_orders(): void {
		$this->mark( self::order( 1 ) );
		$this->mark( self::order( 2 ) );
		$this->mark( self::order( 1 ) );
		self::assertCount( 2, $this->written );

		$this->now += 2 * self::SECOND;
		$this->mark( self::order( 2 ) );
		self::assertSame( 'orders:1 changed, orders:2 changed', $this->written[2] );
	}

	public function test_many_notes_are_written_before_the_end(): void {
		for ( $id = 1; $id <= 200; $id++ ) {
			$this->mark( self::order( $id ) );
		}
		$this->written = [];
		for ( $id = 1; $id <= 200; $id++ ) {
			$this->mark( self::order( $id ) );
		}
		self::assertGreaterThanOrEqual( 3, count( $this->written ) );
	}

	public function test_there_are_never_more_than_two_statements_for_each_order(): void {
		mt_srand( 20261123 );
		for ( $run = 0; $run < 200; $run++ ) {
			$this->setUp();
			$orders = mt_rand( 1, 6 );
			$marked = [];
			for ( $event = 0, $events = mt_rand( 1, 300 ); $event < $events; $event++ ) {
				$this->now    += mt_rand( 0, self::SECOND );
				$id            = mt_rand( 1, $orders );
				$marked[ $id ] = true;
				$this->mark( self::order( $id ), self::contact( $id ) );
			}
			$this->end();
			self::assertLessThanOrEqual( 2 * count( $marked ), count( $this->written ), "run $run" );
		}
	}

	public function test_the_last_mark_of_each_order_is_written_after_it_was_made(): void {
		mt_srand( 4711 );
		for ( $run = 0; $run < 100; $run++ ) {
			$this->setUp();
			$last = [];
			for ( $event = 0; $event < 60; $event++ ) {
				$this->now  += mt_rand( 0, self::SECOND );
				$id          = mt_rand( 1, 4 );
				$last[ $id ] = count( $this->written );
				$this->mark( self::order( $id ) );
			}
			$this->end();
			foreach ( $last as $id => $before ) {
				$after = implode( "\n", array_slice( $this->written, $before ) );
				self::assertMatchesRegularExpression( "/\\borders:$id\\b/", $after, "run $run" );
			}
		}
	}

	public function test_a_statement_holds_at_most_a_hundred_marks(): void {
		for ( $id = 1; $id <= 250; $id++ ) {
			$this->journal->note( $this->now, self::order( $id ) );
		}
		self::assertSame( [ 100, 100, 50 ], array_map( 'count', $this->journal->take() ) );
	}

	public function test_marks_that_could_not_be_written_are_written_at_the_end(): void {
		[ $statement ] = $this->journal->mark( $this->now, true, self::order( 7, Reason::Placed ) );
		// The database refused the write.
		$this->journal->note( $this->now, ...$statement );
		$this->mark( self::order( 7 ) );
		self::assertSame( [], $this->written, 'It does not try again for each save of the shopper.' );

		$this->end();
		self::assertSame( [ 'orders:7 changed placed' ], $this->written );
	}

	public function test_the_journal_knows_whether_anything_was_marked(): void {
		self::assertFalse( $this->journal->isMarked() );
		$this->mark( self::order( 7 ) );
		self::assertTrue( $this->journal->isMarked() );
	}

	private function mark( Mark $subject, ?Mark $other = null, bool $coalesce = true ): void {
		$others = null === $other ? [] : [ $other ];
		$this->write( $this->journal->mark( $this->now, $coalesce, $subject, ...$others ) );
	}

	private function end(): void {
		$this->write( $this->journal->take() );
	}

	/** @param list<non-empty-list<Mark>> $statements */
	private function write( array $statements ): void {
		foreach ( $statements as $marks ) {
			$this->written[] = implode(
				', ',
				array_map(
					static fn ( Mark $mark ): string => $mark->element->value . ':' . $mark->id . ' '
						. implode( ' ', array_column( $mark->reasons, 'value' ) ),
					$marks
				)
			);
		}
	}

	private static function order( int $id, Reason $reason = Reason::Changed ): Mark {
		return new Mark( Element::Orders, $id, $reason );
	}

	private static function contact( int $id ): Mark {
		return new Mark( Element::Contacts, $id, Reason::Changed );
	}
}
