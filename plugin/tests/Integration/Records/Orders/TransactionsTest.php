<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order_Item_Fee;

/**
 * Payments and the triggers they fire: R8, R10, R25.
 *
 * @group order-storage
 */
final class TransactionsTest extends StoreTestCase {

	public function test_R8_R10_cash_on_delivery_is_received_with_all_its_fields_when_the_order_is_completed(): void {
		$id = $this->request( static fn (): int => Shop::blockCheckout( 'cod', items: Shop::items( 'MUG', 'CAP' ) ) );
		self::assertSame( [], $this->ivorey->ids( 'transactions' ) );
		self::assertSame( 'no_money_moved', $this->exclusion( 'transactions', "payment:$id" ) );
		self::assertSame( [ "order_submitted:$id" ], $this->ivorey->triggers() );

		$this->request( static fn () => Shop::setStatus( $id, 'completed' ) );
		$order = Shop::rest( 'GET', "/wc/v3/orders/$id" );
		self::assertSame(
			[
				"payment:$id" => [
					'amount'               => '35.50',
					'currency'             => 'USD',
					'date'                 => "{$order['date_paid_gmt']}Z",
					'order_id'             => (string) $id,
					'payment_method'       => 'cod',
					'payment_method_title' => 'Cash on delivery',
					'reason'               => '',
					'transaction_id'       => '',
					'type'                 => 'payment',
					'voided'               => false,
				],
			],
			$this->ivorey->records( 'transactions' )
		);
		self::assertSame( '35.50', $order['total'] );
		self::assertSame( [ "order_submitted:$id", "payment_received:$id" ], $this->ivorey->triggers() );
	}

	/** @return array<string, array{string}> */
	public function transfers(): array {
		return [
			'bank transfer' => [ 'bacs' ],
			'check'         => [ 'cheque' ],
		];
	}

	/** @dataProvider transfers */
	public function test_R8_R10_a_transfer_or_check_is_received_when_the_owner_sets_the_order_to_processing( string $paymentMethod ): void {
		$id = $this->request( static fn (): int => Shop::classicCheckout( $paymentMethod ) );
		self::assertSame( [], $this->ivorey->ids( 'transactions' ) );

		$this->request( static fn () => Shop::setStatus( $id, 'processing' ) );
		$payment = $this->ivorey->record( 'transactions', "payment:$id" );
		self::assertSame( [ '17.50', $paymentMethod ], [ $payment['amount'] ?? null, $payment['payment_method'] ?? null ] );
		self::assertContains( "payment_received:$id", $this->ivorey->triggers() );
	}

	public function test_R8_R10_a_payment_carries_its_gateways_transaction_id_and_a_retried_one_is_received_once(): void {
		$id = $this->request( static fn (): int => Shop::classicCheckout( 'bacs' ) );
		$this->request( static fn () => Shop::setStatus( $id, 'failed' ) );
		self::assertSame( [], $this->ivorey->ids( 'transactions' ) );

		foreach ( [ 'txn_2', 'txn_3' ] as $transaction ) {
			$this->request( static fn () => Shop::order( $id )->payment_complete( $transaction ) );
			self::assertSame( [ $transaction ], array_column( $this->ivorey->records( 'transactions' ), 'transaction_id' ) );
			$this->request( static fn () => Shop::setStatus( $id, 'failed' ) );
		}
		self::assertSame( [ "payment:$id" ], $this->ivorey->ids( 'transactions' ) );
		self::assertSame( [ "order_submitted:$id", "payment_received:$id" ], $this->ivorey->triggers() );
	}

