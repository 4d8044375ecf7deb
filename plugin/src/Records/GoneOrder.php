<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/**
 * What Ivorey is told of an order that is in the trash or deleted (R43). It keeps the order as it was (R16), so that the
 * contract's fields are there and hold nothing: neither has anything to be read, nor does personal data leave the store.
 */
final class GoneOrder {

	/** The status that says so. */
	public const STATUS = 'trash';

	/** ISO 4217: no currency. */
	private const NO_CURRENCY = 'XXX';

	private const TOTALS = [ 'items', 'discount', 'shipping', 'fees', 'tax', 'refunded', 'total' ];

	/** @return array<string, mixed> As plugin/contract/order.json has it. The same each time, so that it is told once. */
	public static function data( int $id ): array {
		return [
			'number'               => (string) $id,
			'status'               => self::STATUS,
			'created_via'          => '',
			'currency'             => self::NO_CURRENCY,
			'prices_include_tax'   => false,
			'date_created'         => OrderData::NEVER,
			'date_modified'        => OrderData::NEVER,
			'date_paid'            => null,
			'date_completed'       => null,
			'customer_id'          => null,
			'billing_email'        => null,
			'billing'              => AddressFields::of( [] ),
			'shipping'             => AddressFields::of( [] ),
			'customer_note'        => '',
			'payment_method'       => '',
			'payment_method_title' => '',
			'transaction_id'       => '',
			'totals'               => array_fill_keys( self::TOTALS, '0' ),
			'line_items'           => [],
			'shipping_lines'       => [],
			'fee_lines'            => [],
			'coupon_lines'         => [],
		];
	}
}
