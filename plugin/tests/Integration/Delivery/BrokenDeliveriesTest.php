<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Delivery;

use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Lease;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Failures during a delivery: nothing is lost or sent twice. */
final class BrokenDeliveriesTest extends StoreTestCase {

	protected function setUp(): void {
		parent::setUp();
		// The rows that come with the connection have been sent.
		$this->request( static fn () => null );
		$this->ivorey->forgetRequests();
	}

	public function test_R29_orders_placed_while_Ivorey_is_down_all_arrive_when_it_is_up_again(): void {
		$this->ivorey->goAway();
		$orders = [];
		for ( $i = 0; $i < 5; $i++ ) {
			$orders[] = $this->place( "buyer$i@example.com" );
		}
		// A store whose Ivorey is away does not retry with every order.
		self::assertLessThan( 5, count( $this->ivorey->batches() ) );
		self::assertCount( 5, $this->waiting() );

		$this->ivorey->comeBack();
		$this->wait();
		$this->sweep();
		self::assertSame( [], $this->marks() );
		self::assertEqualsCanonicalizing( $orders, array_keys( $this->ivorey->records( 'orders' ) ) );
		self::assertSame( array_map( static fn ( int $order ): string => "order_submitted:$order", $orders ), $this->ivorey->triggers() );
	}

