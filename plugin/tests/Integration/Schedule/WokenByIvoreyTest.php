<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Schedule;

use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_REST_Request;

/** A request made in Ivorey starts at once: the store is called, and asks. */
final class WokenByIvoreyTest extends StoreTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->import();
		Loopback::forget();
	}

	protected function tearDown(): void {
		Loopback::forget();
		parent::tearDown();
	}

	public function test_R25_a_switch_flipped_in_Ivorey_reaches_the_store_when_it_is_woken(): void {
		$this->ivorey->sync( [ 'products' => false ] );
		self::assertSame( 204, $this->wake() );
		self::assertFalse( Plugin::instance()->connecting->connection->current()->settings?->sync['products'] );
	}

	public function test_R24_an_import_that_was_requested_starts_and_makes_progress(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->ivorey->requestImport(
			[
				'id'     => 'req_1',
				'action' => 'start',
			]
		);
		$before = Plugin::instance()->importing->imports->current()->job?->id;
		$this->wake();
		$job = Plugin::instance()->importing->imports->current()->job;
		self::assertNotSame( $before, $job?->id );
		self::assertGreaterThan( 0, $job?->progress['orders']->done );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
	}

	public function test_R29_a_store_that_was_resumed_sends_its_waiting_orders(): void {
		$this->ivorey->treat( static fn (): array => [ 403, '{"type":"https://ivorey.com/problems/paused-by-person","title":"","status":403}' ] );
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertSame( State::Paused, Plugin::instance()->connecting->connection->current()->state );
		$this->ivorey->treat( null );
		$this->wake();
		self::assertSame( State::Active, Plugin::instance()->connecting->connection->current()->state );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
	}

	public function test_R30_strangers_can_only_make_the_store_ask_Ivorey_and_only_rarely(): void {
		$this->ivorey->forgetRequests();
		self::assertSame( [ 204, 429, 429 ], [ $this->wake(), $this->wake(), $this->wake() ] );
		self::assertSame( [ '/v1/connection' ], array_values( array_unique( array_column( $this->ivorey->requests, 'path' ) ) ) );
		self::assertCount( 1, $this->ivorey->requests );
	}

	public function test_a_store_that_is_not_connected_does_not_ask_Ivorey(): void {
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->ivorey->forgetRequests();
		self::assertSame( 204, $this->wake() );
		self::assertSame( [], $this->ivorey->requests );
	}

	private function wake(): int {
		return $this->request(
			static function (): int {
				// The routes of a separate process.
				$GLOBALS['wp_rest_server'] = null;
				return rest_do_request( new WP_REST_Request( 'GET', '/ivorey/v1/wake' ) )->get_status();
			}
		);
	}
}
