<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order;

/** @group order-storage */
final class TriggersTest extends StoreTestCase {

	/** @return array<string, array{string}> */
	public function ways(): array {
		return [
			'block checkout'   => [ 'blockCheckout' ],
			'classic checkout' => [ 'classicCheckout' ],
			'REST'             => [ 'restOrder' ],
			'wc_create_order'  => [ 'cliOrder' ],
		];
	}

	/** @dataProvider ways */
	public function test_R9_an_order_fires_once_as_it_is_placed( string $way ): void {
		$order = $this->request( static fn (): int => Shop::$way( paymentMethod: 'bacs' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );

		$this->request( static fn () => Shop::setStatus( $order, 'on-hold' ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
		self::assertSame( 'on-hold', $this->ivorey->record( 'orders', $order )['status'] ?? null );
	}

	public function test_R9_a_trigger_tells_which_order_of_its_id_it_is_of(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->request( static fn () => Shop::setStatus( $order, 'processing' ) );
		$read = wc_get_order( $order );
		self::assertInstanceOf( WC_Order::class, $read );
		$hashes = array_column( $this->ivorey->records( 'triggers' ), 'order_key_hash' );
		self::assertSame( array_fill( 0, 2, substr( hash( 'sha256', $read->get_order_key() ), 0, 16 ) ), $hashes );
	}
}
