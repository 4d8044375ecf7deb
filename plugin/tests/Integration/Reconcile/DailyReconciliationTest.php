<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\AgreementOption;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeClock;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class DailyReconciliationTest extends StoreTestCase {

	use OfOrders;

	public function test_the_reconciliation_runs_once_a_day_through_Action_Scheduler(): void {
		$this->place( 1 );
		$this->import();
		[ $order ] = $this->place( 1 );
		$this->ivorey->spoil( 'orders', $order );
		$this->sweep();
		self::assertCount( 0, self::scheduled(), 'It was connected just now.' );
		$this->letDaysPass();
		$this->sweep();
		$this->sweep();
		self::assertCount( 1, self::scheduled() );

		$this->runActions();
		self::assertCount( 0, self::scheduled() );
		$agreement = Plugin::instance()->reconciling->full->agreement();
		self::assertSame( [ false, 1, 1 ], [ $agreement?->agrees(), $agreement?->differing, $agreement?->repaired ], 'It repairs what differs.' );
		$this->sweep();
		self::assertCount( 0, self::scheduled(), 'Not at once.' );
		$this->drain();
		$this->letDaysPass();
		$this->sweep();
		self::assertCount( 1, self::scheduled() );
		$this->runActions();
		self::assertTrue( self::hasAgreed() );
		$this->sweep();
		self::assertCount( 0, self::scheduled(), 'Not again before a day is over.' );
	}

	public function test_a_reconciliation_out_of_time_continues_with_the_next_action(): void {
		$this->place( 1 );
		$this->import();
		$this->letDaysPass();
		$this->sweep();
		$clock       = new FakeClock();
		$this->clock = $clock;
		$this->ivorey->treat(
			static function ( string $method, string $path ) use ( $clock ): ?array {
				// A step takes longer than an action may.
				$clock->pass( '/v1/digests' === $path ? 16 : 0 );
				return null;
			}
		);
		$actions = 0;
		while ( $actions < 10 && [] !== self::scheduled() ) {
			self::assertFalse( self::hasAgreed() );
			$this->runActions();
			++$actions;
		}
		self::assertSame( 5, $actions, 'One for each element.' );
		self::assertTrue( self::hasAgreed() );
		self::assertSame( [ 'collections', 'products', 'contacts', 'orders', 'transactions' ], self::elementsAsked( $this->ivorey->questions( '/v1/digests' ) ) );
	}

	public function test_a_reconciliation_yields_to_urgent_rows_and_still_makes_progress(): void {
		$this->place( 1 );
		$this->import();
		$this->letDaysPass();
		$this->refuseBatches();
		$this->request( static fn () => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->urgentIsDue();
		$this->sweep();
		$actions = 0;
		while ( $actions < 10 && [] !== self::scheduled() ) {
			$this->urgentIsDue();
			$this->runActions();
			++$actions;
			self::assertGreaterThan( time(), $this->nextRun() ?? PHP_INT_MAX, 'Not at once.' );
		}
		self::assertSame( 5, $actions, 'One step of each.' );
		self::assertTrue( self::hasAgreed() );
	}

	public function test_a_reconciliation_that_was_killed_continues_where_it_was(): void {
		$this->place( 1 );
		$this->import();
		$this->letDaysPass();
		$this->ivorey->forgetRequests();
		$this->killed(
			function (): void {
				add_filter( 'woocommerce_order_number', fn () => $this->dies() );
				Plugin::instance()->reconciling->full->resume( 100, true );
			}
		);
		$before = self::elementsAsked( $this->ivorey->questions( '/v1/digests' ) );
		self::assertSame( [ 'collections', 'products', 'contacts' ], $before );
		$this->sweep();
		self::assertCount( 0, self::scheduled(), 'Perhaps it is still at work.' );

		$stored                   = (array) get_option( AgreementOption::OPTION );
		$stored['progressed_at'] -= 300_000_000;
		update_option( AgreementOption::OPTION, $stored, false );
		$this->ivorey->forgetRequests();
		$this->sweep();
		self::assertCount( 1, self::scheduled() );
		$this->runActions();
		self::assertSame( [ 'orders', 'transactions' ], self::elementsAsked( $this->ivorey->questions( '/v1/digests' ) ) );
		self::assertTrue( self::hasAgreed() );
	}

	public function test_a_reconciliation_that_was_killed_in_its_first_step_is_not_restarted_by_each_sweep(): void {
		$this->import();
		$this->letDaysPass();
		$this->killed(
			function (): void {
				add_filter( 'pre_http_request', fn () => $this->dies(), 20 );
				Plugin::instance()->reconciling->full->resume( 100 );
			}
		);
		$this->sweep();
		self::assertCount( 0, self::scheduled() );
	}

	public function test_the_action_succeeds_and_the_reconciliation_waits_if_Ivorey_does_not_answer(): void {
		$this->place( 1 );
		$this->import();
		$this->letDaysPass();
		$this->sweep();
		$this->ivorey->treat( static fn ( string $method, string $path ): ?array => '/v1/digests' === $path ? [ 503, '' ] : null );
		$this->runActions();
		self::assertCount( 0, as_get_scheduled_actions( [ 'status' => 'failed' ], 'ids' ) );
		self::assertNull( Plugin::instance()->reconciling->full->agreement() );
		$this->sweep();
		self::assertCount( 0, self::scheduled(), 'Not with each sweep.' );
	}

	/** @return array<string, array{int}> */
	public function questions(): array {
		return [
			'the parts of a slice'    => [ 2 ],
			'the records of a part'   => [ 3 ],
			'the second look at them' => [ 4 ],
		];
	}

	/** @dataProvider questions */
	public function test_a_step_that_is_aborted_and_repeated_counts_each_record_once( int $unanswered ): void {
		$orders = $this->place( 27 );
		$this->import();
		$this->ivorey->forget( 'orders', $orders[3] );
		$asked = 0;
		$this->ivorey->treat(
			function ( string $method, string $path ) use ( &$asked, $unanswered ): ?array {
				$ofOrders = array_filter( $this->ivorey->questions( '/v1/digests' ), static fn ( array $question ): bool => 'orders' === $question['element'] );
				$asked    = count( $ofOrders );
				return '/v1/digests' === $path && $asked === $unanswered ? [ 503, '' ] : null;
			}
		);
		try {
			$this->request( static fn (): bool => Plugin::instance()->reconciling->full->resume( 100 ) );
			self::fail( 'It was answered.' );
		} catch ( Unanswered ) {
			self::assertSame( $unanswered, $asked );
		}
		$this->ivorey->comeBack();
		$this->request( static fn (): bool => Plugin::instance()->reconciling->full->resume( 100 ) );
		$repeated = Plugin::instance()->reconciling->full->agreement();
		$this->verify();
		$whole = Plugin::instance()->reconciling->full->agreement();
		self::assertSame( [ $whole?->compared, $whole?->alike, $whole?->differing ], [ $repeated?->compared, $repeated?->alike, $repeated?->differing ] );
	}

	public function test_R26_records_that_a_reconnect_has_yet_to_import_are_no_difference_and_schedule_no_comparison(): void {
		[ $first ] = $this->place( 2 );
		$this->import();
		$this->verify();
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->change( $first, 'while away' );
		$this->request( static fn () => Shop::cliOrder( 'processing' ) );
		$this->refuseBatches();
		$this->request( fn () => $this->connect() );
		$found = $this->compare();
		self::assertFound(
			[
				'alike'   => 1,
				'pending' => 2,
			],
			[],
			$found
		);
		self::assertSame( 3, $found->agreement( 0 )->compared );
		$this->letDaysPass();
		$this->sweep();
		self::assertCount( 0, self::scheduled() );

		$this->ivorey->comeBack();
		$this->import();
		self::assertFound( [ 'alike' => 3 ], [], $this->compare() );
		$this->sweep();
		self::assertCount( 0, self::scheduled(), 'What still waits has time.' );
		$this->letDaysPass();
		$this->sweep();
		self::assertCount( 1, self::scheduled() );
	}

	/** Once a minute. */
	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
	}

	/** As if no delivery of it had been tried yet. */
	private function urgentIsDue(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = 1, lease = '' WHERE urgent = 1" );
	}

	/** @return int|null Seconds since 1970. */
	private function nextRun(): ?int {
		$next = as_next_scheduled_action( Scheduler::VERIFY );
		return is_int( $next ) ? $next : null;
	}

	private static function hasAgreed(): bool {
		return Plugin::instance()->reconciling->full->agreement()?->agrees() ?? false;
	}

	/** @return array<int> Scheduled reconciles, new or to be continued. */
	private static function scheduled(): array {
		return as_get_scheduled_actions(
			[
				'hook'   => Scheduler::VERIFY,
				'status' => 'pending',
			],
			'ids'
		);
	}

	/** As if the store had been connected, compared and imported two days ago. */
	private function letDaysPass(): void {
		$this->connectedAt( Plugin::instance()->connecting->connection->current()->connectedAt - 2 * 86_400 );
		$agreement = get_option( AgreementOption::OPTION );
		if ( isset( $agreement['last'] ) ) {
			$agreement['last']['finished_at'] -= 2 * 86_400_000_000;
			update_option( AgreementOption::OPTION, $agreement, false );
		}
		$import = json_decode( (string) get_option( 'ivorey_import' ), true );
		if ( isset( $import['job']['finished_at'] ) ) {
			$import['job']['finished_at'] -= 2 * 86_400_000_000;
			update_option( 'ivorey_import', wp_json_encode( $import ), false );
		}
	}

	/** Action Scheduler runs the scheduled actions, as if they were due. */
	private function runActions(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}actionscheduler_actions SET scheduled_date_gmt = '2020-01-01 00:00:00', scheduled_date_local = '2020-01-01 00:00:00' WHERE status = 'pending' AND hook = 'ivorey_verify'" );
		$this->request(
			static function (): void {
				foreach ( self::scheduled() as $id ) {
					\ActionScheduler::runner()->process_action( $id, 'test' );
				}
			}
		);
	}

	/**
	 * @param list<array<mixed>> $questions
	 * @return list<string>
	 */
	private static function elementsAsked( array $questions ): array {
		return array_values( array_unique( array_column( $questions, 'element' ) ) );
	}
}