	public function test_R8_R10_a_free_order_is_paid_but_has_no_transaction_and_fires_no_Payment_Received(): void {
		$id    = $this->request(
			static function (): int {
				$order = Shop::emptyOrder();
				$gift  = new WC_Order_Item_Fee();
				$gift->set_name( 'Gift' );
				$gift->set_total( '0' );
				$order->add_item( $gift );
				$order->calculate_totals();
				$order->payment_complete();
				return $order->get_id();
			}
		);
		$order = $this->ivorey->record( 'orders', $id );
		self::assertNotNull( $order['date_paid'] ?? null );
		self::assertSame( '0.00', $order['totals']['total'] ?? null );
		self::assertSame( [], $this->ivorey->ids( 'transactions' ) );
		self::assertSame( [ "order_submitted:$id" ], $this->ivorey->triggers() );
		self::assertSame( 'no_money_moved', $this->exclusion( 'triggers', "payment_received:$id" ) );
	}

	public function test_R7_R8_odd_data_is_sent_in_the_form_that_the_contract_demands(): void {
		// The fake Ivorey checks each batch.
		$customer = $this->request( static fn (): int => Shop::register( 'zoe@example.com' ) );
		$id       = $this->request(
			static fn (): int => Shop::restOrder(
				isPaid: true,
				billing: [
					'first_name' => 'Zoë 🦄',
					'email'      => 'Zoe@Example.com',
				],
				customer: $customer
			)
		);
		$this->request(
			static function () use ( $id ): void {
				$order = Shop::order( $id );
				$order->set_payment_method_title( "Card \xff<b>&amp;</b>" . str_repeat( '長', 600 ) );
				$order->set_transaction_id( str_repeat( 'x', 600 ) );
				$order->save();
			}
		);
		$odd = $this->request( static fn (): int => Shop::refund( $id, '0.005', "\"<b>\"\n\0🎁" ) );
		self::assertSame( '0.005', $this->ivorey->record( 'transactions', "refund:$odd" )['amount'] ?? null );
		$this->request( static fn () => Shop::deleteRefund( $odd ) );
		self::assertTrue( $this->ivorey->record( 'transactions', "refund:$odd" )['voided'] ?? null );
		foreach ( [ 'contacts', 'orders', 'transactions', 'triggers' ] as $element ) {
			self::assertNotSame( [], $this->ivorey->ids( $element ), $element );
		}
		self::assertSame( [], $this->marks() );
	}

	public function test_R8_R25_transactions_payment_received_and_orders_are_switched_separately(): void {
		$this->switchSync( [ 'orders' => false ] );
		$first = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		self::assertSame( [], $this->ivorey->ids( 'orders' ) );
		self::assertSame( [ "payment:$first" ], $this->ivorey->ids( 'transactions' ) );
		self::assertSame( [ "payment_received:$first" ], $this->ivorey->triggers() );

		$this->switchSync(
			[
				'orders'                    => true,
				'transactions'              => false,
				'payment_received_triggers' => false,
			]
		);
		$second = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		self::assertSame( [ (string) $second ], $this->ivorey->ids( 'orders' ) );
		self::assertSame( [ "payment:$first" ], $this->ivorey->ids( 'transactions' ) );
		self::assertSame( [ "order_submitted:$second", "payment_received:$first" ], $this->ivorey->triggers() );
	}

	public function test_R25_an_order_captured_while_the_sync_was_on_is_delivered_after_it_was_switched_off(): void {
		$this->ivorey->treat( static fn ( string $method, string $path ): ?array => '/v1/batches' === $path ? [ 503, '' ] : null );
		$id = $this->request( static fn (): int => Shop::restOrder( isPaid: true ) );
		$this->switchSync( [ 'enabled' => false ] );
		self::assertNotSame( [], $this->marks() );
		self::assertSame( [], $this->ivorey->ids( 'orders' ) );

		$this->ivorey->comeBack();
		$this->drain();
		self::assertSame( [ (string) $id ], $this->ivorey->ids( 'orders' ) );
		self::assertSame( [ "payment:$id" ], $this->ivorey->ids( 'transactions' ) );
		self::assertSame( [ "order_submitted:$id", "payment_received:$id" ], $this->ivorey->triggers() );
	}
}
