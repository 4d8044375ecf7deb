<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Records\Decimal;

/** Whether money was received for an order (R8, R10). Pure. */
final class PaymentRules {

	private const CASH_ON_DELIVERY = 'cod';

	/**
	 * A free order gets a payment date too, although nothing was received for it. Cash on delivery is paid
	 * when the order is completed: if its gateway is not loaded (a script, an order restored in wp-admin),
	 * WooCommerce sets the payment date as soon as the order is processing.
	 *
	 * @param bool   $isDated     Whether it has a payment date.
	 * @param mixed  $total       As WooCommerce stores it.
	 * @param string $method      WooCommerce's ID of the payment method.
	 * @param string $status      Without `wc-`.
	 * @param bool   $isCompleted Whether it has a completion date.
	 */
	public static function isReceived( bool $isDated, mixed $total, string $method, string $status, bool $isCompleted ): bool {
		return $isDated
			&& Decimal::isPositive( Decimal::money( $total ) )
			&& ( self::CASH_ON_DELIVERY !== $method || $isCompleted || in_array( $status, [ 'completed', 'refunded' ], true ) );
	}
}
