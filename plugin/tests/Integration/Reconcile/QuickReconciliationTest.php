<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\AgreementOption;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Reconcile\LedgerVersions;
use Ivorey\WooCommerce\Reconcile\Progress;
use Ivorey\WooCommerce\Reconcile\VersionRange;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class QuickReconciliationTest extends StoreTestCase {

	use OfOrders;

	public function test_delivered_records_agree_without_any_order_being_read(): void {
		$this->place( 2 );
		$this->import();
		$read = 0;
		add_filter(
			'woocommerce_order_number',
			static function ( mixed $number ) use ( &$read ): mixed {
				++$read;
				return $number;
			}
		);
		$found = $this->check();
		self::assertSame( 0, $read );
		self::assertSame( [], $found->differences );
		$sent = array_sum( array_map( fn ( string $element ): int => count( $this->ivorey->records( $element ) ), [ 'collections', 'products', 'contacts', 'orders', 'transactions' ] ) );
		self::assertSame( [ 'alike' => $sent ], $found->counts );
		self::assertCount( 5, $this->ivorey->questions( '/v1/versions' ), 'One question for each element.' );
		self::assertSame( [], $this->ivorey->questions( '/v1/digests' ) );
	}

	public function test_the_database_computes_the_same_sums_as_PHP(): void {
		$orders = array_map( strval( ... ), $this->place( 3 ) );
		sort( $orders, SORT_STRING );
		$ledger = new LedgerVersions( new Database() );
		foreach ( [ new VersionRange( '', null ), new VersionRange( $orders[0], null ), new VersionRange( '', $orders[1] ), new VersionRange( $orders[2], null ) ] as $range ) {
			self::assertEquals( LedgerVersions::sumOf( $ledger->in( Element::Orders, $range ) ), $ledger->sum( Element::Orders, $range ) );
		}
		self::assertSame( $orders[1], $ledger->bound( Element::Orders, '', 2 ) );
		self::assertNull( $ledger->bound( Element::Orders, '', 3 ) );
		self::assertSame( $orders[1], $ledger->bound( Element::Orders, $orders[0], 1 ) );
	}

	public function test_records_that_Ivorey_lost_or_has_in_an_older_version_are_listed_and_sent_again(): void {
		[ $lost, $older ] = $this->place( 3 );
		$this->request( static fn () => Shop::setStatus( $older, 'completed' ) );
		$refund = $this->request( static fn (): int => Shop::refund( $older, '1' ) );
		$this->ivorey->forget( 'orders', $lost );
		$this->ivorey->spoil( 'orders', $older );
		$this->ivorey->forget( 'transactions', "refund:$refund" );

		$before = $this->check();
		self::assertSame(
			[ "orders $lost missing", "orders $older older", "transactions refund:$refund missing" ],
			array_map( static fn ( Difference $one ): string => "{$one->element->value} $one->wireId {$one->finding->comparison->value}", $before->differences )
		);
		self::assertSame( [ 0, 3 ], [ $before->repaired, $before->agreement( 0 )->differing ] );
		self::assertSame( 3, $this->check( repair: true )->repaired );
		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $lost ) );
		self::assertNotNull( $this->ivorey->record( 'transactions', "refund:$refund" ) );
		self::assertSame( [], $this->check()->differences );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_orders_that_wait_to_be_sent_are_no_difference(): void {
		[ $changed, $lost ] = $this->place( 2 );
		$this->ivorey->treat( fn ( string $method, string $path ): ?array => '/v1/batches' === $path ? [ 503, '' ] : null );
		$this->change( $changed );
		$this->change( $lost );
		// As if the answer to a batch had been lost, and so had the order itself.
		$this->ivorey->holds( 'orders', $changed, $this->ivorey->version( 'orders', $changed ) + 5 );
		$this->ivorey->forget( 'orders', $lost );
		$found = $this->check();
		self::assertSame( [], $found->differences );
		self::assertSame( 2, $found->counts['pending'] );
	}

	public function test_R16_R43_trashed_deleted_and_excluded_records_that_stay_in_Ivorey_agree(): void {
		[ $trashed, $deleted ] = $this->place( 3 );
		$this->request( static fn () => Shop::order( $trashed )->delete() );
		$this->request( static fn () => Shop::order( $deleted )->delete( true ) );
		$this->import();
		$this->request(
			static function (): void {
				$found = Shop::found( 'MUG' );
				$found->set_status( 'draft' );
				$found->save();
			}
		);
		$this->drain();
		self::assertTrue( $this->ivorey->isTrashed( $trashed ) );
		$this->ivorey->forgetRequests();
		$found = $this->check();
		self::assertSame( [], $found->differences );
		self::assertSame( [], $this->ivorey->questions( '/v1/digests' ), 'Nothing is in doubt.' );
	}

	public function test_a_store_that_lost_its_ledger_agrees_and_learns_which_versions_Ivorey_has(): void {
		global $wpdb;
		$orders = $this->place( 2 );
		$this->import();
		$wpdb->query( "DELETE FROM {$wpdb->prefix}ivorey_ledger" );
		$first = $this->check();
		self::assertSame( [], $first->differences );
		self::assertSame( [ 'alike' ], array_keys( $first->counts ) );
		$version = $wpdb->get_var( $wpdb->prepare( "SELECT version FROM {$wpdb->prefix}ivorey_ledger WHERE element = 'orders' AND wire_id = %s", (string) $orders[0] ) );
		self::assertSame( $this->ivorey->version( 'orders', $orders[0] ), (int) $version );

		$this->ivorey->forgetRequests();
		self::assertSame( $first->counts, $this->check()->counts );
		self::assertSame( [], $this->ivorey->questions( '/v1/digests' ), 'Nothing is in doubt any more.' );
	}

	public function test_a_ledger_that_is_ahead_of_Ivorey_learns_the_lower_versions_if_nothing_differs(): void {
		[ $order ] = $this->place( 2 );
		$this->import();
		$mug = Shop::found( 'MUG' )->get_id();
		$this->request( static fn () => Shop::found( 'MUG' )->delete( true ) );
		$this->drain();
		// Its database was set back: to the same data for the order, and to other data for the deleted
		// product.
		$this->ivorey->copy( 'orders', $order, $order, $this->ivorey->version( 'orders', $order ) - 1_000 );
		$this->ivorey->holds( 'products', $mug, $this->ivorey->version( 'products', $mug ) - 1_000 );

		$found = $this->check();
		self::assertSame( [], $found->differences );
		self::assertSame( [], $this->marks() );
		$this->ivorey->forgetRequests();
		self::assertSame( $found->counts['alike'] + $found->counts['kept'], $this->check()->counts['alike'] );
		self::assertSame( [], $this->ivorey->questions( '/v1/digests' ), 'Nothing is in doubt any more.' );

		$this->change( $order, 'after that' );
		self::assertSame( 'after that', $this->ivorey->record( 'orders', $order )['customer_note'] ?? null );
	}

	public function test_many_records_are_compared_in_slices_and_differing_slices_in_parts(): void {
		global $wpdb;
		[ $order ] = $this->place( 1 );
		// Orders deleted from the store: Ivorey's copies stay.
		$rows = [];
		for ( $id = 1_000_001; $id <= 1_005_000; $id++ ) {
			$rows[] = "('orders', '$id', $id, '', 'excluded', 'deleted', 1)";
			$this->ivorey->copy( 'orders', $order, $id, $id );
		}
		$wpdb->query( "INSERT INTO {$wpdb->prefix}ivorey_ledger (element, wire_id, version, hash, outcome, reason, settled_at) VALUES " . implode( ',', $rows ) );
		$found = $this->check();
		self::assertSame( 5_001, $found->counts['alike'] );
		$asked = fn (): array => array_values( array_filter( $this->ivorey->questions( '/v1/versions' ), static fn ( array $question ): bool => 'orders' === $question['element'] ) );
		self::assertSame( [ [ 3 ] ], array_map( static fn ( array $question ): array => array_map( static fn ( array $part ): int => count( $part['until'] ), $question['parts'] ), $asked() ) );

		$this->ivorey->forgetRequests();
		$this->ivorey->forget( 'orders', 1_000_001 );
		$this->ivorey->holds( 'orders', 1_004_000, 7 );
		self::assertSame( 4_999, $this->check()->counts['alike'] );
		[ $sums, $parts, $list ] = $asked();
		self::assertSame( [ false, false ], [ $sums['list'], $parts['list'] ] );
		self::assertLessThan( 2 * 2_000 / 16 + 2, count( array_merge( ...array_column( $parts['parts'], 'until' ) ) ) );
		self::assertTrue( $list['list'] );
		self::assertCount( 2, array_merge( ...array_column( $list['parts'], 'until' ) ), 'One part of each slice.' );
	}

	public function test_the_quick_comparison_runs_once_an_hour_and_sends_differing_records_again(): void {
		[ $order ] = $this->place( 1 );
		$this->import();
		$this->sweep();
		self::assertSame( 0, $this->scheduled(), 'It was connected just now.' );
		$this->connectedAt( Plugin::instance()->connecting->connection->current()->connectedAt - 3_600 );
		$this->letTimePass();
		$this->ivorey->forget( 'orders', $order );
		$this->sweep();
		$this->sweep();
		self::assertSame( 1, $this->scheduled() );
		as_unschedule_all_actions( Scheduler::CHECK );
		$this->request( static fn () => do_action( Scheduler::CHECK ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
		$told = Rest::json( 'GET', '/status' )['check'];
		self::assertSame( [ false, 1, 1 ], [ $told['agrees'], $told['differing'], $told['repaired'] ] );
		$this->sweep();
		self::assertSame( 0, $this->scheduled(), 'Not at once.' );
		$this->drain();
		$this->letTimePass();
		$this->sweep();
		self::assertSame( 1, $this->scheduled() );
		$this->request( static fn () => do_action( Scheduler::CHECK ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
		self::assertTrue( Rest::json( 'GET', '/status' )['check']['agrees'] );
		self::assertNull( Rest::json( 'GET', '/status' )['agreement'], 'A full one is another matter.' );
	}

	public function test_the_quick_comparison_is_not_repeated_at_once_if_Ivorey_does_not_answer(): void {
		$this->place( 1 );
		$this->import();
		$this->connectedAt( Plugin::instance()->connecting->connection->current()->connectedAt - 3_600 );
		$this->letTimePass();
		// An API from before this endpoint existed.
		$this->ivorey->treat( static fn ( string $method, string $path ): ?array => '/v1/versions' === $path ? [ 404, '' ] : null );
		$this->request( static fn () => do_action( Scheduler::CHECK ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
		self::assertNull( Rest::json( 'GET', '/status' )['check'] );
		self::assertSame( 'active', Rest::json( 'GET', '/status' )['connection']['state'] );
		$this->sweep();
		self::assertSame( 0, $this->scheduled() );
	}

	public function test_an_old_difference_is_not_reported_again_while_the_sync_is_paused(): void {
		[ $order ] = $this->place( 1 );
		$this->import();
		$this->ivorey->forget( 'orders', $order );
		$reported = [];
		$alarm    = function () use ( &$reported ): void {
			$this->request(
				static function () use ( &$reported ): void {
					add_filter(
						'woocommerce_logger_log_message',
						static function ( string $message ) use ( &$reported ): string {
							$reported[] = $message;
							return $message;
						}
					);
					do_action( Scheduler::CHECK ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
					do_action( Scheduler::VERIFY ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
				}
			);
		};
		$this->check();
		$this->verify();
		$this->request( static fn () => Plugin::instance()->connecting->connection->pause( Pause::CREDENTIALS_UNREADABLE ) );
		$alarm();
		self::assertSame( [], array_values( (array) preg_grep( '/sent again/', $reported ) ) );
	}

	private function check( bool $repair = false ): Progress {
		return $this->request( static fn (): Progress => Plugin::instance()->reconciling->quick->run( $repair ) );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
	}

	private function scheduled(): int {
		return count(
			as_get_scheduled_actions(
				[
					'hook'   => Scheduler::CHECK,
					'status' => 'pending',
				],
				'ids'
			)
		);
	}

	/** As if an hour had passed since the last one, and since the import. */
	private function letTimePass(): void {
		$stored = get_option( AgreementOption::QUICK_OPTION );
		if ( isset( $stored['last'] ) ) {
			$stored['last']['finished_at'] -= 3_600_000_000;
			update_option( AgreementOption::QUICK_OPTION, $stored, false );
		}
		$import = json_decode( (string) get_option( 'ivorey_import' ), true );
		if ( isset( $import['job']['finished_at'] ) ) {
			$import['job']['finished_at'] -= 3_600_000_000;
			update_option( 'ivorey_import', wp_json_encode( $import ), false );
		}
	}
}
