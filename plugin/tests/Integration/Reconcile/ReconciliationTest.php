<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Import\NothingToImport;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\AgreementOption;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class ReconciliationTest extends StoreTestCase {

	use OfOrders;

	public function test_all_elements_that_are_kept_in_sync_match_after_an_import(): void {
		$this->place( 1 );
		$this->import();

		$found = $this->verify();
		self::assertSame( [], $found->differences );
		$sent = array_sum( array_map( fn ( string $element ): int => count( $this->ivorey->records( $element ) ), [ 'collections', 'products', 'contacts', 'orders', 'transactions' ] ) );
		self::assertSame( $sent, $found->counts['alike'] );
		self::assertSame( [ 'collections', 'products', 'contacts', 'orders', 'transactions' ], array_values( array_unique( array_column( $this->ivorey->questions( '/v1/digests' ), 'element' ) ) ) );
	}

	public function test_R20_an_order_from_before_the_connection_is_not_missing_if_it_was_not_to_be_imported(): void {
		global $wpdb;
		[ $order ] = $this->place( 2 );
		$this->killed(
			static function () use ( $order ): void {
				$found = Shop::order( $order );
				$found->set_date_created( time() - 365 * 86_400 );
				$found->save();
			}
		);
		$this->forgetMarks();
		$wpdb->delete( "{$wpdb->prefix}ivorey_ledger", [ 'wire_id' => (string) $order ] );
		delete_option( 'ivorey_import' );
		$this->ivorey->forget( 'orders', $order );

		// It is selected, but its import never finished.
		self::assertFound(
			[
				'alike'   => 1,
				'missing' => 1,
			],
			[ self::difference( $order, 'missing' ) ],
			$this->compare()
		);
		$this->switchOff( 'orders' );
		$found = $this->compare();
		self::assertFound(
			[
				'alike'        => 1,
				'not_imported' => 1,
			],
			[],
			$found
		);
		self::assertSame( 1, $found->agreement( 0 )->compared );
	}

	public function test_R25_elements_that_are_switched_off_are_not_compared_by_default_and_cannot_be_repaired(): void {
		$this->place( 1 );
		$this->switchOff( 'contacts', 'products' );
		$this->ivorey->forgetRequests();
		$this->verify();
		$asked = array_column( $this->ivorey->questions( '/v1/digests' ), 'element' );
		self::assertSame( [ 'collections', 'orders', 'transactions' ], array_values( array_unique( $asked ) ) );

		try {
			$this->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Contacts, Element::Products ], true ) );
			self::fail( 'It would bring in what is not wanted.' );
		} catch ( NothingToImport $error ) {
			self::assertStringContainsString( 'contacts, products', $error->getMessage() );
		}
		self::assertSame( [], $this->marks() );

		// Elements still to be imported may be repaired.
		$this->request( static fn () => Plugin::instance()->connecting->settings->change( [ 'products' => true ], [] ) );
		self::assertSame( 0, $this->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Products ], true ) )->of( \Ivorey\WooCommerce\Reconcile\Comparison::Rejected ) );
	}

	public function test_R25_missed_changes_of_an_order_are_not_sent_while_orders_are_switched_off(): void {
		global $wpdb;
		$this->connectedAt( time() - 2 * 3_600 );
		[ $trashed ] = $this->place( 1 );
		$paid        = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->request( static fn () => Shop::setStatus( $paid, 'processing' ) );
		$this->request( static fn (): int => self::age( $paid ) );
		// No hook reported the trashed order, nor the one that was placed and paid.
		$this->killed( static fn () => Shop::order( $trashed )->delete() );
		$this->forgetMarks();
		$fired = [ "order_submitted:$paid", "payment_received:$paid" ];
		foreach ( $fired as $trigger ) {
			$this->ivorey->forget( 'triggers', $trigger );
			$wpdb->delete( "{$wpdb->prefix}ivorey_ledger", [ 'wire_id' => $trigger ] );
		}
		$told = fn (): array => array_values( array_intersect( $fired, $this->ivorey->triggers() ) );
		$this->switchSync(
			[
				'orders'                    => false,
				'payment_received_triggers' => false,
			]
		);
		$this->ivorey->forgetRequests();
		$this->compare();
		self::assertSame( [ [], [] ], [ $this->marks(), $this->ivorey->batches() ] );

		// R10: the trigger goes alone then.
		$this->switchSync( [ 'payment_received_triggers' => true ] );
		$this->ivorey->forgetRequests();
		$this->compare();
		self::assertSame( [ "payment_received:$paid" ], $told() );
		self::assertSame( [ [ 'triggers' ] ], array_map( static fn ( array $batch ): array => array_column( $batch, 'element' ), $this->ivorey->batches() ) );

		$this->switchSync( [ 'orders' => true ] );
		$this->compare();
		self::assertSame( $fired, $told() );
		self::assertTrue( $this->ivorey->isTrashed( $trashed ) );
	}

	public function test_R25_an_element_that_is_switched_off_while_it_is_compared_is_not_repaired(): void {
		[ $order ] = $this->place( 1 );
		$this->import();
		$this->ivorey->forget( 'orders', $order );
		$this->request( static fn () => Plugin::instance()->reconciling->full->beginRepair() );
		$this->switchSync( [ 'orders' => false ] );
		$this->ivorey->forgetRequests();
		self::assertFalse( $this->request( static fn (): bool => Plugin::instance()->reconciling->full->resume( 100, true ) ) );
		self::assertSame( [], $this->ivorey->batches() );
		self::assertTrue( Plugin::instance()->reconciling->full->agreement()?->agrees() );
	}

	/** @return array<string, array{callable(): void, string}> */
	public function withoutAConnection(): array {
		return [
			'disconnected' => [ static fn () => Plugin::instance()->connecting->connection->disconnect(), 'not-connected' ],
			'paused'       => [ static fn () => Plugin::instance()->connecting->connection->pause( Pause::CREDENTIALS_UNREADABLE ), 'paused' ],
		];
	}

	/**
	 * @dataProvider withoutAConnection
	 * @param callable(): void $end
	 */
	public function test_nothing_is_compared_while_the_store_is_not_connected_and_the_last_result_is_kept( callable $end, string $problem ): void {
		$this->place( 1 );
		$this->verify();
		$before = get_option( AgreementOption::OPTION );
		$this->request( $end );
		$this->ivorey->forgetRequests();

		self::assertUnanswered( $problem, fn () => $this->verify() );
		self::assertUnanswered( $problem, fn () => $this->verify( true ) );
		self::assertFalse( $this->request( static fn (): bool => Plugin::instance()->reconciling->full->resume( 10 ) ) );
		self::assertSame( [], $this->ivorey->questions( '/v1/digests' ) );
		self::assertSame( $before, get_option( AgreementOption::OPTION ) );
	}

	public function test_a_comparison_reports_a_failure_if_Ivorey_does_not_answer(): void {
		$this->place( 1 );
		$this->verify();
		$before = get_option( AgreementOption::OPTION );
		$this->ivorey->treat( static fn (): array => [ 503, 'busy' ] );

		self::assertUnanswered( 'http-503', fn () => $this->verify() );
		self::assertSame( $before, get_option( AgreementOption::OPTION ) );
		$this->ivorey->treat( static fn (): array => [ 200, '{"server_time":"2026-01-31T08:15:00Z","ranges":[]}' ] );
		self::assertUnanswered( 'unreadable-answer', fn () => $this->verify() );
	}

	public function test_the_result_is_stored_and_reported_to_REST_and_to_Ivorey(): void {
		global $wpdb;
		[ $order ] = $this->place( 3 );
		$this->import();
		$found = $this->verify();
		$all   = $found->agreement( 0 )->compared;

		$told = Rest::json( 'GET', '/status' )['agreement'];
		self::assertSame( [ true, $all, $all, 0, 0 ], [ $told['agrees'], $told['compared'], $told['alike'], $told['differing'], $told['repaired'] ] );
		self::assertMatchesRegularExpression( "/^Everything matches: $all of $all, \d\d:\d\d$/", $told['line'] );
		self::assertContains( $wpdb->get_var( "SELECT autoload FROM $wpdb->options WHERE option_name = 'ivorey_agreement'" ), [ 'no', 'off' ] );
		$this->request( static fn () => do_action( 'ivorey_sweep' ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
		self::assertSame( array_intersect_key( $told, array_flip( [ 'finished_at', 'agrees', 'compared', 'alike' ] ) ), $this->ivorey->status()['verified'] ?? null );

		$this->ivorey->forget( 'orders', $order );
		self::assertFalse( $this->compare()->agreement( 0 )->agrees() );
		self::assertSame( $told, Rest::json( 'GET', '/status' )['agreement'], 'One of some elements says nothing of all.' );
		$this->verify();
		self::assertStringStartsWith( 'Differences found: ', Rest::json( 'GET', '/status' )['agreement']['line'] );
	}

	public function test_REST_shows_and_repairs_differences(): void {
		[ $order ] = $this->place( 2 );
		$this->import();
		$this->ivorey->forget( 'orders', $order );

		self::assertSame( 401, Rest::ask( 'POST', '/verify', user: 0 )->get_status() );
		$found = Rest::json( 'POST', '/verify' );
		self::assertTrue( $found['done'] );
		self::assertSame( [ [ (string) $order, 'missing' ] ], array_map( static fn ( array $one ): array => [ $one['id'], $one['state'] ], $found['differences'] ) );
		self::assertSame( $found, Rest::json( 'GET', '/verify' ) );
		$repaired = $this->request( static fn (): array => Rest::json( 'POST', '/verify', [ 'repair' => true ] ) );
		self::assertSame( 1, $repaired['agreement']['repaired'] );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );

		$this->ivorey->goAway();
		self::assertSame( 502, Rest::ask( 'POST', '/verify' )->get_status() );
	}

	private function switchOff( string ...$elements ): void {
		$off = array_fill_keys( $elements, false );
		$this->request( static fn () => Plugin::instance()->connecting->settings->change( $off, $off ) );
	}

	/** @param callable(): mixed $ask */
	private static function assertUnanswered( string $problem, callable $ask ): void {
		try {
			$ask();
			self::fail( 'There is an answer.' );
		} catch ( Unanswered $error ) {
			self::assertSame( $problem, $error->problem );
		}
	}
}
