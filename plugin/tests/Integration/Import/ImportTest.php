<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;

final class ImportTest extends StoreTestCase {

	use Importing;

	public function test_R20_R24_an_import_of_a_store_without_orders_is_done_at_once(): void {
		$this->request( fn () => $this->connect() );

		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( [ 'done', 0, 0 ], array_values( array_intersect_key( self::view()['elements']['orders'], array_flip( [ 'state', 'total', 'done' ] ) ) ) );
		self::assertSame( [], $this->ivorey->records( 'orders' ) );
	}

	/** @group order-storage */
	public function test_R11_R18_R20_R24_an_import_sends_old_records_counts_exclusions_fires_nothing_and_is_reported(): void {
		[ $orders, $refund, $customers ] = $this->before(
			static function (): array {
				$orders = array_map( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ), range( 1, 4 ) );
				$refund = wc_create_refund(
					[
						'order_id' => $orders[1],
						'amount'   => '1',
					]
				);
				foreach ( range( 1, 3 ) as $draft ) {
					wc_create_order( [ 'status' => 'checkout-draft' ] );
				}
				// WordPress creates it when somebody opens the form for a new order.
				$empty = new \WC_Order();
				$empty->set_status( 'auto-draft' );
				$empty->save();
				wp_insert_user(
					[
						'user_login' => 'editor',
						'user_pass'  => 'x',
						'user_email' => 'editor@example.com',
						'role'       => 'editor',
					]
				);
				return [ $orders, $refund instanceof \WC_Order_Refund ? $refund->get_id() : 0, [ Shop::register( 'ada@example.com' ), Shop::register( 'bob@example.com' ) ] ];
			}
		);
		$this->request( fn () => $this->connect() );

		$view = self::view();
		self::assertSame( 'done', $view['state'] );
		self::assertProgress( 7, [ 'draft' => 3 ], 'orders' );
		self::assertArrived( $orders );
		$payments = array_map( static fn ( int $order ): string => "payment:$order", $orders );
		self::assertEqualsCanonicalizing( [ ...$payments, "refund:$refund" ], array_keys( $this->ivorey->records( 'transactions' ) ) );
		self::assertSame( [ 7, 0 ], [ $view['elements']['transactions']['done'], $view['elements']['transactions']['rejected'] ] );
		// The administrator and the editor are not contacts.
		self::assertEqualsCanonicalizing( $customers, array_keys( $this->ivorey->records( 'contacts' ) ) );
		self::assertProgress( 4, [ 'role' => 2 ], 'contacts' );
		self::assertNotNull( $this->ivorey->record( 'products', Shop::product( 'MUG' ) ) );
		self::assertNotSame( [], $this->ivorey->records( 'collections' ) );
		self::assertSame( [], $this->ivorey->triggers() );
		self::assertSame( [], $this->marks() );
		// Elements that others refer to came first.
		$elements = array_column( array_merge( ...$this->ivorey->batches() ), 'element' );
		self::assertSame( [ 'collections', 'products', 'contacts', 'orders', 'transactions' ], array_values( array_unique( $elements ) ) );

