<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * R8: payments that their order takes back.
 *
 * @group order-storage
 */
final class VoidedPaymentTest extends StoreTestCase {

	private const VOIDED = [ 'type' => 'voided' ];

	public function test_R8_R18_a_payment_is_voided_when_its_date_is_removed_and_comes_back_with_the_date(): void {
		$order = $this->paid();
		$this->request( static fn () => self::takeBack( $order ) );
		self::assertSame( [ 'order_id' => (string) $order ] + self::VOIDED, $this->ivorey->record( 'transactions', "payment:$order" ) );
		self::assertSame( 'no_money_moved', $this->exclusion( 'transactions', "payment:$order" ) );
		self::assertSame( 0, $this->differences() );

		$this->request(
			static function () use ( $order ): void {
				$again = Shop::order( $order );
				$again->set_date_paid( time() );
				$again->save();
			}
		);
		self::assertSame( 'payment', $this->ivorey->record( 'transactions', "payment:$order" )['type'] ?? null );
		self::assertNull( $this->exclusion( 'transactions', "payment:$order" ) );
		self::assertSame( 0, $this->differences() );
	}

	public function test_R8_a_payment_of_an_order_that_no_longer_costs_anything_is_voided(): void {
		$order = $this->paid();
		$this->request(
			static function () use ( $order ): void {
				$free = Shop::order( $order );
				$free->remove_order_items();
				$free->calculate_totals();
			}
		);
		self::assertSame( 'voided', $this->ivorey->record( 'transactions', "payment:$order" )['type'] ?? null );
	}

	public function test_R8_a_payment_taken_back_that_never_arrived_creates_no_voided_record(): void {
		global $wpdb;
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}ivorey_outbox WHERE element <> 'transactions'" );
		$this->later( 3_600 );
		$this->drain();
		Site::withoutPlugin( static fn () => self::takeBack( $order ) );
		$this->ivorey->comeBack();
		$this->ivorey->forgetRequests();
		$this->later( 3_600 );
		$this->drain();
		self::assertSame( [ 'transactions' ], array_column( array_merge( [], ...$this->ivorey->batches() ), 'element' ) );
		self::assertSame( [], $this->ivorey->records( 'transactions' ) );
		self::assertSame( 'no_money_moved', $this->exclusion( 'transactions', "payment:$order" ) );
	}

	public function test_R8_a_payment_that_only_Ivorey_has_is_voided_by_a_repair(): void {
		global $wpdb;
		$order = $this->paid();
		$this->ivorey->goAway();
		$this->request( static fn () => self::takeBack( $order ) );
		$this->ivorey->comeBack();
		$this->forgetMarks();
		$wpdb->query( "DELETE FROM {$wpdb->prefix}ivorey_ledger WHERE element = 'transactions'" );
		// The order as well.
		self::assertSame( 2, $this->verify( repair: true )->of( Comparison::Older ) );
		$this->drain();
		self::assertSame( 'voided', $this->ivorey->record( 'transactions', "payment:$order" )['type'] ?? null );
		self::assertSame( 0, $this->differences() );
	}

	private function paid(): int {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		self::assertSame( 'payment', $this->ivorey->record( 'transactions', "payment:$order" )['type'] ?? null );
		return $order;
	}

	private static function takeBack( int $order ): void {
		$unpaid = Shop::order( $order );
		$unpaid->set_date_paid( null );
		$unpaid->save();
	}

	private function differences(): int {
		return count( $this->verify()->differences );
	}
}
