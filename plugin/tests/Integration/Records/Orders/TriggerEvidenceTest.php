<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Answered;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;
use WC_Order;
use WC_Product;

/**
 * Triggers whose hooks were skipped, or whose process died: the order itself is the evidence.
 *
 * @group order-storage
 */
final class TriggerEvidenceTest extends StoreTestCase {

	public function test_R9_an_order_fires_even_if_another_plugin_throws_while_it_is_placed(): void {
		$this->request(
			static function (): void {
				add_action( 'woocommerce_new_order', static fn () => throw new RuntimeException( 'Another plugin' ), 1 );
				try {
					Shop::blockCheckout( 'bacs' );
				} catch ( RuntimeException ) {
					return;
				}
			}
		);
		$order = $this->newestOrder();
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	public function test_R9_R10_an_order_made_through_REST_fires_both_triggers_even_if_another_plugin_throws(): void {
		$this->request(
			static function (): void {
				add_action( 'woocommerce_new_order', static fn () => throw new RuntimeException( 'Another plugin' ), 1 );
				try {
					Shop::restOrder( isPaid: true );
				} catch ( RuntimeException ) {
					return;
				}
			}
		);
		$order = $this->newestOrder();
		$this->request( static fn () => Shop::setStatus( $order, 'completed' ) );
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R9_an_order_whose_first_attempt_ended_PHP_fires_when_the_shopper_tries_again(): void {
		$this->killed(
			static function (): void {
				add_action( 'woocommerce_new_order', static fn () => throw new Answered(), 1 );
				Shop::cliOrder();
			}
		);
		$order = $this->newestOrder();
		$this->forgetMarks();
		$this->request( static fn () => Shop::order( $order )->update_status( 'on-hold' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	public function test_R10_a_payment_fires_even_if_PHP_ended_before_it_was_marked(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		$this->killed(
			static function () use ( $order ): void {
				$paid = Shop::order( $order );
				$paid->set_transaction_id( 'TX1' );
				$paid->save();
				$paid->payment_complete();
			}
		);
		$this->onlyChangeIsMarked();
		$this->drain();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R10_R25_a_payment_does_not_fire_if_the_switch_was_off_when_the_order_was_paid(): void {
		$now = time();
		$this->connectedAt( $now - 100 );
		$this->switchSync( [ 'payment_received_triggers' => false ] );
		$this->flips( [ $now - 100, true, true ], [ $now - 50, true, false ] );
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => self::paidAt( $now - 20 ) );
		$this->ivorey->comeBack();

		$this->switchSync( [ 'payment_received_triggers' => true ] );
		$this->drain();
		$this->request( static fn () => Shop::setStatus( $order, 'completed' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
		self::assertSame( 'element_off', $this->exclusion( 'triggers', "payment_received:$order" ) );
	}

	public function test_R10_R25_a_payment_from_before_the_switch_went_off_fires_even_if_no_hook_reported_it(): void {
		$now = time();
		$this->connectedAt( $now - 100 );
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => self::paidAt( $now - 70 ) );
		$this->onlyChangeIsMarked();
		$this->ivorey->comeBack();
		$this->switchSync( [ 'payment_received_triggers' => false ] );
		$this->flips( [ $now - 100, true, true ], [ $now - 50, true, false ] );
		$this->drain();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R11_R26_an_order_placed_while_the_store_was_disconnected_fires_nothing_when_it_is_edited(): void {
		$now = time();
		$this->connectedAt( $now - 100 );
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->flips( [ $now - 100, true, true ], [ $now - 50, false, false ] );
		$order = $this->request( static fn (): int => self::paidAt( $now - 20 ) );
		$this->request( fn () => $this->connect() );
		$this->request( static fn () => Shop::setStatus( $order, 'completed' ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R9_R10_nothing_is_sent_from_a_database_transaction_that_may_be_rolled_back(): void {
		global $wpdb;
		$order = $this->request(
			static function () use ( $wpdb ): int {
				$wpdb->query( 'START TRANSACTION' );
				return Shop::cliOrder( 'processing' );
			}
		);
		$wpdb->query( 'ROLLBACK' );
		wp_cache_flush();
		$this->drain();
		self::assertFalse( wc_get_order( $order ) );
		self::assertSame( [], $this->ivorey->records( 'orders' ) );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R9_R10_an_order_from_a_committed_database_transaction_fires(): void {
		global $wpdb;
		$order = $this->request(
			static function () use ( $wpdb ): int {
				$wpdb->query( 'START TRANSACTION' );
				$order = Shop::cliOrder( 'completed', 'bacs' );
				$wpdb->query( 'COMMIT' );
				return $order;
			}
		);
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R9_an_order_that_is_still_being_made_fires_when_it_is_complete(): void {
		$this->begin();
		$order = wc_create_order();
		self::assertInstanceOf( WC_Order::class, $order );
		// Another process.
		Plugin::instance()->delivering->drain->run( DrainOptions::background() );
		Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 5 ) );
		self::assertSame( [], $this->ivorey->triggers() );

		$mug = wc_get_product( Shop::product( 'MUG' ) );
		self::assertInstanceOf( WC_Product::class, $mug );
		$order->add_product( $mug );
		$order->set_billing_email( 'ada@example.com' );
		$order->calculate_totals();
		$order->save();
		Site::end();
		self::assertSame( [ "order_submitted:{$order->get_id()}" ], $this->ivorey->triggers() );
		self::assertCount( 1, (array) ( $this->ivorey->record( 'orders', $order->get_id() )['line_items'] ?? [] ) );
	}

	public function test_R9_an_order_whose_process_was_killed_fires_after_a_while(): void {
		$order = $this->killed( static fn (): int => Shop::cliOrder() );
		$this->drain();
		self::assertSame( [], $this->ivorey->triggers() );

		$this->later( 31 );
		$this->drain();
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	public function test_R9_R10_the_sweep_finds_an_order_whose_process_was_killed_before_its_first_mark(): void {
		$this->sweep();
		$order = Site::withoutPlugin( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		$draft = Site::withoutPlugin( static fn (): int => Shop::cliOrder( 'checkout-draft' ) );
		// Not the order that was just created: its process may be about to mark it.
		$this->sweep();
		self::assertSame( [], $this->ivorey->records( 'orders' ) );
		$this->sweep();
		self::assertCount( 1, $this->ivorey->records( 'orders' ) );
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );

		Site::withoutPlugin( static fn () => Shop::order( $draft )->update_status( 'on-hold' ) );
		$this->sweep();
		self::assertContains( "order_submitted:$draft", $this->ivorey->triggers() );
	}

	public function test_R9_R10_a_comparison_finds_triggers_that_no_hook_reported(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		$fired = $this->ivorey->triggers();
		foreach ( $fired as $trigger ) {
			$this->ivorey->forget( 'triggers', $trigger );
		}
		$this->forgetLedger( 'triggers' );
		$this->verify();
		$this->drain();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R11_an_import_fires_nothing_itself_and_leaves_unfired_triggers_to_the_outbox(): void {
		// Runs the import of the connection.
		$this->import();
		$old = $this->request( static fn (): int => self::paidAt( time() - 1_000 ) );
		$this->connectedAt( time() - 100 );
		$new = $this->request( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		foreach ( $this->ivorey->triggers() as $trigger ) {
			$this->ivorey->forget( 'triggers', $trigger );
		}
		$this->forgetLedger( 'triggers' );
		$this->forgetLedger( 'orders' );
		$this->import();
		$this->drain();
		self::assertSame( [ "order_submitted:$new", "payment_received:$new" ], $this->ivorey->triggers() );
		self::assertNotNull( $this->ivorey->record( 'orders', $old ) );
	}

	public function test_R9_R10_a_trigger_fires_once_even_if_the_dates_of_its_order_change(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		$this->ivorey->forgetRequests();
		$this->request(
			static function () use ( $order ): void {
				$changed = Shop::order( $order );
				$changed->set_date_paid( time() + 60 );
				$changed->set_date_created( time() - 1 );
				$changed->save();
			}
		);
		$sent = array_merge( [], ...$this->ivorey->batches() );
		self::assertNotContains( 'triggers', array_column( $sent, 'element' ) );
	}

	private static function paidAt( int $seconds ): int {
		$order = Shop::order( Shop::cliOrder( 'pending', 'bacs' ) );
		$order->set_date_created( $seconds );
		$order->set_date_paid( $seconds );
		$order->set_status( 'processing' );
		return $order->save();
	}

	/** As if the process had died after its first mark. */
	private function onlyChangeIsMarked(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET reasons = 1" );
		$this->later( 60 );
	}

	/** @param array{int, bool, bool} ...$flips */
	private function flips( array ...$flips ): void {
		$histories = (array) get_option( 'ivorey_connections' );
		$last      = array_key_last( $histories );
		self::assertNotNull( $last );
		$histories[ $last ]['flips'] = $flips;
		update_option( 'ivorey_connections', $histories );
	}

	private function forgetLedger( string $element ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}ivorey_ledger WHERE element = %s", $element ) );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) );
	}

	private function newestOrder(): int {
		$orders = wc_get_orders(
			[
				'limit'   => 1,
				'orderby' => 'id',
				'return'  => 'ids',
				'status'  => 'any',
			]
		);
		self::assertIsArray( $orders );
		return (int) $orders[0]; // @phpstan-ignore cast.int (The stubs do not know that ids can be asked for.)
	}
}
