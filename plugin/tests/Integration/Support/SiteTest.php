<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

final class SiteTest extends StoreTestCase {

	public function test_data_that_a_test_writes_is_gone_after_a_reset(): void {
		$order    = $this->request( static fn (): int => Shop::cliOrder() );
		$customer = $this->request( static fn (): int => Shop::register( 'ada@example.com' ) );
		Site::reset();
		self::assertFalse( wc_get_order( $order ) );
		self::assertFalse( get_userdata( $customer ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_each_process_handles_orders_as_the_first_one_does(): void {
		foreach ( [ 1, 2 ] as $ignored ) {
			$order = Shop::order( $this->request( static fn (): int => Shop::blockCheckout( 'cod' ) ) );
			self::assertSame( [ 'processing', null ], [ $order->get_status(), $order->get_date_paid() ] );
		}
	}
}
