<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order;
use WC_Order_Item_Fee;
use WC_Order_Item_Product;
use WC_Order_Item_Shipping;

/** The record of an order: R7. */
final class OrderRecordTest extends StoreTestCase {

	/** @group order-storage */
	public function test_R7_an_order_of_the_block_checkout_is_read_in_every_field(): void {
		$id     = Shop::blockCheckout(
			paymentMethod: 'bacs',
			billing: [
				'email'      => 'Ada@Example.com',
				'first_name' => 'Zoë',
				'last_name'  => "O'Hara",
				'city'       => '東京',
			],
			items: Shop::items( 'MUG', 'MUG', 'SHIRT-LARGE' ),
			note: 'Ring twice & <wait> 😀',
			coupon: 'save10',
			fields: [ 'shipping_address' => [ 'address_1' => '2 Other Street' ] + array_diff_key( Shop::BUYER, [ 'email' => true ] ) ]
		);
		$order  = Built::order( $id );
		$person = [
			'first_name' => 'Zoë',
			'last_name'  => "O'Hara",
			'city'       => '東京',
		] + array_diff_key( Shop::BUYER, [ 'email' => 0 ] );
		self::assertEqualsCanonicalizing( $person, $order['billing'] );
		self::assertEqualsCanonicalizing( [ 'address_1' => '2 Other Street' ] + array_diff_key( Shop::BUYER, [ 'email' => 0 ] ), $order['shipping'] );
		self::assertStringContainsString( '😀', $order['customer_note'] );
		self::assertEqualsWithDelta( time(), strtotime( $order['date_created'] ), 60 );
		$placed = Shop::order( $id );
		$line   = static fn ( int $index ): string => (string) array_keys( $placed->get_items() )[ $index ];
		$of     = static fn ( string $type ): string => (string) array_keys( $placed->get_items( $type ) )[0];
		self::assertSame(
			[
				'billing_email'        => 'Ada@Example.com',
				'coupon_lines'         => [
					[
						'code'         => 'save10',
						'discount'     => '4.70',
						'discount_tax' => '0.00',
						'id'           => $of( 'coupon' ),
					],
				],
				'created_via'          => 'store-api',
				'currency'             => 'USD',
				'customer_id'          => null,
				'date_completed'       => null,
				'date_paid'            => null,
				'fee_lines'            => [],
				'line_items'           => [
					[
						'attributes'   => [],
						'id'           => $line( 0 ),
						'name'         => 'Mug',
						'product_id'   => (string) Shop::product( 'MUG' ),
						'quantity'     => '2',
						'sku'          => 'MUG',
						'subtotal'     => '25.00',
						'subtotal_tax' => '0.00',
						'total'        => '22.50',
						'total_tax'    => '0.00',
						'variation_id' => null,
					],
					[
						'attributes'   => [
							[
								'name'  => 'Size',
								'value' => 'Large',
							],
						],
						'id'           => $line( 1 ),
						'name'         => $order['line_items'][1]['name'],
						'product_id'   => (string) Shop::product( 'SHIRT' ),
						'quantity'     => '1',
						'sku'          => 'SHIRT-LARGE',
						'subtotal'     => '22.00',
						'subtotal_tax' => '0.00',
						'total'        => '19.80',
						'total_tax'    => '0.00',
						'variation_id' => (string) Shop::product( 'SHIRT-LARGE' ),
					],
				],
				'number'               => (string) $id,
				'payment_method'       => 'bacs',
				'payment_method_title' => 'Direct bank transfer',
				'prices_include_tax'   => false,
				'shipping_lines'       => [
					[
						'id'           => $of( 'shipping' ),
						'method_id'    => 'flat_rate',
						'method_title' => 'Flat rate',
						'total'        => '5.00',
						'total_tax'    => '0.00',
					],
				],
				'status'               => 'on-hold',
				'totals'               => [
					'discount' => '4.70',
					'fees'     => '0.00',
					'items'    => '47.00',
					'refunded' => '0.00',
					'shipping' => '5.00',
					'tax'      => '0.00',
					'total'    => '47.30',
				],
				'transaction_id'       => '',
			],
			array_diff_key( $order, array_flip( [ 'billing', 'shipping', 'customer_note', 'date_created', 'date_modified' ] ) )
		);
	}

