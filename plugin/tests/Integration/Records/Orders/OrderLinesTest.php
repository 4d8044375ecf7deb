<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Closure;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Records\Orders\LineProducts;
use Ivorey\WooCommerce\Records\Orders\StoredLine;
use Ivorey\WooCommerce\Records\Orders\StoredLines;
use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\OddOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order_Item_Product;

/** An order's lines, read from their rows if those give the same values as WooCommerce's objects. */
final class OrderLinesTest extends StoreTestCase {

	/** Another plugin filters the lines, so that WooCommerce's objects are used. */
	private const LOOKED_AT = 'woocommerce_order_get_items';

	/** @return iterable<string, array{bool, Closure( OddOrder ): mixed}> */
	public function orders(): iterable {
		yield from OddOrders::all();
		yield from OddLines::all();
	}

	/**
	 * @dataProvider orders
	 * @param Closure( OddOrder ): mixed $change
	 */
	public function test_R7_the_stored_rows_of_an_order_give_the_same_record_as_WooCommerces_objects( bool $isFromRows, Closure $change ): void {
		$odd = new OddOrder();
		$change( $odd );
		$id = $odd->order->get_id();
		foreach ( self::stores() as $store => $set ) {
			$set();
			$stored = Built::order( $id );
			self::assertSame( $isFromRows, self::isReadFromRows( $id ), $store );
			add_filter( self::LOOKED_AT, self::same( ... ) );
			self::assertFalse( self::isReadFromRows( $id ) );
			self::assertSame( Built::order( $id ), $stored, $store );
			remove_all_filters( self::LOOKED_AT );
		}
	}

	/** @return array<string, array{string}> */
	public function filters(): array {
		return [
			'the items'            => [ 'woocommerce_order_get_items' ],
			'their meta'           => [ 'get_order_item_metadata' ],
			'the SKUs of products' => [ 'woocommerce_product_get_sku' ],
		];
	}

	/**
	 * @group order-storage
	 * @dataProvider filters
	 */
	public function test_the_stored_rows_are_not_used_if_a_plugin_filters_the_lines( string $filter ): void {
		$id = ( new OddOrder() )->order->get_id();
		self::assertTrue( self::isReadFromRows( $id ) );
		add_filter( $filter, self::same( ... ) );
		self::assertFalse( self::isReadFromRows( $id ) );
	}

	/** @group order-storage */
	public function test_an_order_that_needs_WooCommerces_objects_does_not_keep_others_from_using_their_rows(): void {
		$plain = Shop::cliOrder();
		$shown = new OddOrder();
		$shown->set( $shown->line, 'Engraving', 'Ada' );
		$orders = [
			$plain                  => Shop::order( $plain ),
			$shown->order->get_id() => $shown->order,
		];
		self::assertSame( [ $plain ], array_keys( ( new StoredLines( new Database() ) )->of( $orders ) ) );
	}

	/** A table older than WordPress' UTF-8 support may hold such a name. */
	public function test_a_name_that_is_not_valid_text_is_read_as_WooCommerce_reads_it(): void {
		$broken = "Caf\xE9!";
		$line   = new WC_Order_Item_Product();
		$line->set_name( $broken );
		$meta  = [
			'_qty'           => '1',
			'_line_subtotal' => '1',
			'_line_total'    => '1',
		];
		$lines = new StoredLine( new LineProducts( new Database(), [] ) );
		self::assertSame( $line->get_name( 'edit' ), $lines->of( 'line_item', 1, $broken, $meta )['name'] ?? null );
		self::assertSame( $line->get_name( 'edit' ), $lines->of( 'fee', 1, $broken, $meta )['name'] ?? null );
	}

	/** @return array<string, Closure(): mixed> Run in order. */
	private static function stores(): array {
		return [
			'as it is'                          => static fn () => null,
			'that rounds taxes at the subtotal' => static fn () => update_option( 'woocommerce_tax_round_at_subtotal', 'yes' ),
			'that writes amounts with a comma'  => static function (): void {
				update_option( 'woocommerce_tax_round_at_subtotal', 'no' );
				update_option( 'woocommerce_price_decimal_sep', ',' );
				update_option( 'woocommerce_price_thousand_sep', '.' );
			},
			'that sells parts of a piece'       => static function (): void {
				update_option( 'woocommerce_price_decimal_sep', '.' );
				update_option( 'woocommerce_price_thousand_sep', ',' );
				remove_filter( 'woocommerce_stock_amount', 'intval' );
				add_filter( 'woocommerce_stock_amount', 'floatval' );
			},
		];
	}

	private static function isReadFromRows( int $id ): bool {
		return isset( ( new StoredLines( new Database() ) )->of( [ $id => Shop::order( $id ) ] )[ $id ] );
	}

	private static function same( mixed $value ): mixed {
		return $value;
	}
}
