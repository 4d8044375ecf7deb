<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The switches for import and sync, flipped on either side. */
final class SwitchesTest extends StoreTestCase {

	public function test_R25_a_switch_flipped_in_the_store_counts_only_if_Ivorey_accepts_it(): void {
		$before  = Rest::json( 'GET', '/settings' );
		$flipped = Rest::json( 'PUT', '/settings', [ 'sync' => [ 'contacts' => false ] ] );

		self::assertSame( $before['version'] + 1, $flipped['version'] );
		self::assertSame( [ 'contacts' => false ] + $before['sync'], [ 'contacts' => $flipped['sync']['contacts'] ] + $before['sync'] );
		self::assertSame( $before['import'], $flipped['import'] );
		self::assertEquals( $this->ivorey->settings(), $flipped );
		self::assertSame( $flipped, Rest::json( 'GET', '/settings' ) );

		$this->ivorey->goAway();
		self::assertSame( 502, Rest::ask( 'PUT', '/settings', [ 'sync' => [ 'contacts' => true ] ] )->get_status() );
		self::assertSame( $flipped, Rest::json( 'GET', '/settings' ) );
	}

	public function test_R25_a_conflict_is_settled_by_the_version(): void {
		$this->ivorey->sync( [ 'orders' => false ] );
		$theirs   = $this->ivorey->settings();
		$conflict = Rest::ask( 'PUT', '/settings', [ 'sync' => [ 'products' => false ] ] );

		self::assertSame( 409, $conflict->get_status() );
		self::assertEquals( $theirs, $this->ivorey->settings() );
		self::assertEquals( $theirs, Rest::json( 'GET', '/settings' ), 'The store has those of Ivorey now.' );
		self::assertSame( 200, Rest::ask( 'PUT', '/settings', [ 'sync' => [ 'products' => false ] ] )->get_status() );
		self::assertSame( [ false, false ], [ $this->ivorey->settings()['sync']['orders'], $this->ivorey->settings()['sync']['products'] ] );
	}

	public function test_R25_an_import_request_from_Ivorey_causes_no_conflict(): void {
		$this->ivorey->requestImport(
			[
				'id'     => 'req_1',
				'action' => 'cancel',
			]
		);
		self::assertSame( 200, Rest::ask( 'PUT', '/settings', [ 'sync' => [ 'products' => false ] ] )->get_status() );
		self::assertFalse( $this->ivorey->settings()['sync']['products'] );
	}

	public function test_R25_a_switch_flipped_in_Ivorey_reaches_the_store_with_the_next_answer(): void {
		$this->ivorey->sync( [ 'contacts' => false ] );
		$this->request( static fn (): int => Shop::cliOrder() );
		self::assertEquals( $this->ivorey->settings(), Rest::json( 'GET', '/settings' ) );

		$this->request( static fn (): int => Shop::register( 'ada@example.com' ) );
		self::assertSame( [], $this->ivorey->records( 'contacts' ) );
	}

	public function test_R25_an_order_captured_while_orders_were_on_arrives_after_they_were_switched_off(): void {
		$this->ivorey->goAway();
		$early = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertNotSame( [], $this->marks() );
		$this->ivorey->comeBack();
		$off = [
			'orders'                    => false,
			'transactions'              => false,
			'payment_received_triggers' => false,
		];
		$this->killed( static fn () => Plugin::instance()->connecting->settings->change( [ 'orders' => false ], $off ) );
		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $early ) );

		$late = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->drain();
		self::assertNull( $this->ivorey->record( 'orders', $late ) );
		self::assertSame( [], $this->marks() );
	}

	/** @return array<string, array{array<string, mixed>}> */
	public function nonsense(): array {
		return [
			'a switch that there is not' => [ [ 'sync' => [ 'coupons' => true ] ] ],
			'no switch'                  => [ [ 'import' => [ 'orders' => 'perhaps' ] ] ],
			'none of the import'         => [ [ 'import' => [ 'payment_received_triggers' => false ] ] ],
		];
	}

	/**
	 * @dataProvider nonsense
	 * @param array<string, mixed> $body
	 */
	public function test_REST_refuses_an_invalid_switch( array $body ): void {
		$before = $this->ivorey->settings();
		self::assertSame( 400, Rest::ask( 'PUT', '/settings', $body )->get_status() );
		self::assertSame( $before, $this->ivorey->settings() );
	}
}
