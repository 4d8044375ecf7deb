<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Closure;
use Ivorey\WooCommerce\Tests\Integration\Support\OddOrder;
use WC_Order_Item_Coupon;
use WC_Order_Item_Fee;

/**
 * Order rows as shops, other plugins and older versions of WooCommerce leave them; OddLines covers the
 * products of lines.
 */
final class OddOrders {

	/**
	 * @return iterable<string, array{bool, Closure( OddOrder ): mixed}> Whether the lines are read from their
	 *         rows, and the change to the order.
	 */
	public static function all(): iterable {
		yield from self::lines();
		yield from self::amounts();
		yield from self::taxes();
	}

	/** @return iterable<string, array{bool, Closure( OddOrder ): mixed}> */
	private static function lines(): iterable {
		yield 'as WooCommerce makes it' => [ true, static fn () => null ];
		yield 'without lines' => [ true, static fn ( OddOrder $odd ) => $odd->order->remove_order_items() ];
		yield 'a coupon' => [
			true,
			static fn ( OddOrder $odd ) => $odd->add(
				new WC_Order_Item_Coupon(),
				[
					'code'         => 'Söße & 10%',
					'discount'     => '1.5',
					'discount_tax' => '0.25',
				]
			),
		];
		yield 'a coupon without its amounts' => [
			false,
			static function ( OddOrder $odd ): void {
				$coupon = $odd->add( new WC_Order_Item_Coupon(), [ 'code' => 'X' ] );
				$odd->set( $coupon, 'discount_amount', null );
				$odd->set( $coupon, 'discount_amount_tax', '' );
			},
		];
		yield 'a fee' => [
			true,
			static fn ( OddOrder $odd ) => $odd->add(
				new WC_Order_Item_Fee(),
				[
					'name'   => '<b>Gift</b> &amp; wrap',
					'amount' => '3',
					'total'  => '3.3333',
				]
			),
		];
		$rebate = [
			'name'  => 'Rebate',
			'total' => '-3',
			'taxes' => [
				'total' => [
					1 => '-0.5701',
					2 => '-0.11',
				],
			],
		];
		yield 'a negative fee with taxes' => [ true, static fn ( OddOrder $odd ) => $odd->add( new WC_Order_Item_Fee(), $rebate + [ 'amount' => '-3' ] ) ];
		yield 'a fee without its amount' => [ false, static fn ( OddOrder $odd ) => $odd->add( new WC_Order_Item_Fee(), $rebate ) ];
		yield 'a fee whose taxes are nothing' => [
			true,
			static function ( OddOrder $odd ) use ( $rebate ): void {
				$fee = $odd->add( new WC_Order_Item_Fee(), $rebate + [ 'amount' => '-3' ] );
				$odd->set( $fee, '_line_tax_data', [ 'total' => '' ] );
			},
		];
		yield 'lines of another kind' => [
			true,
			static function ( OddOrder $odd ): void {
				global $wpdb;
				$wpdb->insert(
					"{$wpdb->prefix}woocommerce_order_items",
					[
						'order_id'        => $odd->order->get_id(),
						'order_item_type' => 'deposit',
						'order_item_name' => 'x',
					]
				);
			},
		];
		yield 'a refund' => [
			true,
			static fn ( OddOrder $odd ) => wc_create_refund(
				[
					'order_id'   => $odd->order->get_id(),
					'amount'     => '1',
					'line_items' => [
						$odd->line->get_id() => [
							'qty'          => 1,
							'refund_total' => '1',
						],
					],
				]
			),
		];
		yield 'every meta missing' => [
			false,
			static function ( OddOrder $odd ): void {
				foreach ( [ '_product_id', '_variation_id', '_qty', '_tax_class', '_line_subtotal', '_line_subtotal_tax', '_line_total', '_line_tax', '_line_tax_data' ] as $key ) {
					$odd->set( $odd->line, $key, null );
				}
				foreach ( [ 'method_id', 'instance_id', 'cost', 'total_tax', 'taxes' ] as $key ) {
					$odd->set( $odd->shipping, $key, null );
				}
			},
		];
		yield 'meta twice' => [
			true,
			static function ( OddOrder $odd ): void {
				foreach (
					[
						'_qty'        => '7',
						'_line_total' => '1',
						'_product_id' => '1',
					] as $key => $value
				) {
					add_metadata( 'order_item', $odd->line->get_id(), $key, $value );
				}
				add_metadata( 'order_item', $odd->shipping->get_id(), 'cost', '99' );
			},
		];
		yield 'meta that is shown' => [ false, static fn ( OddOrder $odd ) => $odd->set( $odd->line, 'Engraving', 'For <i>Ada</i>' ) ];
		yield 'meta that is hidden' => [
			true,
			static function ( OddOrder $odd ): void {
				$odd->set( $odd->line, '_reduced_stock', '2' );
				$odd->set( $odd->line, '_other', [ 'x' => 1 ] );
			},
		];
		yield 'meta with a number for a key' => [ false, static fn ( OddOrder $odd ) => $odd->set( $odd->line, '123', 'x' ) ];
	}

