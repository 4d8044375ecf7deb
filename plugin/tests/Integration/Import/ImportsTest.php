<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Import\ImportUnderWay;
use Ivorey\WooCommerce\Import\NothingToImport;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Starting and ending imports, from each side. */
final class ImportsTest extends StoreTestCase {

	use Importing;

	public function test_R24_an_import_cancelled_in_the_store_sends_nothing_more_and_can_be_started_again(): void {
		$orders = $this->ordersBefore( 6 );
		$id     = $this->begun( Element::Orders );
		$end    = $this->importOnce(
			fn () => $this->afterBatches( 2, fn () => $this->meanwhile( static fn () => self::assertSame( 'cancelled', Rest::json( 'DELETE', '/import' )['state'] ) ) )
		);

		self::assertSame( ImportEnd::Superseded, $end );
		self::assertSame( [ $id, 'cancelled', 'cancelled' ], [ self::view()['id'], self::view()['state'], self::view()['elements']['orders']['state'] ] );
		self::assertNotNull( self::view()['finished_at'] );
		$this->assertArrived( array_slice( $orders, 3 ) );
		self::assertSame( 'cancelled', $this->ivorey->status()['import']['state'] ?? null );
		self::assertSame( ImportEnd::Idle, $this->importOnce() );
		self::assertSame( 200, Rest::ask( 'DELETE', '/import' )->get_status(), 'There is nothing to cancel, and that is all right.' );

		$again = $this->request( static fn (): array => Rest::json( 'POST', '/import', [ 'elements' => [ 'orders' ] ] ) );
		self::assertSame( [ 'orders' ], array_keys( $again['elements'] ) );
		self::assertNotSame( $id, $again['id'] );
		self::assertSame( 'done', self::view()['state'] );
		$this->assertArrived( $orders );
	}

	public function test_R24_an_import_cancelled_in_Ivorey_ends_with_the_next_receipt(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		$this->ivorey->requestImport(
			[
				'id'     => 'req_1',
				'action' => 'cancel',
			]
		);

		$end = $this->importOnce();
		self::assertSame( ImportEnd::Superseded, $end );
		self::assertSame( 'cancelled', self::view()['state'] );
		// A slice that was already read is sent too.
		$this->assertArrived( array_slice( $orders, 3 ) );
		self::assertSame( 'req_1', $this->ivorey->status()['handled_request'] ?? null );
	}

	public function test_R24_each_request_from_Ivorey_starts_one_import(): void {
		$orders = $this->ordersBefore( 2 );
		$id     = $this->begun( Element::Contacts );
		$this->killed( static fn () => Plugin::instance()->importing->imports->cancel() );
		$this->ivorey->requestImport(
			[
				'id'     => 'req_1',
				'action' => 'start',
			]
		);

		$this->request( static fn () => Plugin::instance()->connecting->connection->check() );
		$began = self::view()['id'];
		self::assertNotSame( $id, $began );
		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( [ 'collections', 'products', 'contacts', 'orders', 'transactions' ], array_keys( self::view()['elements'] ) );
		$this->assertArrived( $orders );
		self::assertSame( [ 'req_1', 'done' ], [ $this->ivorey->status()['handled_request'] ?? null, $this->ivorey->status()['import']['state'] ?? null ] );

		$this->request( static fn () => Plugin::instance()->connecting->connection->check() );
		self::assertSame( $began, self::view()['id'] );
	}

	public function test_R24_a_running_import_cannot_be_replaced_from_the_store(): void {
		$this->ordersBefore( 3 );
		$id = $this->begun( Element::Orders, Element::Contacts );
		$this->importOnce(
			fn () => $this->afterBatches(
				1,
				fn () => $this->meanwhile(
					static function (): void {
						$refused = Rest::ask( 'POST', '/import', [ 'elements' => [ 'products' ] ] );
						self::assertSame( 409, $refused->get_status() );
						self::assertStringContainsString( 'orders', (string) wp_json_encode( $refused->get_data() ) );
						try {
							Plugin::instance()->importing->imports->start();
							self::fail( 'It would end the one before.' );
						} catch ( ImportUnderWay $error ) {
							self::assertStringContainsString( 'orders', $error->getMessage() );
							self::assertStringContainsString( 'cancel', $error->getMessage() );
						}
					}
				)
			)
		);
		self::assertSame( [ $id, 'done' ], [ self::view()['id'], self::view()['state'] ] );
	}

