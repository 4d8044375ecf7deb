<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Automattic\WooCommerce\Utilities\NumberUtil;

/**
 * An order's line from its database rows, with the values WooCommerce's data stores and setters would read.
 * Null for anything that WooCommerce does not write this way; only its own objects can interpret that.
 */
final class StoredLine {

	/** Numbers that wc_format_decimal() leaves unchanged. */
	private const AMOUNT = '/^-?\d+(?:\.\d+)?$/D';

	/** Text that wc_clean() leaves unchanged. */
	private const SLUG = '/^[A-Za-z0-9_:.-]*$/D';

	private const ID = '/^\d{1,18}$/D';

	/** The result of wc_format_decimal() for an empty sum. */
	private const NO_TAX = '0';

	/** The stored taxes of lines and shipping without tax. */
	private const UNTAXED = [
		''                                              => true,
		'a:2:{s:5:"total";a:0:{}s:8:"subtotal";a:0:{}}' => true,
		'a:1:{s:5:"total";a:0:{}}'                      => true,
	];

	private readonly bool $roundsAtSubtotal;

	/** @var array<string, mixed> Cached results of WooCommerce's formatting of a method's title. */
	private array $titles = [];

	/** @var array<string, int|float> Cached results of WooCommerce's formatting of a quantity. */
	private array $quantities = [];

	public function __construct( private readonly LineProducts $products ) {
		$this->roundsAtSubtotal = 'yes' === get_option( 'woocommerce_tax_round_at_subtotal' );
	}

