<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
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

	public function test_R11_an_order_paid_while_it_is_imported_fires_Payment_Received_only_if_it_was_paid_after_the_connection(): void {
		[ $paidBefore, $recordedLater, $paid ] = $this->before(
			static fn (): array => array_map( static fn ( string $status ): int => self::age( Shop::cliOrder( $status, 'bacs' ) ), [ 'completed', 'on-hold', 'on-hold' ] )
		);
		$this->begun( Element::Orders, Element::Transactions );
		$pays = static function () use ( $paidBefore, $recordedLater, $paid ): void {
			Shop::order( $paidBefore )->update_status( 'processing' );
			Shop::order( $paid )->payment_complete();
			// The money came before the connection; the shop notes it only now.
			$order = Shop::order( $recordedLater );
			$order->set_date_paid( time() - 3_600 );
			$order->payment_complete();
		};
		$this->importOnce( fn () => $this->afterBatches( 1, fn () => $this->meanwhile( $pays ) ) );
		$this->finished();

		self::assertSame( [ "payment_received:$paid" ], $this->ivorey->triggers() );
		foreach ( [ $paidBefore, $recordedLater, $paid ] as $order ) {
			self::assertSame( 'processing', $this->ivorey->record( 'orders', $order )['status'] ?? null );
		}
	}

	public function test_R24_an_order_that_is_deleted_during_an_import_is_not_counted(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		$this->importOnce( fn () => $this->afterBatches( 1, fn () => $this->meanwhile( static fn (): bool => Shop::order( $orders[1] )->delete( true ) ) ) );

		self::assertSame( [ 'done', 5, 5 ], [ self::view()['state'], self::view()['elements']['orders']['done'], self::view()['elements']['orders']['total'] ] );
		$this->assertArrived( array_values( array_diff( $orders, [ $orders[1] ] ) ) );
	}

	public function test_R24_an_object_that_is_made_with_an_ID_below_the_bound_is_counted_too(): void {
		// Six products, and six free IDs below theirs.
		$ids = $this->before(
			static function (): array {
				$others = get_posts(
					[
						'post_type'   => 'product',
						'post_status' => 'any',
						'numberposts' => -1,
					]
				);
				foreach ( $others as $other ) {
					Catalogue::get( $other->ID )->delete( true );
				}
				$ids = array_map( static fn (): int => Catalogue::product(), range( 1, 12 ) );
				array_map( static fn ( int $id ): bool => Catalogue::get( $id )->delete( true ), array_slice( $ids, 0, 6 ) );
				return $ids;
			}
		);
		$this->begun( Element::Products );
		$makes = fn () => $this->meanwhile(
			static function () use ( $ids ): void {
				foreach ( array_slice( $ids, 0, 6 ) as $id ) {
					wp_insert_post(
						[
							'import_id'   => $id,
							'post_type'   => 'product',
							'post_status' => 'publish',
							'post_title'  => 'Made later',
						]
					);
					Catalogue::set( $id, [ 'regular_price' => '10' ] );
				}
			}
		);
		$this->importOnce( fn () => $this->afterBatches( 1, $makes ) );
		$this->finished();

		self::assertEqualsCanonicalizing( $ids, array_keys( $this->ivorey->records( 'products' ) ) );
		self::assertSame( [ 'done', 12, 12 ], [ self::view()['state'], self::view()['elements']['products']['done'], self::view()['elements']['products']['total'] ] );
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
