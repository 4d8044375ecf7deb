<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;
use WC_Order;
use WC_Product;

/** @group order-storage */
final class TriggersTest extends StoreTestCase {

	/** @return array<string, array{string}> */
	public function ways(): array {
		return [
			'block checkout'   => [ 'blockCheckout' ],
			'classic checkout' => [ 'classicCheckout' ],
			'REST'             => [ 'restOrder' ],
			'wc_create_order'  => [ 'cliOrder' ],
		];
	}

	/** @dataProvider ways */
	public function test_R9_an_order_fires_once_when_it_is_placed( string $way ): void {
		$order = $this->request( static fn (): int => Shop::$way( paymentMethod: 'bacs' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );

		$this->request( static fn () => Shop::setStatus( $order, 'on-hold' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
		self::assertSame( 'on-hold', $this->ivorey->record( 'orders', $order )['status'] ?? null );
	}

	public function test_R9_R10_a_trigger_is_sent_in_the_batch_of_its_order_with_the_time_it_happened(): void {
		$this->connectedAt( time() - 3_600 );
		$id = $this->request(
			static function (): int {
				// Its reasons are noted, and everything is sent at the end.
				$order = Shop::order( Shop::cliOrder( 'on-hold', 'bacs' ) );
				$order->set_date_created( time() - 120 );
				$order->set_date_paid( time() - 60 );
				return $order->save();
			}
		);

		$sent = array_values( array_filter( array_map( static fn ( array $batch ): array => self::of( $batch, 'orders', 'triggers' ), $this->ivorey->batches() ) ) );
		self::assertSame( [ [ "orders $id", "triggers order_submitted:$id", "triggers payment_received:$id" ] ], $sent );
		$order = $this->ivorey->record( 'orders', $id ) ?? [];
		self::assertNotSame( $order['date_created'], $order['date_paid'] );
		foreach (
			[
				'order_submitted'  => $order['date_created'],
				'payment_received' => $order['date_paid'],
			] as $type => $at
		) {
			self::assertSame(
				[
					'occurred_at'    => $at,
					'order_id'       => (string) $id,
					'order_key_hash' => substr( hash( 'sha256', Shop::order( $id )->get_order_key() ), 0, 16 ),
					'type'           => $type,
				],
				$this->ivorey->record( 'triggers', "$type:$id" )
			);
		}
	}

	public function test_R10_a_payment_fires_even_if_another_request_removes_its_date_for_a_moment(): void {
		$id = $this->request( static fn (): int => Shop::cliOrder( paymentMethod: 'bacs' ) );
		// As WooCommerce stores a stale order without HPOS: it deletes properties that the order lacks. The
		// next save of the paid order writes them again.
		$this->request(
			static function () use ( $id ): void {
				global $wpdb;
				$order = Shop::order( $id );
				$order->set_date_paid( time() );
				$order->save();
				$stale = Shop::order( $id );
				$stale->set_date_paid( null );
				$stale->save();
				Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 20 ) );
				update_post_meta( $id, '_date_paid', time() );
				if ( self::isHpos() ) {
					$wpdb->update( $wpdb->prefix . 'wc_order_operational_data', [ 'date_paid_gmt' => gmdate( 'Y-m-d H:i:s' ) ], [ 'order_id' => $id ] );
				}
				$order->set_customer_note( 'Paid' );
				$order->save();
			}
		);
		$this->assertFired( $id, true );
	}

	public function test_R10_a_payment_fires_even_if_another_plugin_throws_in_the_save_that_dates_it(): void {
		$id = $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		// Thrown when the row is written; WooCommerce catches it, and no hook fires after the save.
		$this->request(
			static function () use ( $id ): void {
				add_action( 'woocommerce_update_order', static fn () => throw new RuntimeException( 'Another plugin' ) );
				Shop::order( $id )->payment_complete( 'TX1' );
			}
		);
		$this->assertFired( $id, true );
	}

	public function test_R10_a_payment_fires_even_if_PHP_ended_before_the_payment_was_marked(): void {
		global $wpdb;
		$this->ivorey->goAway();
		$paid   = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		$unpaid = $this->request( static fn (): int => Shop::restOrder() );
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET reasons = reasons & ~4" );
		self::assertSame( [], preg_grep( '/paid/', array_map( static fn ( array $reasons ): string => implode( ' ', $reasons ), $this->marks() ) ) );
		$this->ivorey->comeBack();
		$this->drain();
		self::assertSame( [ "order_submitted:$paid", "order_submitted:$unpaid", "payment_received:$paid" ], $this->ivorey->triggers() );
	}

	public function test_R10_a_payment_does_not_fire_with_Payment_Received_switched_off(): void {
		$this->switchSync( [ 'payment_received_triggers' => false ] );
		$id = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		$this->assertFired( $id, false );
	}

	public function test_R8_R10_cash_on_delivery_is_received_when_completed_even_if_its_gateway_is_not_loaded(): void {
		$id = $this->request(
			static function (): int {
				remove_all_filters( 'woocommerce_payment_complete_order_status' );
				$order = wc_create_order();
				assert( $order instanceof WC_Order );
				$product = wc_get_product( Shop::product( 'MUG' ) );
				assert( $product instanceof WC_Product );
				$order->add_product( $product );
				$order->set_payment_method( 'cod' );
				$order->calculate_totals();
				$order->save();
				$order->set_status( 'processing' );
				return $order->save();
			}
		);
		// WooCommerce has set the payment date.
		self::assertNotNull( $this->ivorey->record( 'orders', $id )['date_paid'] ?? null );
		self::assertSame( [], $this->ivorey->records( 'transactions' ) );
		$this->assertFired( $id, false );

		$this->request( static fn () => Shop::setStatus( $id, 'completed' ) );
		$this->assertFired( $id, true );
		self::assertCount( 1, $this->ivorey->records( 'transactions' ) );
	}

	public function test_R10_an_order_that_was_completed_without_lines_fires_when_another_request_adds_lines(): void {
		$id = $this->request(
			static function (): int {
				$order = wc_create_order( [ 'status' => 'completed' ] );
				assert( $order instanceof WC_Order );
				return $order->get_id();
			}
		);
		$this->assertFired( $id, false );
		$this->request(
			static function () use ( $id ): void {
				$order   = Shop::order( $id );
				$product = wc_get_product( Shop::product( 'MUG' ) );
				assert( $product instanceof WC_Product );
				$order->add_product( $product );
				$order->calculate_totals();
				$order->save();
			}
		);
		$this->assertFired( $id, true );
	}

	public function test_R9_R10_nothing_is_sent_again_for_the_same_reasons(): void {
		$id = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		$this->assertFired( $id, true );
		$this->ivorey->forgetRequests();
		$this->send( new Mark( Element::Orders, $id, Reason::Placed, Reason::Paid ), new Mark( Element::Triggers, $id, Reason::Paid ) );
		self::assertSame( [], $this->marks() );
		self::assertSame( [], $this->ivorey->batches() );
	}

	public function test_R9_R10_a_trigger_that_is_sent_again_keeps_the_id_by_which_Ivorey_knows_it(): void {
		$this->ivorey->loseAnswers();
		$id = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		$this->drain();
		$this->ivorey->comeBack();
		$this->drain();
		$this->send( new Mark( Element::Orders, $id, Reason::Placed, Reason::Paid, Reason::Repair ) );
		$this->send( new Mark( Element::Triggers, $id, Reason::Paid, Reason::Repair ) );
		self::assertSame( [], $this->marks() );
		$sent = array_merge( ...array_map( static fn ( array $batch ): array => self::of( $batch, 'triggers' ), $this->ivorey->batches() ) );
		self::assertGreaterThan( 4, count( $sent ) );
		sort( $sent );
		self::assertSame( [ "triggers order_submitted:$id", "triggers payment_received:$id" ], array_values( array_unique( $sent ) ) );
		$this->assertFired( $id, true );
	}

	public function test_R9_R10_order_meta_that_other_plugins_save_fires_nothing_and_sends_at_most_a_new_date(): void {
		global $wpdb;
		$id = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		// An older date, so that a new one is visible.
		$wpdb->query( "UPDATE {$wpdb->prefix}wc_orders SET date_updated_gmt = date_updated_gmt - INTERVAL 1 HOUR" );
		$this->send( new Mark( Element::Orders, $id, Reason::Changed ) );
		$fired  = $this->ivorey->triggers();
		$before = $this->ivorey->record( 'orders', $id ) ?? [];
		$this->ivorey->forgetRequests();
		$this->request(
			static function () use ( $id ): void {
				$order = Shop::order( $id );
				$order->update_meta_data( '_tracking_number', 'X1' );
				$order->save();
				update_post_meta( $id, '_seen', '1' );
			}
		);
		self::assertSame( $fired, $this->ivorey->triggers() );
		$sent = array_merge( ...array_map( static fn ( array $batch ): array => array_values( $batch ), $this->ivorey->batches() ) );
		// With HPOS, a change of meta modifies the order.
		self::assertSame( self::isHpos() ? [ 'orders' ] : [], array_column( $sent, 'element' ) );
		foreach ( array_column( $sent, 'data' ) as $data ) {
			self::assertEquals(
				$before,
				[
					...(array) $data,
					'date_modified' => $before['date_modified'],
				]
			);
		}
	}

	private function send( Mark ...$marks ): void {
		Plugin::instance()->core->outbox->mark( ...$marks );
		$this->drain();
	}

	private function assertFired( int $order, bool $isPaid ): void {
		self::assertSame( [ "order_submitted:$order", ...( $isPaid ? [ "payment_received:$order" ] : [] ) ], $this->ivorey->triggers() );
	}

	/**
	 * @param array<mixed> $batch
	 * @return list<string> Element and ID of the batch's records of these elements, sorted.
	 */
	private static function of( array $batch, string ...$elements ): array {
		$found = [];
		foreach ( $batch as $record ) {
			if ( is_array( $record ) && is_string( $record['element'] ) && is_string( $record['id'] ) && in_array( $record['element'], $elements, true ) ) {
				$found[] = "{$record['element']} {$record['id']}";
			}
		}
		sort( $found );
		return $found;
	}

	public function test_R9_a_trigger_carries_the_hash_of_its_orders_key(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->request( static fn () => Shop::setStatus( $order, 'processing' ) );
		$read = wc_get_order( $order );
		self::assertInstanceOf( WC_Order::class, $read );
		$hashes = array_column( $this->ivorey->records( 'triggers' ), 'order_key_hash' );
		self::assertSame( array_fill( 0, 2, substr( hash( 'sha256', $read->get_order_key() ), 0, 16 ) ), $hashes );
	}
}