	public function test_R24_a_request_from_Ivorey_restarts_a_running_import_with_all_its_elements(): void {
		$orders = $this->ordersBefore( 3 );
		$this->request( fn () => $this->connect() );
		$this->request( static fn () => Plugin::instance()->connecting->settings->change( [ 'orders' => false ], [] ) );
		$id = $this->killed( static fn (): string => Plugin::instance()->importing->imports->start( [ Element::Orders ] )->id );
		// Its records must be sent again.
		foreach ( $orders as $order ) {
			$this->ivorey->forget( 'orders', $order );
		}
		$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}ivorey_ledger" );
		$this->slowly();
		$end = $this->importOnce(
			fn () => $this->afterBatches(
				1,
				fn () => $this->ivorey->requestImport(
					[
						'id'     => 'req_2',
						'action' => 'start',
					]
				)
			)
		);

		self::assertSame( 'done', self::view()['state'], 'Who ran the one before goes on with the next.' );
		self::assertSame( ImportEnd::Superseded, $end );
		self::assertNotSame( $id, self::view()['id'] );
		self::assertContains( 'orders', array_keys( self::view()['elements'] ), 'It is not selected, and was under way.' );
		$this->assertArrived( $orders );
	}

	public function test_R26_a_disconnect_ends_an_import_and_a_reconnect_starts_another_one(): void {
		$orders = $this->ordersBefore( 3 );
		$id     = $this->begun( Element::Orders );
		$end    = $this->importOnce( fn () => $this->afterBatches( 1, fn () => $this->meanwhile( static fn () => Plugin::instance()->connecting->connection->disconnect() ) ) );
		self::assertSame( ImportEnd::Superseded, $end );
		self::assertSame( [ $id, 'cancelled' ], [ self::view()['id'], self::view()['state'] ] );
		$this->assertArrived( [ $orders[2] ] );

		$this->request( fn () => $this->connect() );
		self::assertSame( 'done', self::view()['state'] );
		self::assertNotSame( $id, self::view()['id'] );
		$this->assertArrived( $orders );
	}

	public function test_R26_a_reconnect_sends_exactly_the_missed_orders_and_fires_nothing_for_them(): void {
		$orders = $this->ordersBefore( 4 );
		$this->request( fn () => $this->connect() );
		$new = $this->before(
			static function () use ( $orders ): int {
				foreach ( [ $orders[0], $orders[2] ] as $id ) {
					$order = Shop::order( $id );
					$order->set_customer_note( 'while away' );
					$order->save();
				}
				return Shop::cliOrder( 'processing' );
			}
		);
		$this->request( fn () => $this->connect() );

		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( [ self::named( [ $orders[0], $orders[2], $new ] ) ], $this->sentOrders() );
		$this->assertArrived( [ ...$orders, $new ] );
		self::assertSame( 'while away', $this->ivorey->record( 'orders', $orders[0] )['customer_note'] ?? null );
		self::assertSame( [], $this->ivorey->triggers() );
	}

	public function test_R26_another_account_gets_all_records(): void {
		$orders = $this->ordersBefore( 2 );
		$this->request( fn () => $this->connect() );
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->ivorey = new \Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey( 'acc_2.con_2' );
		$this->begin();
		$this->request( fn () => $this->connect() );

		self::assertSame( 'done', self::view()['state'] );
		$this->assertArrived( $orders );
		self::assertTrue( $this->verify()->agreement( 0 )->agrees() );
	}

	public function test_R20_only_selected_elements_are_imported(): void {
		$this->before( static fn (): array => [ Shop::cliOrder( 'completed' ), Shop::register( 'ada@example.com' ) ] );
		$this->ivorey->select( [ 'orders' => false, 'transactions' => false ] ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing
		$this->request( fn () => $this->connect( [ 'orders' => false, 'transactions' => false ] ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing

		self::assertSame( [ 'collections', 'products', 'contacts' ], array_keys( self::view()['elements'] ) );
		// Includes the administrator.
		self::assertSame( [ 'done', 2 ], [ self::view()['elements']['contacts']['state'], self::view()['elements']['contacts']['done'] ] );
		$this->assertArrived( [] );
		try {
			Plugin::instance()->importing->imports->start( [ Element::Contacts, Element::Orders ] );
			self::fail( 'Nobody wants it in Ivorey.' );
		} catch ( NothingToImport $error ) {
			self::assertStringContainsString( 'orders', $error->getMessage() );
			self::assertStringNotContainsString( 'contacts', $error->getMessage() );
		}
		self::assertSame( 409, Rest::ask( 'POST', '/import', [ 'elements' => [ 'orders' ] ] )->get_status() );
		// Elements that are kept in sync may be named although they are not selected.
		$this->request( static fn () => Plugin::instance()->connecting->settings->change( [], [ 'orders' => true ] ) );
		self::assertSame( 202, Rest::ask( 'POST', '/import', [ 'elements' => [ 'orders' ] ] )->get_status() );
	}

	public function test_R20_no_import_starts_if_nothing_is_selected(): void {
		$this->connectedOnly();
		self::assertSame( 'waiting', self::view()['state'] );
		// Connected once more, over the existing connection.
		$this->ivorey->select( [ 'enabled' => false ] );
		$this->request( fn () => $this->connect() );

		self::assertSame( 'cancelled', self::view()['state'] );
		self::assertSame( 409, Rest::ask( 'POST', '/import' )->get_status() );
		self::assertSame( [], $this->ivorey->batches() );
	}

	/** @return array<string, array{array<string, mixed>}> */
	public function nonsense(): array {
		return [
			'an unknown element'                 => [ [ 'elements' => [ 'coupons' ] ] ],
			'triggers, which are never imported' => [ [ 'elements' => [ 'triggers' ] ] ],
			'none at all'                        => [ [ 'elements' => [] ] ],
			'the same twice'                     => [ [ 'elements' => [ 'orders', 'orders' ] ] ],
		];
	}

	/**
	 * @dataProvider nonsense
	 * @param array<string, mixed> $body
	 */
	public function test_REST_refuses_an_invalid_import( array $body ): void {
		$this->killed( static fn () => Plugin::instance()->importing->imports->cancel() );
		self::assertSame( 400, Rest::ask( 'POST', '/import', $body )->get_status() );
		self::assertSame( 'cancelled', self::view()['state'] );
	}

	public function test_nobody_without_manage_woocommerce_sees_or_changes_anything(): void {
		$customer = $this->request( static fn (): int => Shop::register( 'ada@example.com' ) );
		$before   = [ get_option( 'ivorey_import' ), get_option( 'ivorey_connection' ) ];
		foreach ( [ 'GET /import', 'POST /import', 'DELETE /import', 'GET /settings', 'PUT /settings', 'GET /verify', 'POST /verify', 'GET /explain' ] as $route ) {
			[ $method, $path ] = explode( ' ', $route );

			$query = '/explain' === $path ? [ 'element' => 'order', 'id' => '1' ] : []; // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing
			self::assertSame( 401, Rest::ask( $method, $path, [], $query, 0 )->get_status(), $route );
			self::assertSame( 403, Rest::ask( $method, $path, [], $query, $customer )->get_status(), $route );
		}
		self::assertSame( $before, [ get_option( 'ivorey_import' ), get_option( 'ivorey_connection' ) ] );
	}
}
