<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order;
use WC_Product;

/**
 * R11: events before the connection fire nothing.
 *
 * @group order-storage
 */
final class TriggersBeforeTheConnectTest extends StoreTestCase {

	public function test_R11_an_order_from_before_the_connect_fires_nothing_when_it_is_imported_or_edited(): void {
		$order = $this->beforeTheConnect( static fn (): int => self::age( Shop::restOrder( isPaid: true ) ) );
		$this->import();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertCount( 1, $this->ivorey->records( 'transactions' ) );

		foreach ( [ 'on-hold', 'completed', 'processing' ] as $status ) {
			$this->request( static fn () => Shop::setStatus( $order, $status ) );
		}
		self::assertSame( 'processing', $this->ivorey->record( 'orders', $order )['status'] ?? null );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R10_R11_an_order_from_before_the_connect_that_is_paid_afterwards_fires_only_Payment_Received(): void {
		$order = $this->beforeTheConnect( static fn (): int => self::age( Shop::classicCheckout( 'bacs' ) ) );
		$this->request( static fn () => Shop::setStatus( $order, 'processing' ) );
		self::assertSame( [ "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R11_an_import_during_live_orders_fires_only_for_those_and_only_once(): void {
		$this->beforeTheConnect(
			static function (): void {
				self::age( Shop::cliOrder( 'completed' ) );
				self::age( Shop::cliOrder( 'completed' ) );
			}
		);
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::blockCheckout() );
		$this->ivorey->comeBack();
		$this->import();
		$this->drain();
		$this->import();
		self::assertCount( 3, $this->ivorey->records( 'orders' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	/** @return array<string, array{bool, bool}> */
	public function migrations(): array {
		return [
			'at once'            => [ false, true ],
			'paid by its status' => [ false, false ],
			'in steps'           => [ true, false ],
		];
	}

	/** @dataProvider migrations */
	public function test_R11_migrated_orders_with_dates_in_the_past_fire_nothing( bool $inSteps, bool $isDated ): void {
		$id = $this->request( static fn (): int => self::migrated( $inSteps, $isDated ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $id ) );
		self::assertSame( [], $this->ivorey->triggers() );
		self::assertSame( 'before_connection', $this->exclusion( 'triggers', "order_submitted:$id" ) );
		self::assertSame( 'before_connection', $this->exclusion( 'triggers', "payment_received:$id" ) );
	}

	/** @dataProvider migrations */
	public function test_R11_migrated_orders_with_dates_in_the_past_fire_nothing_with_orders_switched_off( bool $inSteps, bool $isDated ): void {
		$this->switchSync( [ 'orders' => false ] );
		$id = $this->request( static fn (): int => self::migrated( $inSteps, $isDated ) );
		self::assertSame( [], $this->ivorey->triggers() );
		self::assertSame( 'before_connection', $this->exclusion( 'triggers', "payment_received:$id" ) );
	}

	public function test_R9_R11_a_draft_of_the_block_checkout_from_before_the_connect_that_is_placed_afterwards_fires(): void {
		$draft  = 0;
		$placed = $this->request(
			function () use ( &$draft ): array {
				$draft = $this->disconnected( static fn (): int => self::age( Shop::blockCheckoutDraft() ) );
				return Shop::storeApi(
					'POST',
					'/checkout',
					[
						'billing_address'  => Shop::BUYER,
						'shipping_address' => array_diff_key( Shop::BUYER, [ 'email' => true ] ),
						'payment_method'   => 'bacs',
					]
				);
			}
		);
		self::assertSame( $draft, $placed['order_id'] );
		self::assertLessThan( time() - 60, Shop::order( $draft )->get_date_created()?->getTimestamp() );
		self::assertSame( [ "order_submitted:$draft" ], $this->ivorey->triggers() );
	}

	public function test_R9_an_order_whose_page_was_opened_before_the_connect_fires_unless_it_is_backdated(): void {
		$open      = static function (): int {
			$order = new WC_Order();
			$order->set_status( 'auto-draft' );
			return self::age( $order->save() );
		};
		$placed    = $this->beforeTheConnect( $open );
		$backdated = $this->beforeTheConnect( $open );
		// As wp-admin saves its form, which holds the date to the second.
		foreach ( [
			$placed    => 0,
			$backdated => 86_400,
		] as $id => $older ) {
			$this->request(
				static function () use ( $id, $older ): void {
					$order = Shop::order( $id );
					$order->set_date_created( (int) $order->get_date_created()?->getTimestamp() - $older );
					$order->set_status( 'pending' );
					$order->save();
				}
			);
			self::assertNotNull( $this->ivorey->record( 'orders', $id ) );
		}
		self::assertSame( [ "order_submitted:$placed" ], $this->ivorey->triggers() );
	}

	public function test_R11_a_reconnect_keeps_the_first_connect_time_and_an_order_placed_meanwhile_fires_nothing(): void {
		$first = $this->setConnectedAt( time() - 3_600 );
		$order = 0;
		$this->request(
			static function () use ( &$order ): void {
				Plugin::instance()->connecting->connection->disconnect();
				$order = Shop::restOrder( isPaid: true );
			}
		);
		$this->request( fn () => $this->connect() );
		self::assertSame( $first, Plugin::instance()->connecting->connection->current()->connectedAt );
		$this->import();
		$this->request( static fn () => Shop::setStatus( $order, 'completed' ) );
		self::assertSame( 'completed', $this->ivorey->record( 'orders', $order )['status'] ?? null );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R11_R20_an_order_that_waited_for_one_account_fires_nothing_in_another(): void {
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => self::age( Shop::blockCheckout() ) );
		$this->ivorey->comeBack();
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		self::assertArrayHasKey( "orders:$order", $this->marks() );

		$this->ivorey = new FakeIvorey( 'acc_2.con_2', 'tok_2' );
		$this->begin();
		$this->connect();
		self::assertSame( [], preg_grep( '/^(?:orders|triggers|transactions):/', array_keys( $this->marks() ) ) );
		$this->import();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_an_order_that_waited_is_sent_to_the_next_connection_of_the_same_account(): void {
		$this->setConnectedAt( time() - 3_600 );
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::blockCheckout() );
		$this->ivorey->comeBack();
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->request( fn () => $this->connect() );
		$this->drain();
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	public function test_R11_guest_orders_that_a_new_account_takes_over_fire_nothing(): void {
		$order = $this->beforeTheConnect( static fn (): int => self::age( Shop::classicCheckout( billing: [ 'email' => 'later@example.com' ] ) ) );
		$user  = $this->request( static fn (): int => Shop::register( 'later@example.com' ) );
		$this->request( static fn () => wc_update_new_customer_past_orders( $user ) );
		self::assertSame( (string) $user, $this->ivorey->record( 'orders', $order )['customer_id'] ?? null );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	private static function migrated( bool $inSteps, bool $isDated ): int {
		$order   = new WC_Order();
		$product = wc_get_product( Shop::product( 'MUG' ) );
		self::assertInstanceOf( WC_Product::class, $product );
		$order->add_product( $product );
		$order->calculate_totals( false );
		if ( $inSteps ) {
			$order->save();
		}
		$order->set_date_created( '2001-02-03 04:05:06' );
		if ( $isDated ) {
			$order->set_date_paid( '2001-02-03 04:06:06' );
		}
		$order->set_status( 'completed' );
		return $order->save();
	}

	/** @return int The new time of the connection and its history. */
	private function setConnectedAt( int $seconds ): int {
		$this->connectedAt( $seconds );
		update_option( 'ivorey_connections', array_fill_keys( array_keys( (array) get_option( 'ivorey_connections' ) ), $seconds ) );
		return $seconds;
	}
}