	/** @return iterable<string, array{bool, Closure( OddOrder ): mixed}> */
	private static function amounts(): iterable {
		$line = static fn ( bool $isFromRows, array $meta, array $ofShipping = [] ): array => [
			$isFromRows,
			static function ( OddOrder $odd ) use ( $meta, $ofShipping ): void {
				foreach ( $meta as $key => $value ) {
					$odd->set( $odd->line, $key, $value );
				}
				foreach ( $ofShipping as $key => $value ) {
					$odd->set( $odd->shipping, $key, $value );
				}
			},
		];
		yield 'a subtotal below the total' => $line( true, [ '_line_subtotal' => '1.5' ] );
		yield 'amounts with commas' => $line( false, [ '_line_total' => '1.234,5' ], [ 'cost' => '4,90' ] );
		yield 'shipping with a comma' => $line( false, [], [ 'cost' => '4,90' ] );
		yield 'amounts that are none' => $line(
			false,
			[
				'_line_total'    => 'free',
				'_line_subtotal' => '',
			],
			[ 'cost' => '' ]
		);
		yield 'amounts with an exponent' => $line(
			false,
			[
				'_line_total'    => '1.5e2',
				'_line_subtotal' => '1E3',
			]
		);
		yield 'amounts with many digits' => $line(
			true,
			[
				'_line_total'    => '12.345678949',
				'_line_subtotal' => '0012.345678951',
			]
		);
		yield 'amounts with spaces' => $line(
			false,
			[
				'_line_total' => ' 9.50',
				'_qty'        => '2 ',
			]
		);
		yield 'an amount with a line break' => $line( false, [ '_line_total' => "9.50\n" ] );
		yield 'a negative line' => $line(
			true,
			[
				'_line_total'    => '-4',
				'_line_subtotal' => '-2',
				'_qty'           => '-1',
			]
		);
		yield 'part of a piece' => $line( true, [ '_qty' => '0.75' ] );
		yield 'no quantity' => $line( false, [ '_qty' => null ] );
		yield 'a method as it once was' => $line(
			true,
			[],
			[
				'method_id'   => 'flat_rate:3',
				'instance_id' => null,
			]
		);
		yield 'a method with its instance' => $line(
			true,
			[],
			[
				'method_id'   => 'flat_rate:3',
				'instance_id' => '3',
			]
		);
		yield 'an odd method' => $line( false, [], [ 'method_id' => ' flat <b>rate</b>%20' ] );
	}

	/** @return iterable<string, array{bool, Closure( OddOrder ): mixed}> */
	private static function taxes(): iterable {
		$taxes = static fn ( bool $isFromRows, string|array|null $line, string|array|null|false $shipping = false ): array => [
			$isFromRows,
			static function ( OddOrder $odd ) use ( $line, $shipping ): void {
				$odd->set( $odd->line, '_line_tax_data', $line );
				if ( false !== $shipping ) {
					$odd->set( $odd->shipping, 'taxes', $shipping );
				}
			},
		];
		yield 'taxes of several rates' => $taxes(
			true,
			[
				'total'    => [
					1 => '1.9049',
					2 => '0.4951',
					3 => '',
				],
				'subtotal' => [
					1 => '2.005',
					2 => '0.5',
				],
			],
			[
				'total' => [
					1 => '0.955',
					2 => '0.045',
				],
			]
		);
		yield 'taxes whose subtotal is below' => $taxes(
			true,
			[
				'total'    => [ 1 => '2.5' ],
				'subtotal' => [ 1 => '1' ],
			]
		);
		yield 'taxes as numbers' => $taxes(
			true,
			[
				'total'    => [
					1 => 1.23456789,
					2 => 3,
				],
				'subtotal' => [
					1 => 1.3,
					2 => 3,
				],
			]
		);
		yield 'taxes of the total alone' => $taxes( true, [ 'total' => [ 1 => '1.5' ] ] );
		yield 'taxes that are broken' => $taxes( false, 'a:1:{s:5:"tot', 'none' );
		yield 'taxes of shipping that are broken' => $taxes( false, null, 'none' );
		yield 'taxes that are missing' => $taxes( true, null, null );
		yield 'taxes of shipping as they once were' => $taxes(
			true,
			null,
			[
				1 => '0.95',
				2 => '1',
			]
		);
		yield 'a tax class that is gone' => [ true, static fn ( OddOrder $odd ) => $odd->set( $odd->line, '_tax_class', 'gone' ) ];
	}
}
