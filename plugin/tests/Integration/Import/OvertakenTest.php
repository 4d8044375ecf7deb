<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Orders and changes during an import. */
final class OvertakenTest extends StoreTestCase {

	use Importing;

	public function test_R11_live_changes_overtake_an_import_and_only_a_live_order_is_submitted(): void {
		$orders = $this->ordersBefore( 6, 'on-hold' );
		$this->begun( Element::Orders, Element::Transactions );
		$live = 0;
		$buys = function () use ( $orders, &$live ): void {
			$live = $this->meanwhile( static fn (): int => Shop::blockCheckout() );
			self::assertNotNull( $this->ivorey->record( 'orders', $live ), 'It does not wait for the import.' );
			self::assertSame( 0, self::view()['elements']['orders']['done'] );
			$this->note( $orders[0], 'changed meanwhile' );
		};
		$this->importOnce( fn () => $this->afterBatches( 1, $buys ) );

		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( 'changed meanwhile', $this->ivorey->record( 'orders', $orders[0] )['customer_note'] ?? null );
		$this->assertArrived( [ ...$orders, $live ] );
		self::assertSame( [ "order_submitted:$live" ], array_values( array_filter( $this->ivorey->triggers(), static fn ( string $id ): bool => str_starts_with( $id, 'order_submitted' ) ) ) );
		self::assertSame( [ 6, 6 ], [ self::view()['elements']['orders']['done'], self::view()['elements']['orders']['total'] ], 'Whatever came later is none of its affair.' );
	}

	/** @return array<string, array{int, ImportEnd}> The place, and how the next run ends. */
	public function places(): array {
		return [
			'in the first slice' => [ 5, ImportEnd::Waiting ],
			'in the last one'    => [ 2, ImportEnd::Idle ],
		];
	}

	/** @dataProvider places */
	public function test_R15_R24_a_change_that_is_delivered_while_its_slice_is_read_is_not_overwritten( int $place, ImportEnd $next ): void {
		$orders = $this->ordersBefore( 6 );
		$old    = $orders[ $place ];
		$this->begun( Element::Orders );
		// The plugin has read everything but its number.
		$end = $this->importOnce( fn () => self::whenRead( $old, fn () => $this->note( $old, 'newer' ) ) );

		self::assertSame( ImportEnd::Waiting, $end );
		self::assertSame( 'newer', $this->ivorey->record( 'orders', $old )['customer_note'] ?? null );
		$this->ivorey->forgetRequests();
		self::assertSame( $next, $this->importOnce() );
		self::assertSame( [], $this->ivorey->batches(), 'What was left to the outbox goes first.' );
		$this->finished();
		self::assertSame( 'newer', $this->ivorey->record( 'orders', $old )['customer_note'] ?? null );
		$this->assertArrived( $orders );
		self::assertSame( 0, $this->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Orders ], false ) )->agreement( 0 )->differing );
	}

	public function test_R15_R24_a_change_that_is_made_while_its_slice_is_being_sent_wins(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		// Sent, but its receipt is not read yet.
		$this->importOnce( fn () => $this->afterBatches( 2, fn () => $this->note( $orders[3], 'newer' ) ) );

		$this->finished();
		self::assertSame( 'newer', $this->ivorey->record( 'orders', $orders[3] )['customer_note'] ?? null );
		self::assertSame( [], $this->marks() );
		// Ivorey's version is known, so the next change is recognized.
		$this->request( static fn () => Plugin::instance()->importing->imports->start( [ Element::Orders ] ) );
		self::assertSame( 'newer', $this->ivorey->record( 'orders', $orders[3] )['customer_note'] ?? null );
		self::assertSame( 0, $this->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Orders ], false ) )->agreement( 0 )->differing );
	}

	public function test_R11_an_order_that_is_paid_during_an_import_fires_Payment_Received(): void {
		$orders = $this->ordersBefore( 3, 'on-hold' );
		$this->begun( Element::Orders, Element::Transactions );
		$this->importOnce( fn () => $this->afterBatches( 1, fn () => $this->meanwhile( static fn (): bool => Shop::order( $orders[0] )->payment_complete() ) ) );
		$this->finished();

		self::assertSame( [ "payment_received:$orders[0]" ], $this->ivorey->triggers() );
		self::assertSame( 'processing', $this->ivorey->record( 'orders', $orders[0] )['status'] ?? null );
	}

	public function test_R24_an_order_that_is_deleted_during_an_import_is_not_counted(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		$this->importOnce( fn () => $this->afterBatches( 1, fn () => $this->meanwhile( static fn (): bool => Shop::order( $orders[1] )->delete( true ) ) ) );

		self::assertSame( [ 'done', 5, 5 ], [ self::view()['state'], self::view()['elements']['orders']['done'], self::view()['elements']['orders']['total'] ] );
		$this->assertArrived( array_values( array_diff( $orders, [ $orders[1] ] ) ) );
	}

	/** Changes an order in another process, at whose end the change is delivered. */
	private function note( int $order, string $note ): void {
		$this->meanwhile(
			static function () use ( $order, $note ): void {
				$found = Shop::order( $order );
				$found->set_customer_note( $note );
				$found->save();
			}
		);
		self::assertSame( $note, $this->ivorey->record( 'orders', $order )['customer_note'] ?? null );
	}
}
