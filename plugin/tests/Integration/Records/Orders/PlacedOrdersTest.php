<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use Ivorey\WooCommerce\Tests\Integration\Support\Told;

/**
 * Orders in Ivorey, compared with WooCommerce's own REST API.
 *
 * @group order-storage
 */
final class PlacedOrdersTest extends StoreTestCase {

	/** @return iterable<string, array{string, string}> */
	public function waysToPay(): iterable {
		foreach ( [ 'blockCheckout', 'classicCheckout', 'restOrder', 'cliOrder' ] as $way ) {
			foreach ( [ 'cod', 'bacs', 'cheque' ] as $paymentMethod ) {
				yield "$way, $paymentMethod" => [ $way, $paymentMethod ];
			}
		}
	}

	/** @dataProvider waysToPay */
	public function test_R7_an_order_arrives_in_Ivorey_once_and_is_right_in_every_field( string $way, string $paymentMethod ): void {
		$order = $this->request(
			static fn (): int => Shop::$way(
				paymentMethod: $paymentMethod,
				items: Shop::items( 'MUG', 'MUG', 'SHIRT-LARGE' ),
				billing: [
					'first_name' => 'Zoë 🦄',
					'last_name'  => "O'Brien-Łódź",
					'email'      => 'Zoe.Buyer@Example.COM',
				],
				note: "Ring twice\n— \"please\" <b>&</b> 谢谢"
			)
		);
		self::assertSame( [ (string) $order ], $this->ivorey->ids( 'orders' ) );
		self::assertSame( [], $this->ivorey->ids( 'contacts' ) );
		$record = $this->ivorey->record( 'orders', $order );
		Told::assertSame( $order, $record );
		self::assertSame( 'Zoë 🦄', $record['billing']['first_name'] ?? null );
		self::assertSame( 'zoe.buyer@example.com', strtolower( $record['billing_email'] ?? '' ) );
		self::assertStringContainsString( '谢谢', $record['customer_note'] ?? '' );
	}

	public function test_R7_coupons_discounts_and_a_virtual_product_arrive_with_their_amounts(): void {
		$order  = $this->request( static fn (): int => Shop::classicCheckout( items: Shop::items( 'POSTER', 'EBOOK' ), coupon: 'save10' ) );
		$record = $this->ivorey->record( 'orders', $order );
		Told::assertSame( $order, $record );
		self::assertSame( '1.60', $record['totals']['discount'] ?? null );
		self::assertSame( 'save10', $record['coupon_lines'][0]['code'] ?? null );
	}

	public function test_R7_a_draft_of_the_checkout_block_never_leaves_the_store_and_an_order_arrives_once(): void {
		$draft = $this->request( static fn (): int => Shop::blockCheckoutDraft() );
		self::assertSame( 'checkout-draft', Shop::order( $draft )->get_status() );
		$order = $this->request( static fn (): int => Shop::blockCheckout() );
		self::assertSame( [ (string) $order ], $this->ivorey->ids( 'orders' ) );
		self::assertNotSame( $draft, $order );
	}

