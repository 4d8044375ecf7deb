<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Processes that end in the middle of an import. */
final class BreakdownTest extends StoreTestCase {

	use Importing;

	public function test_R24_an_import_killed_while_it_reads_continues_where_it_was(): void {
		$orders = $this->ordersBefore( 6 );
		$named  = self::named( $orders );
		$this->begun( Element::Orders, Element::Transactions );
		// The last three orders were sent and their receipts arrived; it then reads the next four.
		$this->importKilled( fn () => self::whenRead( $orders[0], fn () => $this->dies() ) );
		self::assertSame( [ 'running', 1 ], [ self::view()['state'], self::view()['elements']['orders']['done'] ] );
		self::assertSame( [ [ $named[0] ], [ $named[1], $named[2] ] ], $this->sentOrders() );

		$this->ivorey->forgetRequests();
		self::assertSame( ImportEnd::Done, $this->importOnce() );
		// Records that were sent without reading the receipt are sent again, and none before them.
		self::assertSame( array_slice( $named, 1 ), array_merge( ...$this->sentOrders() ) );
		$this->assertAllIsThereOnce( $orders );
	}

	public function test_R24_an_import_killed_before_a_receipt_sends_that_slice_again(): void {
		$orders = $this->ordersBefore( 6 );
		$named  = self::named( $orders );
		$this->begun( Element::Orders, Element::Transactions );
		$this->importKilled( fn () => $this->afterBatches( 2, fn () => $this->dies() ) );
		self::assertSame( 1, self::view()['elements']['orders']['done'] );
		$version = $this->ivorey->version( 'orders', $named[1] );
		self::assertGreaterThan( 0, $version );

		$this->ivorey->forgetRequests();
		self::assertSame( ImportEnd::Done, $this->importOnce() );
		self::assertSame( array_slice( $named, 1 ), array_merge( ...$this->sentOrders() ) );
		$this->assertAllIsThereOnce( $orders );
		self::assertGreaterThan( $version, $this->ivorey->version( 'orders', $named[1] ), 'Ivorey cannot know that it is the same.' );
	}

