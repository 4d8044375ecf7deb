<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class RepairTest extends StoreTestCase {

	/** @return array<string, array{string}> */
	public function elements(): array {
		return [
			'an order'  => [ 'orders' ],
			'a payment' => [ 'transactions' ],
		];
	}

	/** @dataProvider elements */
	public function test_R29_a_version_from_a_clock_that_was_ahead_is_repaired_even_if_the_ledger_is_lost( string $element ): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->request( static fn () => Shop::setStatus( $order, 'processing' ) );
		$id = 'orders' === $element ? (string) $order : "payment:$order";

		$ahead = $this->ivorey->version( $element, $id ) + 30 * 24 * 3_600 * 1_000_000;
		$this->ivorey->holds( $element, $id, $ahead );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}ivorey_ledger" );
		self::assertSame( 1, $this->verify( repair: true )->repaired );
		$this->drain();

		self::assertGreaterThan( $ahead, $this->ivorey->version( $element, $id ) );
		self::assertSame( 0, $this->verify( repair: true )->repaired );
		self::assertSame( [], $this->marks() );
	}
}