	public function test_a_record_is_the_same_after_a_change_of_the_time_zone_and_the_separators(): void {
		$id    = Shop::cliOrder( coupon: 'save10' );
		$first = Built::order( $id );
		update_option( 'timezone_string', 'Asia/Kathmandu' );
		update_option( 'woocommerce_price_decimal_sep', ',' );
		update_option( 'woocommerce_price_thousand_sep', '.' );
		self::assertSame( $first, $this->request( static fn (): array => Built::order( $id ) ) );
	}

	public function test_the_amounts_of_prices_that_include_tax_add_up(): void {
		update_option( 'woocommerce_calc_taxes', 'yes' );
		update_option( 'woocommerce_prices_include_tax', 'yes' );
		$order = Shop::emptyOrder();
		$order->add_product( Shop::found( 'MUG' ), 3 );
		foreach ( [ 'billing', 'shipping' ] as $type ) {
			$order->set_address(
				[
					'country' => 'US',
					'state'   => 'CA',
				],
				$type
			);
		}
		$order->calculate_totals();
		$built = Built::order( $order->get_id() );
		self::assertTrue( $built['prices_include_tax'] );
		self::assertSame( [ '2.86', '37.50' ], [ $built['totals']['tax'], $built['totals']['total'] ] );
		$line = $built['line_items'][0];
		self::assertEqualsWithDelta( 37.5, (float) $line['subtotal'] + (float) $line['subtotal_tax'], 0.005 );
		self::assertSame( $line['subtotal'], $built['totals']['items'] );
	}

	public function test_fees_reductions_two_kinds_of_shipping_and_a_fractional_quantity_are_read(): void {
		remove_filter( 'woocommerce_stock_amount', 'intval' );
		add_filter( 'woocommerce_stock_amount', 'floatval' );
		$order = Shop::emptyOrder();
		$order->add_product( Shop::found( 'MUG' ), 0.75 ); // @phpstan-ignore argument.type (What this filter is there for.)
		foreach (
			[
				'Gift wrap &amp; card' => '2.345',
				'Loyalty'              => '-1.10',
			] as $name => $total
		) {
			$fee = new WC_Order_Item_Fee();
			$fee->set_name( $name );
			$fee->set_total( $total );
			$order->add_item( $fee );
		}
		foreach ( [ 'Parcel', 'Bulky <b>goods</b>' ] as $title ) {
			$shipping = new WC_Order_Item_Shipping();
			$shipping->set_method_title( $title );
			$shipping->set_total( '4.5' );
			$order->add_item( $shipping );
		}
		$order->calculate_totals();
		$built = Built::order( $order->get_id() );
		self::assertSame(
			[
				'Gift wrap & card' => '2.345',
				'Loyalty'          => '-1.10',
			],
			array_column( $built['fee_lines'], 'total', 'name' )
		);
		self::assertSame( [ '1.245', '9.00' ], [ $built['totals']['fees'], $built['totals']['shipping'] ] );
		self::assertSame( [ 'Parcel', 'Bulky goods' ], array_column( $built['shipping_lines'], 'method_title' ) );
		self::assertSame( '0.75', $built['line_items'][0]['quantity'] );
	}

	/**
	 * @return array<string, array{string, int, string, string, string}> Code, decimals, price, the price of
	 *         three, and WooCommerce's rounding of that.
	 */
	public function currencies(): array {
		return [
			'without decimals' => [ 'JPY', 0, '1234', '3702.00', '3702.00' ],
			'with three'       => [ 'KWD', 3, '1.235', '3.705', '3.705' ],
			// WooCommerce itself rounds an order's total to six digits, whatever the currency's decimals.
			'with eight'       => [ 'BTC', 8, '0.00012345', '0.00037035', '0.00037' ],
		];
	}

