<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * Triggers of orders that were in the trash when they were due to be sent.
 *
 * @group order-storage
 */
final class TriggersFromTheTrashTest extends StoreTestCase {

	public function test_R9_R10_an_order_that_leaves_the_trash_by_a_plain_save_fires_its_unfired_triggers(): void {
		$order = $this->trashedBeforeItIsSent( true );
		$this->request( static fn () => Shop::order( $order )->update_status( 'processing' ) );
		$this->drain();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R9_a_restored_order_that_is_not_paid_fires_only_Order_Submitted(): void {
		$order = $this->trashedBeforeItIsSent( false );
		$this->request( static fn () => Shop::untrash( $order ) );
		$this->drain();
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	public function test_R10_a_restored_order_that_was_submitted_before_fires_only_Payment_Received(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		$this->ivorey->goAway();
		$this->request( static fn () => Shop::order( $order )->update_status( 'processing' ) );
		$this->request( static fn () => Shop::order( $order )->delete() );
		$this->ivorey->comeBack();
		$this->drain();
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
		$this->request( static fn () => Shop::untrash( $order ) );
		$this->drain();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_R9_R10_an_order_fires_when_it_is_restored_and_never_again(): void {
		$order = $this->trashedBeforeItIsSent( true );
		$this->request( static fn () => Shop::untrash( $order ) );
		$this->drain();
		$fired = [ "order_submitted:$order", "payment_received:$order" ];
		self::assertSame( $fired, $this->ivorey->triggers() );
		self::assertSame( 'completed', $this->ivorey->record( 'orders', $order )['status'] ?? null );

		$this->request( static fn () => Shop::order( $order )->delete() );
		$this->ivorey->forget( 'triggers', "order_submitted:$order" );
		$this->ivorey->forget( 'triggers', "payment_received:$order" );
		$this->request( static fn () => Shop::untrash( $order ) );
		$this->drain();
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R11_an_order_from_before_the_connect_fires_nothing_when_it_is_restored(): void {
		$order = $this->beforeTheConnect(
			static function (): int {
				$order = Shop::restOrder( isPaid: true );
				self::age( $order );
				Shop::order( $order )->delete();
				return $order;
			}
		);
		$this->import();
		self::assertNull( $this->ivorey->record( 'orders', $order ) );
		$this->request( static fn () => Shop::untrash( $order ) );
		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	private function trashedBeforeItIsSent( bool $isPaid ): int {
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::restOrder( $isPaid ? 'completed' : 'pending', $isPaid ) );
		$this->request( static fn () => Shop::order( $order )->delete() );
		$this->ivorey->comeBack();
		$this->drain();
		self::assertSame( [], $this->ivorey->triggers() );
		self::assertSame( 'draft', $this->exclusion( 'triggers', "order_submitted:$order" ) );
		return $order;
	}
}