	public function test_a_batch_whose_answer_was_lost_is_sent_again_unchanged(): void {
		$this->ivorey->loseAnswers();
		$order = $this->place();
		$this->wait();
		$this->sweep();
		self::assertCount( 2, $this->ivorey->batches() );
		self::assertNotSame( [], $this->waiting() );

		$this->ivorey->comeBack();
		$this->wait();
		$this->sweep();
		$batches = array_filter( $this->ivorey->requests, static fn ( array $request ): bool => str_contains( $request['plain'], '"element":"orders"' ) );
		self::assertCount( 3, $batches );
		// The same ID lets Ivorey return the same receipt again.
		self::assertCount( 1, array_unique( array_column( $batches, 'id' ) ) );
		self::assertCount( 1, $this->ivorey->records( 'orders' ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R29_an_internal_error_in_Ivorey_is_retried_without_blaming_any_order(): void {
		$this->ivorey->refuse( 500, 'internal' );
		$orders = [];
		for ( $i = 0; $i < 5; $i++ ) {
			$orders[] = $this->place( "buyer$i@example.com" );
		}
		for ( $round = 0; $round < 5; $round++ ) {
			$this->wait();
			$this->ivorey->forgetRequests();
			$this->sweep();
			// None of them is searched for by halving; at the end two at most are tried alone.
			self::assertLessThanOrEqual( 2, count( $this->ivorey->batches() ) );
			self::assertCount( 5, $this->waiting() );
		}

		$this->ivorey->comeBack();
		$this->wait();
		$this->sweep();
		self::assertSame( [], $this->marks() );
		self::assertEqualsCanonicalizing( $orders, array_keys( $this->ivorey->records( 'orders' ) ) );
	}

	public function test_an_order_that_breaks_Ivorey_each_time_delays_the_others_only_at_first(): void {
		$this->ivorey->refuse( 500, 'internal' );
		$orders = [];
		for ( $i = 0; $i < 5; $i++ ) {
			$orders[] = $this->place( "buyer$i@example.com" );
		}
		$poisoned = $orders[2];
		$this->ivorey->treat(
			function ( string $method, string $path ) use ( $poisoned ): ?array {
				$request = end( $this->ivorey->requests );
				return '/v1/batches' === $path && false !== $request && str_contains( $request['plain'], "\"element\":\"orders\",\"id\":\"$poisoned\"" ) ? FakeIvorey::refusal( 500, 'internal' ) : null;
			}
		);
		for ( $round = 0; $round < 4; $round++ ) {
			$this->wait();
			$this->sweep();
		}
		self::assertSame( [ "orders:$poisoned" ], $this->waiting() );
		self::assertEqualsCanonicalizing( array_values( array_diff( $orders, [ $poisoned ] ) ), array_keys( $this->ivorey->records( 'orders' ) ) );
	}

	/** @return array<string, array{array{int, string, string}, string}> The answer, and the message for the owner. */
	public function noReceipts(): array {
		return [
			'a proxy’s page'                => [ [ 200, '<html>Welcome to our firewall</html>', 'text/html' ], 'unexpected-content' ],
			'a page that claims to be JSON' => [ [ 200, '<html>Welcome to our firewall</html>', 'application/json' ], 'unreadable-answer' ],
			'JSON that is none'             => [ [ 200, '{"outcomes":[]}', 'application/json' ], 'unreadable-answer' ],
			'a gateway’s time-out'          => [ [ 504, '', 'text/html' ], 'http-504' ],
		];
	}

	/**
	 * @dataProvider noReceipts
	 * @param array{int, string, string} $answer
	 */
	public function test_an_answer_that_is_not_a_receipt_settles_nothing( array $answer, string $problem ): void {
		$this->ivorey->treat( static fn ( string $method ): ?array => 'POST' === $method ? $answer : null );
		$order = $this->place();
		self::assertSame( [ "orders:$order" ], $this->waiting() );
		self::assertSame( $problem, Plugin::instance()->core->deliveries->last( 1 )[0]->problem );

		$this->ivorey->comeBack();
		$this->wait();
		$this->sweep();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_a_change_made_while_its_order_is_being_sent_is_sent_as_well(): void {
		$order = $this->place();
		$this->request( static fn () => self::note( $order, 'before' ) );
		$this->ivorey->treat(
			function () use ( $order ): null {
				$this->ivorey->comeBack();
				// Another process.
				self::note( $order, 'changed meanwhile' );
				Plugin::instance()->core->outbox->mark( new Mark( Element::Orders, $order, Reason::Changed ) );
				return null;
			}
		);
		$this->killed( static fn () => self::note( $order, 'sent' ) );
		Plugin::instance()->core->outbox->mark( new Mark( Element::Orders, $order, Reason::Changed ) );
		$this->ivorey->forgetRequests();
		$this->request( static fn () => Plugin::instance()->delivering->drain->run( DrainOptions::background() ) );
		$sent = array_filter( array_merge( ...$this->ivorey->batches() ), static fn ( array $record ): bool => 'orders' === $record['element'] );
		self::assertSame( [ 'sent', 'changed meanwhile' ], array_column( array_column( $sent, 'data' ), 'customer_note' ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_rows_leased_by_a_killed_process_are_sent_when_their_lease_has_expired(): void {
		$this->ivorey->goAway();
		$order = $this->place();
		$this->wait();
		$this->ivorey->comeBack();
		$this->ivorey->forgetRequests();
		// The point that a process reaches if it is killed while it waits for the answer.
		self::assertNotSame( [], Plugin::instance()->core->outbox->lease( Lease::take(), Element::cases(), 500 ) );
		$this->drain();
		self::assertSame( [], $this->ivorey->batches() );
		self::assertContains( "orders:$order", $this->waiting() );
		global $wpdb;
		$left = (int) $wpdb->get_var( "SELECT MAX( due_at ) FROM {$wpdb->prefix}ivorey_outbox" ) - (int) ( microtime( true ) * 1_000_000 );
		self::assertGreaterThan( 25_000_000, $left );
		self::assertLessThanOrEqual( Lease::SECONDS * 1_000_000, $left );

		$this->wait();
		$this->sweep();
		$this->sweep();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		while ( [] !== $this->marks() ) {
			$this->sweep();
		}
		self::assertCount( 1, $this->ivorey->records( 'orders' ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
	}

	private function place( string $email = 'buyer@example.com' ): int {
		return $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs', [ 'email' => $email ] ) );
	}

	private static function note( int $order, string $note ): void {
		$found = Shop::order( $order );
		$found->set_customer_note( $note );
		$found->save();
	}

	/** @return list<string> */
	private function waiting(): array {
		return array_values( array_filter( array_keys( $this->marks() ), static fn ( string $mark ): bool => str_starts_with( $mark, 'orders:' ) ) );
	}

	/** Waits until every backoff and lease is over. */
	private function wait(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = 1 WHERE quarantined_at = 0" );
		update_option( 'ivorey_link', [ 'retry_at' => 0 ] + (array) get_option( 'ivorey_link' ) );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( 'ivorey_sweep' ) );
	}
}