		$told = $this->ivorey->status();
		self::assertSame( [ 'done', 7, 3 ], [ $told['import']['state'] ?? null, $told['import']['elements']['orders']['done'] ?? null, $told['import']['elements']['orders']['excluded']['draft'] ?? null ] );
		self::assertContains(
			[
				'element' => 'contacts',
				'reason'  => 'role',
				'number'  => 2,
			],
			$told['exclusions'] ?? []
		);
		self::assertNotContains( 'orders', array_column( (array) ( $told['exclusions'] ?? [] ), 'element' ), 'A draft is no order of the store.' );
		self::assertTrue( $this->verify()->agreement( 0 )->agrees() );
	}

	public function test_R24_an_import_does_not_send_records_that_Ivorey_already_has(): void {
		$orders = $this->ordersBefore( 2 );
		$this->request( fn () => $this->connect() );
		$this->ivorey->forgetRequests();
		$this->import();

		self::assertSame( [], $this->ivorey->batches() );
		self::assertSame( [ 'done', 2 ], [ self::view()['state'], self::view()['elements']['orders']['done'] ] );
		self::assertArrived( $orders );
	}

	public function test_R24_an_import_goes_down_the_ids_slice_by_slice_and_saves_its_progress_after_each(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		$saved = [];
		$this->importOnce(
			function () use ( &$saved ): void {
				add_filter(
					'pre_http_request',
					function ( mixed $answer, mixed $args, mixed $url ) use ( &$saved ): mixed {
						if ( str_ends_with( (string) $url, '/v1/batches' ) ) {
							$saved[] = self::view()['elements']['orders']['done'];
						}
						return $answer;
					},
					20,
					3
				);
			}
		);
		$named = self::named( $orders );
		self::assertSame( [ [ $named[0] ], [ $named[1], $named[2] ], array_slice( $named, 3 ) ], $this->sentOrders() );
		self::assertSame( [ 0, 1, 3 ], $saved );
		self::assertSame( [ 'done', 6, 6 ], [ self::view()['state'], self::view()['elements']['orders']['done'], self::view()['elements']['orders']['total'] ] );
		self::assertNotNull( self::view()['finished_at'] );
	}

	public function test_R24_an_order_that_cannot_be_read_is_quarantined_and_stops_nothing(): void {
		$orders   = $this->ordersBefore( 4 );
		$poisoned = $orders[1];
		$this->connectedOnly();
		$poison = static fn () => add_filter( 'woocommerce_order_get_items', static fn ( mixed $items, mixed $order ): mixed => $order instanceof \WC_Order && $poisoned === $order->get_id() ? throw new RuntimeException( 'Poison' ) : $items, 10, 2 );

		self::assertSame( ImportEnd::Done, $this->importOnce( $poison ) );
		self::assertSame( [ 4, 4, 1 ], array_values( array_intersect_key( self::view()['elements']['orders'], array_flip( [ 'total', 'done', 'rejected' ] ) ) ) );
		self::assertArrived( array_values( array_diff( $orders, [ $poisoned ] ) ) );
		self::assertSame( [ 'import' ], $this->marks()[ "orders:$poisoned" ] ?? null );
		for ( $try = 0; $try < 12; $try++ ) {
			$this->request(
				static function () use ( $poison ): void {
					$poison();
					Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) );
				}
			);
		}
		$aside = Rest::json( 'GET', '/outbox', query: [ 'state' => 'quarantined' ] );
		self::assertContains( $poisoned, array_column( $aside, 'id' ) );
		self::assertSame( [ null ], array_values( array_unique( array_column( $aside, 'ivorey_url' ) ) ), 'Ivorey has no page of it.' );

		$this->request( static fn () => Rest::ask( 'POST', "/outbox/orders/$poisoned/retry" ) );
		self::assertArrived( $orders );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	/** @return array<string, array{int, string}> */
	public function faults(): array {
		$problem = static fn ( int $status, string $name ): string => (string) json_encode(
			[
				'type'   => "urn:ivorey:problem:$name",
				'title'  => 'x',
				'status' => $status,
			]
		);
		return [
			'Ivorey breaks'  => [ 500, $problem( 500, 'internal' ) ],
			'it is too much' => [ 413, $problem( 413, 'payload-too-large' ) ],
		];
	}

	/** @dataProvider faults */
	public function test_R24_a_record_that_breaks_Ivorey_holds_back_no_other( int $status, string $body ): void {
		$orders   = $this->ordersBefore( 5 );
		$poisoned = $orders[2];
		$this->connectedOnly();
		$this->ivorey->treat(
			function ( string $method, string $path ) use ( $poisoned, $status, $body ): ?array {
				$request = end( $this->ivorey->requests );
				return '/v1/batches' === $path && false !== $request && str_contains( $request['plain'], "\"element\":\"orders\",\"id\":\"$poisoned\"" ) ? [ $status, $body ] : null;
			}
		);

		$this->finished();
		self::assertSame( [ 'done', 5, 5 ], [ self::view()['state'], self::view()['elements']['orders']['done'], self::view()['elements']['orders']['total'] ] );
		// First everything is sent together again: maybe only Ivorey failed.
		for ( $round = 0; $round < 4; $round++ ) {
			self::backOffIsOver();
			$this->request( static fn () => Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) ) );
		}
		self::assertArrived( array_values( array_diff( $orders, [ $poisoned ] ) ) );
		self::assertSame( [ "orders:$poisoned" ], array_keys( $this->marks() ) );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R24_an_order_that_Ivorey_rejects_is_counted_and_left_to_the_outbox(): void {
		$orders = $this->ordersBefore( 3 );
		$this->connectedOnly();
		$this->ivorey->reject( 'orders', $orders[0], 'must be a decimal' );

		self::assertSame( ImportEnd::Done, $this->importOnce() );
		self::assertSame( [ 3, 1, 0 ], [ self::view()['elements']['orders']['done'], self::view()['elements']['orders']['rejected'], self::view()['elements']['transactions']['rejected'] ] );
		self::assertSame( [ [ 'orders:' . $orders[0] ], [ [ 'import' ] ] ], [ array_keys( $this->marks() ), array_values( $this->marks() ) ] );
		self::assertArrived( array_slice( $orders, 1 ) );
		$this->drain();
		self::assertStringContainsString( 'must be a decimal', (string) ( Rest::json( 'GET', '/outbox', query: [ 'state' => 'quarantined' ] )[0]['error'] ?? '' ) );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	/** @param array<string, int> $excluded */
	private static function assertProgress( int $done, array $excluded, string $element ): void {
		$progress = self::view()['elements'][ $element ];
		self::assertSame( [ 'done', $done, $done, $excluded, 0 ], [ $progress['state'], $progress['total'], $progress['done'], $progress['excluded'], $progress['rejected'] ] );
	}
}