	public function test_R7_a_draft_that_another_program_makes_leaves_the_store_when_it_is_placed(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'checkout-draft' ) );
		self::assertSame( [], $this->ivorey->batches() );
		$this->request( static fn () => Shop::setStatus( $order, 'processing' ) );
		Told::assertSame( $order, $this->ivorey->record( 'orders', $order ) );
	}

	public function test_R1_an_order_of_an_administrator_does_not_make_the_user_a_contact(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( customer: 1, billing: [ 'email' => 'owner-buys@example.com' ] ) );
		self::assertSame( [], $this->ivorey->ids( 'contacts' ) );
		$record = $this->ivorey->record( 'orders', $order );
		Told::assertSame( $order, $record );
		self::assertSame( [ '1', 'owner-buys@example.com' ], [ $record['customer_id'] ?? null, $record['billing_email'] ?? null ] );
	}

	public function test_R3_an_order_of_a_customer_refers_to_the_contact_of_the_customer(): void {
		$customer = $this->request( static fn (): int => Shop::register( 'Later@example.com' ) );
		$order    = $this->request( static fn (): int => Shop::blockCheckout( customer: $customer, billing: [ 'email' => 'later@example.com' ] ) );
		self::assertSame( [ (string) $customer ], $this->ivorey->ids( 'contacts' ) );
		self::assertSame( (string) $customer, $this->ivorey->record( 'orders', $order )['customer_id'] ?? null );
	}

	public function test_R5_every_status_arrives(): void {
		$order = $this->request( static fn (): int => Shop::restOrder() );
		foreach ( [ 'on-hold', 'processing', 'completed', 'cancelled', 'failed', 'refunded' ] as $status ) {
			$this->request( static fn () => Shop::setStatus( $order, $status ) );
			self::assertSame( $status, $this->ivorey->record( 'orders', $order )['status'] ?? null );
		}
		Told::assertSame( $order, $this->ivorey->record( 'orders', $order ) );
	}

	public function test_R5_a_status_of_another_plugin_arrives(): void {
		$order = $this->request( static fn (): int => Shop::restOrder() );
		$this->request(
			static function () use ( $order ): void {
				register_post_status( 'wc-shipped-by-owl', [ 'public' => true ] );
				add_filter( 'wc_order_statuses', static fn ( array $all ): array => $all + [ 'wc-shipped-by-owl' => 'Shipped' ] );
				$changed = Shop::order( $order );
				$changed->set_status( 'shipped-by-owl' );
				$changed->save();
			}
		);
		unset( $GLOBALS['wp_post_statuses']['wc-shipped-by-owl'] );
		self::assertSame( 'shipped-by-owl', $this->ivorey->record( 'orders', $order )['status'] ?? null );
	}

	public function test_R7_a_bank_transfer_that_is_marked_as_received_arrives_as_paid(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		self::assertNull( $this->ivorey->record( 'orders', $order )['date_paid'] ?? null );
		$this->request( static fn () => Shop::setStatus( $order, 'processing' ) );
		$record = $this->ivorey->record( 'orders', $order );
		self::assertNotNull( $record['date_paid'] ?? null );
		Told::assertSame( $order, $record );
	}

	public function test_R7_partial_refunds_add_up_in_the_order_and_a_deleted_one_no_longer_counts(): void {
		$order   = $this->request( static fn (): int => Shop::restOrder( isPaid: true, items: Shop::items( 'MUG', 'CAP' ) ) );
		$refunds = array_map(
			fn ( string $amount ): int => $this->request( static fn (): int => Shop::refund( $order, $amount ) ),
			[ '10.00', '2.50' ]
		);
		self::assertSame( '12.50', $this->ivorey->record( 'orders', $order )['totals']['refunded'] ?? null );
		Told::assertSame( $order, $this->ivorey->record( 'orders', $order ) );
		$this->request( static fn () => Shop::rest( 'DELETE', "/wc/v3/orders/$order/refunds/{$refunds[1]}", [ 'force' => true ] ) );
		self::assertSame( '10.00', $this->ivorey->record( 'orders', $order )['totals']['refunded'] ?? null );
	}

	public function test_R16_an_order_that_is_trashed_or_deleted_stays_in_Ivorey(): void {
		$order = $this->request( static fn (): int => Shop::restOrder( 'processing' ) );
		foreach ( [ false, true ] as $isForced ) {
			$this->request( static fn () => Shop::order( $order )->delete( $isForced ) );
			self::assertSame( 'processing', $this->ivorey->record( 'orders', $order )['status'] ?? null );
			self::assertSame( [], $this->marks() );
		}
	}

	public function test_R7_an_order_without_a_buyer_or_lines_arrives_and_is_updated_when_they_are_added(): void {
		$order  = $this->request( static fn (): int => Shop::emptyOrder()->get_id() );
		$record = $this->ivorey->record( 'orders', $order );
		Told::assertSame( $order, $record );
		self::assertSame( [ null, [] ], [ $record['billing_email'] ?? null, $record['line_items'] ?? null ] );

		$this->request(
			static function () use ( $order ): void {
				$filled = Shop::order( $order );
				$filled->add_product( Shop::found( 'MUG' ) );
				$filled->set_address( Shop::BUYER, 'billing' );
				$filled->calculate_totals();
			}
		);
		$record = $this->ivorey->record( 'orders', $order );
		Told::assertSame( $order, $record );
		self::assertSame( Shop::BUYER['email'], $record['billing_email'] ?? null );
	}
}
