<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Diagnostics\Overview;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order;

/**
 * The panel's counts add up, whatever happens to the counted objects.
 *
 * @group order-storage
 */
final class StoreCountsTest extends StoreTestCase {

	public function test_R18_a_draft_of_the_checkout_does_not_count_as_an_order(): void {
		$this->import();
		$before = $this->counts( 'orders' );
		$this->request( static fn (): int => Shop::blockCheckoutDraft() );
		$this->request( static fn (): int => self::draft() );
		self::assertSame( $before, $this->counts( 'orders' ) );
		$this->drain();
		self::assertSame( $before, $this->counts( 'orders' ) );
	}

	public function test_R18_an_excluded_order_that_is_deleted_is_no_longer_counted(): void {
		$this->import();
		$draft = $this->request( static fn (): int => self::draft() );
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		$this->request( static fn () => Shop::order( $order )->delete() );
		$this->ivorey->comeBack();
		$this->drain();
		$before = $this->counts( 'orders' );
		$this->request( static fn () => Shop::order( $draft )->delete( true ) );
		$this->drain();
		self::assertSame( [ 'draft' => 1 ], $before['excluded'] );
		self::assertSame( $before, $this->counts( 'orders' ) );
		self::assertSame( [ (string) $order ], array_column( $this->excluded( 'orders', 'draft' ), 'id' ) );

		$this->request( static fn () => Shop::order( $order )->delete( true ) );
		$this->drain();
		self::assertSame( [], $this->counts( 'orders' )['excluded'] );
		self::assertSame( [], $this->excluded( 'orders', 'draft' ) );
	}

	public function test_R18_a_deleted_order_that_Ivorey_keeps_is_counted_separately(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->import();
		$before = $this->counts( 'orders' );
		$this->request( static fn () => Shop::order( $order )->delete( true ) );
		$after = $this->counts( 'orders' );
		self::assertSame( $before['in_store'] - 1, $after['in_store'] );
		self::assertSame( $before['in_ivorey'] - 1, $after['in_ivorey'] );
		self::assertSame( 1, $after['kept'] );
	}

	public function test_R16_R18_a_trashed_order_that_Ivorey_keeps_counts_as_excluded_until_it_is_restored(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->import();
		$before = $this->counts( 'orders' );
		$this->request( static fn () => Shop::order( $order )->delete() );
		$during = $this->counts( 'orders' );
		self::assertSame( [ $before['in_store'], $before['in_ivorey'] - 1, 0, 1 ], [ $during['in_store'], $during['in_ivorey'], $during['waiting'], $during['kept'] ] );
		self::assertSame( [ 'draft' => 1 ], $during['excluded'] );

		$this->request( static fn () => Shop::untrash( $order ) );
		self::assertSame( $before, $this->counts( 'orders' ) );
	}

	public function test_R18_orders_that_cannot_be_sent_yet_count_as_waiting(): void {
		$this->import();
		$before = $this->counts( 'orders' );
		$this->ivorey->goAway();
		$draft = $this->request( static fn (): int => self::draft() );
		$this->request( static fn () => Shop::order( $draft )->update_status( 'processing' ) );
		$this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$during = $this->counts( 'orders' );
		self::assertSame( $before['in_store'] + 2, $during['in_store'] );
		self::assertSame( 2, $during['waiting'] );
		self::assertSame( [], $during['excluded'] );

		$this->ivorey->comeBack();
		$this->drain();
		self::assertSame( $before['in_ivorey'] + 2, $this->counts( 'orders' )['in_ivorey'] );
	}

	public function test_R18_orders_that_were_never_to_be_imported_do_not_count_as_waiting(): void {
		$stored                                 = (array) get_option( 'ivorey_connection' );
		$stored['settings']['import']['orders'] = false;
		update_option( 'ivorey_connection', $stored, true );
		delete_option( 'ivorey_import' );
		$this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->forgetMarks();
		$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}ivorey_ledger" );
		$counts = $this->counts( 'orders' );
		self::assertSame( [ 0, 0, $counts['in_store'] ], [ $counts['in_ivorey'], $counts['waiting'], $counts['not_imported'] ] );
	}

	public function test_R8_R18_payments_and_refunds_add_up(): void {
		$paid = $this->request( static fn (): int => Shop::restOrder( isPaid: true, paymentMethod: 'bacs' ) );
		$this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		$this->import();
		$this->counts( 'transactions' );
		$this->request(
			static fn () => wc_create_refund(
				[
					'order_id' => $paid,
					'amount'   => '1.00',
				]
			)
		);
		$this->drain();
		$refunded = $this->counts( 'transactions' );
		self::assertSame( [ 3, 2, [ 'no_money_moved' => 1 ] ], [ $refunded['in_store'], $refunded['in_ivorey'], $refunded['excluded'] ] );

		$this->request( static fn () => Shop::order( $paid )->delete( true ) );
		$this->drain();
		$deleted = $this->counts( 'transactions' );
		self::assertSame( [ 1, 0, 2 ], [ $deleted['in_store'], $deleted['in_ivorey'], $deleted['kept'] ] );
	}

	public function test_R18_all_elements_add_up_after_an_import(): void {
		$this->request( static fn (): int => Shop::register( 'ada@example.com' ) );
		$this->request( static fn (): int => self::draft() );
		$this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		$paid = $this->request( static fn (): int => Shop::restOrder( isPaid: true, paymentMethod: 'bacs' ) );
		$this->request( static fn (): int => Shop::refund( $paid, '1.00' ) );
		$this->import();
		$excluded = [];
		foreach ( [ 'collections', 'products', 'contacts', 'orders', 'transactions' ] as $element ) {
			$counts               = $this->counts( $element );
			$excluded[ $element ] = $counts['excluded'];
			self::assertGreaterThan( 0, $counts['in_ivorey'], $element );
			self::assertSame( count( $this->ivorey->ids( $element ) ), $counts['in_ivorey'], $element );
			self::assertSame( [ 0, 0, 0 ], [ $counts['waiting'], $counts['not_imported'], $counts['kept'] ], $element );
		}
		self::assertSame(
			[
				'collections'  => [],
				'products'     => [ 'no_price' => 1 ],
				'contacts'     => [ 'role' => 1 ],
				'orders'       => [],
				'transactions' => [ 'no_money_moved' => 1 ],
			],
			$excluded
		);
	}

	private static function draft(): int {
		$order = new WC_Order();
		$order->set_status( 'checkout-draft' );
		return $order->save();
	}

	/** @return array<string, mixed> As the panel gets them. */
	private function counts( string $element ): array {
		$elements = array_column( Shop::rest( 'GET', '/ivorey/v1/overview' )['elements'], null, 'element' );
		$counts   = [ 'excluded' => array_column( $elements[ $element ]['excluded'], 'number', 'reason' ) ] + $elements[ $element ];
		$excluded = array_sum( array_diff_key( $counts['excluded'], [ 'variant_no_price' => true ] ) );
		self::assertSame( $counts['in_store'], $counts['in_ivorey'] + $excluded + $counts['waiting'] + $counts['not_imported'], $element );
		return $counts;
	}

	/** @return list<array<string, mixed>> */
	private function excluded( string $element, string $reason ): array {
		$request = new \WP_REST_Request( 'GET', '/ivorey/v1/exclusions' );
		$request->set_query_params( compact( 'element', 'reason' ) );
		wp_set_current_user( 1 );
		return rest_do_request( $request )->get_data()['items'];
	}
}
