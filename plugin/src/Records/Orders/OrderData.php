<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\AddressFields;
use Ivorey\WooCommerce\Records\Decimal;
use Ivorey\WooCommerce\Records\Email;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\Timestamp;
use Ivorey\WooCommerce\Records\WooId;
use WC_Order;

/**
 * An order in the contract's form (plugin/contract/order.json). It reads the stored values (`edit`), without
 * other plugins' display filters, except for the order number, which plugins may define.
 */
final class OrderData {

	/** The status that WooCommerce assumes for an order without one. */
	private const DEFAULT_STATUS = 'pending';

	/** Used if the order has no date at all. */
	public const NEVER = '1970-01-01T00:00:00Z';

	/**
	 * @param array{
	 *     line_items: list<array<string, mixed>>,
	 *     shipping_lines: list<array<string, mixed>>,
	 *     fee_lines: list<array<string, mixed>>,
	 *     coupon_lines: list<array<string, mixed>>,
	 * } $lines The order's own lines, from OrderLines.
	 * @param MarketingConsent|null $consent Null if unknown, or not to be sent.
	 * @return array<string, mixed>
	 */
	public static function of( WC_Order $order, array $lines, ?MarketingConsent $consent = null ): array {
		$created  = Timestamp::of( $order->get_date_created( 'edit' ) );
		$modified = Timestamp::of( $order->get_date_modified( 'edit' ) );
		$paid     = Timestamp::of( $order->get_date_paid( 'edit' ) );

		return [
			'billing'              => AddressFields::of( self::billing( $order ) ),
			'billing_email'        => Email::orNull( $order->get_billing_email( 'edit' ) ),
			'coupon_lines'         => $lines['coupon_lines'],
			'created_via'          => Text::plain( $order->get_created_via( 'edit' ), 100 ),
			'currency'             => self::currency( $order ),
			'customer_id'          => WooId::orNull( $order->get_customer_id( 'edit' ) ),
			'customer_note'        => Text::plain( $order->get_customer_note( 'edit' ), Contract::MAX_TEXT ),
			'date_completed'       => Timestamp::of( $order->get_date_completed( 'edit' ) ),
			// An order that another program wrote may lack either date.
			'date_created'         => $created ?? $modified ?? $paid ?? self::NEVER,
			'date_modified'        => $modified ?? $created ?? $paid ?? self::NEVER,
			'date_paid'            => $paid,
			'fee_lines'            => $lines['fee_lines'],
			'line_items'           => $lines['line_items'],
			...( null === $consent ? [] : [ 'marketing_consent' => $consent->toRecord() ] ),
			'number'               => self::number( $order ),
			'payment_method'       => Text::plain( $order->get_payment_method( 'edit' ), 200 ),
			'payment_method_title' => Text::ofHtml( $order->get_payment_method_title( 'edit' ), Contract::MAX_NAME ),
			'prices_include_tax'   => $order->get_prices_include_tax( 'edit' ),
			'shipping'             => AddressFields::of( self::shipping( $order ) ),
			'shipping_lines'       => $lines['shipping_lines'],
			'status'               => self::status( $order->get_status( 'edit' ) ),
			'totals'               => [
				'discount' => Decimal::money( $order->get_discount_total( 'edit' ) ),
				'fees'     => Decimal::money( ...array_column( $lines['fee_lines'], 'total' ) ),
				'items'    => Decimal::money( ...array_column( $lines['line_items'], 'subtotal' ) ),
				'refunded' => Decimal::money( $order->get_total_refunded() ),
				'shipping' => Decimal::money( $order->get_shipping_total( 'edit' ) ),
				'tax'      => Decimal::money( $order->get_total_tax( 'edit' ) ),
				'total'    => Decimal::money( $order->get_total( 'edit' ) ),
			],
			'transaction_id'       => Text::plain( $order->get_transaction_id( 'edit' ), Contract::MAX_NAME ),
		];
	}

	/**
	 * @param string $status As WooCommerce or a plugin stores it.
	 * @return string A slug without `wc-`.
	 */
	public static function status( string $status ): string {
		$slug = (string) preg_replace( '/^wc-|[^a-z0-9_-]/', '', strtolower( $status ) );
		return '' === $slug ? self::DEFAULT_STATUS : substr( $slug, 0, 50 );
	}

	private static function number( WC_Order $order ): string {
		$number = Text::ofHtml( $order->get_order_number(), 100 );
		return '' === $number ? (string) $order->get_id() : $number;
	}

	public static function currency( WC_Order $order ): string {
		$known = $order->get_currency( 'edit' );
		foreach ( [ '' === $known ? StoredCurrency::of( $order ) : $known, get_woocommerce_currency() ] as $currency ) {
			$code = strtoupper( trim( $currency ) );
			if ( 1 === preg_match( '/^[A-Z0-9]{2,10}$/D', $code ) ) {
				return $code;
			}
		}
		// ISO 4217: no currency.
		return 'XXX';
	}

	/** @return array<string, string> */
	private static function billing( WC_Order $order ): array {
		return [
			'first_name' => $order->get_billing_first_name( 'edit' ),
			'last_name'  => $order->get_billing_last_name( 'edit' ),
			'company'    => $order->get_billing_company( 'edit' ),
			'address_1'  => $order->get_billing_address_1( 'edit' ),
			'address_2'  => $order->get_billing_address_2( 'edit' ),
			'city'       => $order->get_billing_city( 'edit' ),
			'state'      => $order->get_billing_state( 'edit' ),
			'postcode'   => $order->get_billing_postcode( 'edit' ),
			'country'    => $order->get_billing_country( 'edit' ),
			'phone'      => $order->get_billing_phone( 'edit' ),
		];
	}

	/** @return array<string, string> */
	private static function shipping( WC_Order $order ): array {
		return [
			'first_name' => $order->get_shipping_first_name( 'edit' ),
			'last_name'  => $order->get_shipping_last_name( 'edit' ),
			'company'    => $order->get_shipping_company( 'edit' ),
			'address_1'  => $order->get_shipping_address_1( 'edit' ),
			'address_2'  => $order->get_shipping_address_2( 'edit' ),
			'city'       => $order->get_shipping_city( 'edit' ),
			'state'      => $order->get_shipping_state( 'edit' ),
			'postcode'   => $order->get_shipping_postcode( 'edit' ),
			'country'    => $order->get_shipping_country( 'edit' ),
			'phone'      => $order->get_shipping_phone( 'edit' ),
		];
	}
}