	/** @dataProvider currencies */
	public function test_amounts_have_the_decimals_of_their_currency( string $currency, int $decimals, string $price, string $items, string $total ): void {
		update_option( 'woocommerce_currency', $currency );
		update_option( 'woocommerce_price_num_decimals', $decimals );
		add_filter( 'woocommerce_currencies', static fn ( array $all ): array => $all + [ 'BTC' => 'Bitcoin' ] );
		$mug = Shop::found( 'MUG' );
		$mug->set_regular_price( $price );
		$mug->save();
		$order = Shop::emptyOrder();
		$order->set_currency( $currency );
		$order->add_product( $mug, 3 );
		$order->calculate_totals();
		$built = Built::order( $order->get_id() );
		self::assertSame( [ $currency, $items, $items, $total ], [ $built['currency'], $built['totals']['items'], $built['line_items'][0]['total'], $built['totals']['total'] ] );
	}

	public function test_amounts_are_read_in_a_store_that_writes_decimals_with_a_comma(): void {
		update_option( 'woocommerce_price_decimal_sep', ',' );
		update_option( 'woocommerce_price_thousand_sep', '.' );
		$order = self::withLine( '1234,5', '1234,5' );
		self::assertSame( [ '1234.50', '1234.50' ], [ Built::order( $order->get_id() )['totals']['items'], Built::order( $order->get_id() )['totals']['total'] ] );
	}

	public function test_huge_quantities_and_amounts_are_exact(): void {
		$order = Shop::emptyOrder();
		$order->add_product(
			Shop::found( 'MUG' ),
			1000000000,
			[
				'subtotal' => '12500000000.01',
				'total'    => '12500000000.01',
			]
		);
		$order->calculate_totals();
		$built = Built::order( $order->get_id() );
		self::assertSame( [ '1000000000', '12500000000.01' ], [ $built['line_items'][0]['quantity'], $built['line_items'][0]['subtotal'] ] );
		self::assertSame( '12500000000.01', $built['totals']['total'] );
	}

	/** @group order-storage */
	public function test_refunds_are_added_up_without_deleted_ones(): void {
		$id = Shop::cliOrder( 'completed', items: Shop::items( 'MUG', 'CAP' ) );
		foreach ( [ '10.10', '0.20' ] as $amount ) {
			Shop::refund( $id, $amount );
		}
		Shop::deleteRefund( Shop::refund( $id, '5' ) );
		$built = Built::order( $id );
		self::assertSame( [ 'completed', '10.30', '30.50' ], [ $built['status'], $built['totals']['refunded'], $built['totals']['total'] ] );
		self::assertNotNull( $built['date_paid'] );
		self::assertNotNull( $built['date_completed'] );
	}

	/** @group order-storage */
	public function test_an_almost_empty_order_has_empty_fields_and_totals_of_zero(): void {
		$built = Built::order( Shop::emptyOrder()->get_id() );
		self::assertSame( [ 'pending', null, null, [] ], [ $built['status'], $built['billing_email'], $built['customer_id'], $built['line_items'] ] );
		self::assertSame( [ '', '' ], [ $built['billing']['first_name'], $built['billing']['country'] ] );
		self::assertSame( [ '0.00', '0.00' ], [ $built['totals']['items'], $built['totals']['total'] ] );
	}

	public function test_a_line_that_never_had_a_product_has_no_product_id(): void {
		$order = self::withLine( '', '3' );
		$line  = Built::order( $order->get_id() )['line_items'][0];
		self::assertSame( [ null, null, '3.00' ], [ $line['product_id'], $line['variation_id'], $line['subtotal'] ] );
	}

	private static function withLine( string $subtotal, string $total ): WC_Order {
		$order = Shop::emptyOrder();
		$line  = new WC_Order_Item_Product();
		$line->set_name( 'Something else' );
		$line->set_subtotal( $subtotal );
		$line->set_total( $total );
		$order->add_item( $line );
		$order->calculate_totals();
		return $order;
	}
}