	/**
	 * @param string                     $kind WooCommerce's item type.
	 * @param int                        $id   The item's ID.
	 * @param array<int|string, string|null> $meta Stored meta, the first value of each key.
	 * @return array<string, mixed>|null
	 */
	public function of( string $kind, int $id, string $name, array $meta ): ?array {
		if ( $id <= 0 ) {
			return null;
		}
		return match ( $kind ) {
			'line_item' => $this->product( $id, $name, $meta ),
			'shipping'  => $this->shipping( $id, $name, $meta ),
			'fee'       => $this->fee( $id, $name, $meta ),
			'coupon'    => self::coupon( $id, $name, $meta ),
			default     => null,
		};
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return array<string, mixed>|null
	 */
	private function product( int $id, string $name, array $meta ): ?array {
		foreach ( $meta as $key => $value ) {
			// Visible meta: attributes need the product.
			if ( ! is_string( $key ) || '' === $key || '_' !== $key[0] ) {
				return null;
			}
		}
		$product   = self::id( $meta, '_product_id' );
		$variation = self::id( $meta, '_variation_id' );
		$quantity  = self::amount( $meta, '_qty' );
		$subtotal  = self::amount( $meta, '_line_subtotal' );
		$total     = self::amount( $meta, '_line_total' );
		$taxes     = $this->lineTaxes( $meta );
		if ( null === $product || null === $variation || null === $quantity || null === $subtotal || null === $total || null === $taxes ) {
			return null;
		}
		// A product that is deleted, or of another type by now, is not set.
		$product                             = $this->products->isProduct( $product ) ? $product : 0;
		$variation                           = $this->products->isVariation( $variation ) ? $variation : 0;
		return LineData::product(
			$id,
			$product,
			$variation,
			wp_check_invalid_utf8( $name ),
			$this->products->sku( $product, $variation ),
			$this->quantities[ $quantity ] ??= wc_stock_amount( str_contains( $quantity, '.' ) ? (float) $quantity : (int) $quantity ),
			$subtotal < $total ? $total : $subtotal,
			$taxes[1],
			$total,
			$taxes[0],
			[]
		);
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return array<string, mixed>|null
	 */
	private function shipping( int $id, string $name, array $meta ): ?array {
		$method   = self::slug( $meta, 'method_id' );
		$instance = self::slug( $meta, 'instance_id' );
		$total    = self::amount( $meta, 'cost' );
		$tax      = $this->shippingTax( $meta );
		if ( null === $method || null === $instance || null === $total || null === $tax ) {
			return null;
		}
		if ( '' === $instance ) {
			// "flat_rate:3", written by older versions.
			$method = explode( ':', $method )[0];
		}
		return LineData::shipping( $id, $method, $this->titles[ $name ] ??= wc_clean( $name ), $total, $tax );
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return array<string, mixed>|null
	 */
	private function fee( int $id, string $name, array $meta ): ?array {
		$total = self::amount( $meta, '_line_total' );
		$tax   = $this->feeTax( $meta );
		// Not in the record, but WooCommerce might fail on it.
		$amount = self::amount( $meta + [ '_fee_amount' => '0' ], '_fee_amount' );
		return null === $total || null === $tax || null === $amount
			? null
			: LineData::fee( $id, wp_check_invalid_utf8( $name ), $total, $tax );
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return array<string, mixed>|null
	 */
	private static function coupon( int $id, string $name, array $meta ): ?array {
		$discount = self::amount( $meta, 'discount_amount' );
		$tax      = self::amount( $meta, 'discount_amount_tax' );
		return null === $discount || null === $tax ? null : LineData::coupon( $id, wc_format_coupon_code( $name ), $discount, $tax );
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return array{string, string}|null Of the total, and of the subtotal.
	 */
	private function lineTaxes( array $meta ): ?array {
		$taxes = self::taxes( $meta, '_line_tax_data' );
		if ( null === $taxes ) {
			return null;
		}
		if ( self::isEmpty( $taxes['total'] ?? null ) || self::isEmpty( $taxes['subtotal'] ?? null ) ) {
			return [ self::NO_TAX, self::NO_TAX ];
		}
		$total    = self::amounts( $taxes['total'] );
		$subtotal = self::amounts( $taxes['subtotal'] );
		if ( null === $total || null === $subtotal ) {
			return null;
		}
		if ( NumberUtil::array_sum( $subtotal ) < NumberUtil::array_sum( $total ) ) {
			$subtotal = $total;
		}
		return [ $this->sum( $total ), $this->sum( $subtotal ) ];
	}

	/** @param array<int|string, string|null> $meta */
	private function shippingTax( array $meta ): ?string {
		$taxes = self::taxes( $meta, 'taxes' );
		if ( null === $taxes ) {
			return null;
		}
		// Older versions stored only the amounts.
		$amounts = self::amounts( $taxes['total'] ?? $taxes );
		return null === $amounts ? null : $this->sum( $amounts );
	}

	/** @param array<int|string, string|null> $meta */
	private function feeTax( array $meta ): ?string {
		$taxes   = self::taxes( $meta, '_line_tax_data' );
		$amounts = null === $taxes ? null : self::amounts( self::isEmpty( $taxes['total'] ?? null ) ? [] : $taxes['total'] );
		return null === $amounts ? null : $this->sum( $amounts );
	}

	/** @param array<int|string> $amounts As amounts() returns them. */
	private function sum( array $amounts ): string {
		return [] === $amounts
			? self::NO_TAX
			: wc_format_decimal( NumberUtil::array_sum( $this->roundsAtSubtotal ? $amounts : array_map( static fn ( int|string $amount ): float => wc_round_tax_total( (float) $amount ), $amounts ) ) );
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return array<mixed>|null By kind (total, subtotal), each by rate.
	 */
	private static function taxes( array $meta, string $key ): ?array {
		$stored = array_key_exists( $key, $meta ) ? $meta[ $key ] : '';
		if ( null === $stored || isset( self::UNTAXED[ $stored ] ) ) {
			return null === $stored ? null : [];
		}
		$taxes = maybe_unserialize( $stored );
		return is_array( $taxes ) ? $taxes : null;
	}

	/** As empty() decides it, which WooCommerce uses. */
	private static function isEmpty( mixed $value ): bool {
		return ! (bool) $value;
	}

	/** @return array<string>|null By rate. */
	private static function amounts( mixed $stored ): ?array {
		if ( ! is_array( $stored ) ) {
			return null;
		}
		$amounts = [];
		foreach ( $stored as $rate => $amount ) {
			if ( ! is_string( $amount ) && ! is_int( $amount ) && ! is_float( $amount ) ) {
				return null;
			}
			$amounts[ $rate ] = is_string( $amount ) && 1 === preg_match( self::AMOUNT, $amount ) ? $amount : wc_format_decimal( $amount );
		}
		return $amounts;
	}

	/** @param array<int|string, string|null> $meta */
	private static function amount( array $meta, string $key ): ?string {
		$amount = $meta[ $key ] ?? null;
		return null !== $amount && 1 === preg_match( self::AMOUNT, $amount ) ? $amount : null;
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return string|null Empty if it is missing.
	 */
	private static function slug( array $meta, string $key ): ?string {
		$slug = array_key_exists( $key, $meta ) ? $meta[ $key ] : '';
		return null !== $slug && 1 === preg_match( self::SLUG, $slug ) ? $slug : null;
	}

	/**
	 * @param array<int|string, string|null> $meta
	 * @return int|null 0 if it is missing.
	 */
	private static function id( array $meta, string $key ): ?int {
		$id = array_key_exists( $key, $meta ) ? $meta[ $key ] : '';
		if ( '' === $id ) {
			return 0;
		}
		return null !== $id && 1 === preg_match( self::ID, $id ) ? (int) $id : null;
	}
}
