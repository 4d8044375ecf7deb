<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Records\AddressFields;

/**
 * The record of an order that is in the trash or deleted (R43). Ivorey keeps its copy of the order (R16), so
 * the contract's fields are present but empty: they cannot be read, and personal data must not leave the
 * store.
 */
final class GoneOrder {

	/** The status of such an order. */
	public const STATUS = 'trash';

	/** ISO 4217: no currency. */
	private const NO_CURRENCY = 'XXX';

	private const TOTALS = [ 'discount', 'fees', 'items', 'refunded', 'shipping', 'tax', 'total' ];

	/**
	 * @return array<string, mixed> In the form of plugin/contract/order.json. Always the same, so that it is sent once.
	 */
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
