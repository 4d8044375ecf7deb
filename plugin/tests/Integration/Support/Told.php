<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use PHPUnit\Framework\Assert;

/** An order according to WooCommerce's own REST API: the oracle, read by code that is not the plugin's. */
final class Told {

	private const ADDRESS = [ 'first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'state', 'postcode', 'country' ];

	private const AS_IT_IS = [ 'number', 'status', 'created_via', 'currency', 'prices_include_tax', 'customer_note', 'payment_method', 'payment_method_title', 'transaction_id' ];

	private const DATES = [ 'date_created', 'date_modified', 'date_paid', 'date_completed' ];

	/** @param array<string, mixed>|null $record The data of its record. */
	public static function assertSame( int $order, ?array $record ): void {
		Assert::assertNotNull( $record, "Ivorey does not have order $order" );
		$told = Shop::rest( 'GET', "/wc/v3/orders/$order", query: [ 'dp' => '8' ] );
		Assert::assertSame( self::ofRest( $told ), self::ofRecord( $record ) );
	}

	/**
	 * @param array<mixed> $told
	 * @return array<string, mixed>
	 */
	private static function ofRest( array $told ): array {
		$fields = array_intersect_key( $told, array_flip( self::AS_IT_IS ) );
		foreach ( self::DATES as $date ) {
			$fields[ $date ] = null === $told[ "{$date}_gmt" ] ? null : "{$told[ "{$date}_gmt" ]}Z";
		}
		$fields += [
			'customer_id'    => self::id( $told['customer_id'] ),
			'billing_email'  => '' === $told['billing']['email'] ? null : $told['billing']['email'],
			'billing'        => self::address( $told['billing'] ),
			'shipping'       => self::address( $told['shipping'] ),
			'totals'         => array_map(
				self::number( ... ),
				[
					'discount' => $told['discount_total'],
					'fees'     => array_sum( array_column( $told['fee_lines'], 'total' ) ),
					'items'    => array_sum( array_column( $told['line_items'], 'subtotal' ) ),
					'refunded' => -1 * array_sum( array_column( $told['refunds'], 'total' ) ),
					'shipping' => $told['shipping_total'],
					'tax'      => $told['total_tax'],
					'total'    => $told['total'],
				]
			),
			'line_items'     => array_map(
				static fn ( array $line ): array => [
					...$line,
					'product_id'   => self::id( $line['product_id'] ),
					'variation_id' => self::id( $line['variation_id'] ),
				],
				$told['line_items']
			),
			'shipping_lines' => $told['shipping_lines'],
			'fee_lines'      => $told['fee_lines'],
			'coupon_lines'   => $told['coupon_lines'],
		];
		return self::comparable( $fields );
	}

	/**
	 * @param array<string, mixed> $record
	 * @return array<string, mixed>
	 */
	private static function ofRecord( array $record ): array {
		return self::comparable(
			[
				...$record,
				'billing'  => self::address( $record['billing'] ),
				'shipping' => self::address( $record['shipping'] ),
				'totals'   => array_map( self::number( ... ), $record['totals'] ),
			]
		);
	}

	/**
	 * @param array<string, mixed> $fields
	 * @return array<string, mixed>
	 */
	private static function comparable( array $fields ): array {
		$fields['line_items']     = self::lines( $fields['line_items'], [ 'product_id', 'variation_id', 'name', 'sku' ], [ 'quantity', 'subtotal', 'subtotal_tax', 'total', 'total_tax' ] );
		$fields['shipping_lines'] = self::lines( $fields['shipping_lines'], [ 'method_id', 'method_title' ], [ 'total', 'total_tax' ] );
		$fields['fee_lines']      = self::lines( $fields['fee_lines'], [ 'name' ], [ 'total', 'total_tax' ] );
		$fields['coupon_lines']   = self::lines( $fields['coupon_lines'], [ 'code' ], [ 'discount', 'discount_tax' ] );
		ksort( $fields );
		return $fields;
	}

	/**
	 * @param list<array<string, mixed>> $lines
	 * @param list<string>               $texts
	 * @param list<string>               $numbers
	 * @return list<array<string, mixed>>
	 */
	private static function lines( array $lines, array $texts, array $numbers ): array {
		return array_map(
			static function ( array $line ) use ( $texts, $numbers ): array {
				$fields = [ 'id' => (string) $line['id'] ];
				foreach ( $texts as $name ) {
					$fields[ $name ] = $line[ $name ];
				}
				foreach ( $numbers as $name ) {
					$fields[ $name ] = self::number( $line[ $name ] );
				}
				return $fields;
			},
			$lines
		);
	}

	/**
	 * @param array<string, mixed> $address
	 * @return array<string, string>
	 */
	private static function address( array $address ): array {
		$fields = [];
		foreach ( [ ...self::ADDRESS, 'phone' ] as $name ) {
			$fields[ $name ] = (string) ( $address[ $name ] ?? '' );
		}
		return $fields;
	}

	private static function id( mixed $id ): ?string {
		return $id > 0 ? (string) $id : null;
	}

	/** Rounded to WooCommerce's stored precision, because adding floats leaves noise; zero has no sign. */
	private static function number( mixed $number ): float {
		return round( (float) $number, 8 ) + 0.0;
	}
}