	public function test_R24_an_import_that_is_killed_three_times_gets_further_each_time(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders, Element::Transactions );
		$done = [];
		foreach ( [ 2, 2, 2 ] as $batches ) {
			$this->slowly();
			$this->importKilled( fn () => $this->afterBatches( $batches, fn () => $this->dies() ) );
			$done[] = self::view()['elements']['orders']['done'];
		}
		self::assertSame( [ 1, 2, 3 ], $done );
		self::assertSame( ImportEnd::Done, $this->importOnce() );
		$this->assertAllIsThereOnce( $orders );
	}

	public function test_R24_a_change_made_while_the_import_was_dead_is_not_overwritten(): void {
		$orders = $this->ordersBefore( 3 );
		$this->begun( Element::Orders, Element::Transactions );
		$this->importKilled( fn () => $this->afterBatches( 1, fn () => $this->dies() ) );
		$this->request( fn () => $this->note( $orders[2], 'newer' ) );
		$this->finished();
		self::assertSame( 'newer', $this->ivorey->record( 'orders', $orders[2] )['customer_note'] ?? null );
		$this->assertAllIsThereOnce( $orders );
	}

	/** @return array<string, array{bool}> */
	public function ends(): array {
		return [
			'killed'             => [ true ],
			'the answer is lost' => [ false ],
		];
	}

	/** @dataProvider ends */
	public function test_R24_a_record_that_may_have_arrived_is_sent_again_even_if_it_matches_the_ledger( bool $isKilled ): void {
		$orders = $this->ordersBefore( 1 );
		$this->request( fn () => $this->connect() );
		$this->before( fn () => $this->note( $orders[0], 'for a moment' ) );
		$this->begun( Element::Orders );
		if ( $isKilled ) {
			$this->importKilled( fn () => $this->afterBatches( 1, fn () => $this->dies() ) );
		} else {
			$this->ivorey->loseAnswers();
			self::assertSame( ImportEnd::BackingOff, $this->importOnce() );
			$this->ivorey->comeBack();
			delete_option( 'ivorey_link' );
		}
		self::assertSame( 'for a moment', $this->ivorey->record( 'orders', $orders[0] )['customer_note'] ?? null );
		// Reverted, without a mark, to the data that Ivorey has according to the ledger.
		$this->killed( fn () => $this->note( $orders[0], '' ) );
		$this->forgetMarks();

		self::assertSame( ImportEnd::Done, $this->importOnce() );
		self::assertSame( '', $this->ivorey->record( 'orders', $orders[0] )['customer_note'] ?? '' );
		self::assertSame( 0, $this->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Orders ], false ) )->agreement( 0 )->differing );
	}

	public function test_R24_a_breakdown_after_progress_does_not_count_against_the_next_object(): void {
		$orders = $this->ordersBefore( 5 );
		$this->begun( Element::Orders, Element::Transactions );
		$stored = (array) json_decode( (string) get_option( 'ivorey_import' ), true );

		$stored['job']['breakdowns'] = 9;
		update_option( 'ivorey_import', wp_json_encode( $stored ), false );
		$this->importKilled( fn () => $this->afterBatches( 2, fn () => $this->dies() ) );
		$this->importKilled( fn () => $this->afterBatches( 1, fn () => $this->dies() ) );
		self::assertSame( ImportEnd::Done, $this->importOnce() );
		$this->assertAllIsThereOnce( $orders );
	}

	public function test_R24_an_order_that_ends_PHP_each_time_is_found_and_quarantined(): void {
		$orders = $this->ordersBefore( 4 );
		$deadly = $orders[3];
		$this->begun( Element::Orders, Element::Transactions );
		$deaths = 0;
		do {
			$end     = $this->killed(
				function () use ( $deadly ): ImportEnd {
					self::whenRead( $deadly, fn () => $this->dies() );
					return Plugin::instance()->importing->run->run( \Ivorey\WooCommerce\Import\ImportOptions::background() );
				}
			);
			$deaths += null === $end ? 1 : 0;
		} while ( null === $end && $deaths < 30 );

		self::assertSame( ImportEnd::Done, $end );
		self::assertSame( 3, $deaths, 'Seven runs had broken down before.' );
		self::assertSame( [ 4, 1, 1 ], [ self::view()['elements']['orders']['done'], self::view()['elements']['orders']['rejected'], self::view()['elements']['transactions']['rejected'] ] );
		$this->assertArrived( array_values( array_diff( $orders, [ $deadly ] ) ) );
		$aside = Plugin::instance()->core->outbox->endingPhp( Element::Orders, $orders );
		self::assertSame( [ $deadly ], array_keys( $aside ) );
		self::assertStringContainsString( 'memory_limit', $aside[ $deadly ] );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R24_an_import_fails_only_after_twenty_exceptions_in_a_row(): void {
		$this->ordersBefore( 2 );
		$this->begun( Element::Orders );
		for ( $run = 1; $run < 20; $run++ ) {
			self::assertSame( ImportEnd::BrokeOff, $this->importOnce( self::breakQueries( ... ) ) );
		}
		self::assertSame( 'running', self::view()['state'] );
		self::assertSame( ImportEnd::Failed, $this->importOnce( self::breakQueries( ... ) ) );
		self::assertSame( [ 'failed', 'failed' ], [ self::view()['state'], self::view()['elements']['orders']['state'] ] );
		self::assertSame( ImportEnd::Idle, $this->importOnce() );
	}

	public function test_R24_an_import_forgets_its_exceptions_when_it_makes_progress(): void {
		$orders = $this->ordersBefore( 4 );
		$this->begun( Element::Orders );
		foreach ( [ 1, 2 ] as $half ) {
			for ( $run = 1; $run < 20; $run++ ) {
				self::assertSame( ImportEnd::BrokeOff, $this->importOnce( self::breakQueries( ... ) ) );
			}
			if ( 1 === $half ) {
				$this->slowly();
				$this->importKilled( fn () => $this->afterBatches( 2, fn () => $this->dies() ) );
				self::assertSame( 1, self::view()['elements']['orders']['done'] );
			}
		}
		self::assertSame( ImportEnd::Done, $this->importOnce() );
		$this->assertArrived( $orders );
	}

	private function note( int $order, string $note ): void {
		$found = Shop::order( $order );
		$found->set_customer_note( $note );
		$found->save();
	}

	private static function breakQueries(): void {
		add_filter( 'query', static fn ( string $query ): string => str_contains( $query, 'AS object_id FROM' ) ? 'BROKEN' : $query );
	}

	/** @param list<int> $orders With one payment each. */
	private function assertAllIsThereOnce( array $orders ): void {
		$this->assertArrived( $orders );
		self::assertCount( count( $orders ), $this->ivorey->records( 'transactions' ) );
		$progress = self::view()['elements'];
		foreach ( [ 'orders', 'transactions' ] as $element ) {
			self::assertSame( [ 'done', count( $orders ), count( $orders ), 0 ], [ $progress[ $element ]['state'], $progress[ $element ]['total'], $progress[ $element ]['done'], $progress[ $element ]['rejected'] ] );
		}
		self::assertSame( [], $this->ivorey->triggers() );
		self::assertSame( [], $this->marks() );
		self::assertSame( 0, $this->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Orders, Element::Transactions ], false ) )->agreement( 0 )->differing );
	}
}
