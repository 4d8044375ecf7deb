<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\PausedStoreTestCase;

/** Ten thousand products in a bulk edit: the plugin adds one statement per hundred products, and none per product. */
final class BulkEditTest extends PausedStoreTestCase {

	protected const SYNC = [
		'contacts'                  => false,
		'orders'                    => false,
		'transactions'              => false,
		'payment_received_triggers' => false,
	];

	private const PRODUCTS = 120;

	public function test_R15_a_bulk_edit_adds_a_statement_for_each_hundred_products(): void {
		$ids = $this->request( static fn (): array => array_map( static fn (): int => Catalogue::product(), range( 1, self::PRODUCTS ) ) );
		$this->forgetMarks();
		$queries = $this->queriesOf(
			static function () use ( $ids ): void {
				foreach ( $ids as $id ) {
					$product = wc_get_product( $id );
					self::assertInstanceOf( \WC_Product::class, $product );
					$product->set_regular_price( '77' );
					$product->save();
				}
			}
		);
		self::assertCount( self::PRODUCTS, $this->marks() );
		$writes = array_filter( $queries, static fn ( string $query ): bool => str_contains( $query, 'ivorey_outbox' ) );
		// Two for the products, and one more for each second and a half that it takes.
		self::assertLessThanOrEqual( 12, count( $writes ), implode( "\n", $writes ) );
		self::assertLessThanOrEqual( 14, count( $queries ), implode( "\n", $queries ) );
	}

	public function test_R15_the_switches_are_decoded_only_once(): void {
		$decoded  = 0;
		$count    = static function ( mixed $value ) use ( &$decoded ): mixed {
			++$decoded;
			return $value;
		};
		$switches = new ConnectionOptions();
		self::assertTrue( $switches->isOn( Element::Products ) );
		// WordPress reads `alloptions` with each option.
		add_filter( 'alloptions', $count );
		for ( $i = 0; $i < 100; $i++ ) {
			self::assertTrue( $switches->isOn( Element::Products ) );
		}
		remove_filter( 'alloptions', $count );
		self::assertSame( 0, $decoded );
	}

	public function test_R25_a_flipped_switch_takes_effect_with_the_next_hook(): void {
		$switches = new ConnectionOptions();
		self::assertTrue( $switches->isOn( Element::Products ) );
		$this->ivorey->sync( [ 'products' => false ] );
		Plugin::instance()->connecting->connection->check();
		self::assertFalse( $switches->isOn( Element::Products ) );
		delete_option( ConnectionOptions::OPTION );
		self::assertFalse( $switches->isOn( Element::Collections ) );
	}
}
