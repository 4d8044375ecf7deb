<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Records\AddressFields;

/**
 * The record of an order that is in the trash or deleted (R43). It keeps the order as it was (R16), so that the
 * contract's fields are there and hold nothing: neither has anything to be read, nor does personal data leave the store.
 */
final class GoneOrder {

	/** The status that says so. */
	public const STATUS = 'trash';

	/** ISO 4217: no currency. */
	private const NO_CURRENCY = 'XXX';

	private const TOTALS = [ 'discount', 'fees', 'items', 'refunded', 'shipping', 'tax', 'total' ];

	/** @return array<string, mixed> As plugin/contract/order.json has it. The same each time, so that it is told once. */
	public static function data( int $id ): array {
		return [
			'billing'              => AddressFields::of( [] ),
			'billing_email'        => null,
			'coupon_lines'         => [],
			'created_via'          => '',
			'currency'             => self::NO_CURRENCY,
			'customer_id'          => null,
			'customer_note'        => '',
			'date_completed'       => null,
			'date_created'         => OrderData::NEVER,
			'date_modified'        => OrderData::NEVER,
			'date_paid'            => null,
			'fee_lines'            => [],
			'line_items'           => [],
			'number'               => (string) $id,
			'payment_method'       => '',
			'payment_method_title' => '',
			'prices_include_tax'   => false,
			'shipping'             => AddressFields::of( [] ),
			'shipping_lines'       => [],
			'status'               => self::STATUS,
			'totals'               => array_fill_keys( self::TOTALS, '0' ),
			'transaction_id'       => '',
		];
	}
}
