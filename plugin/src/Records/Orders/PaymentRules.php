<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Records\Decimal;

/** Whether money was received for an order (R8, R10). Pure. */
final class PaymentRules {

	private const CASH_ON_DELIVERY = 'cod';

	/**
	 * A free order gets a date of payment too, but nothing was received for it. Cash on delivery is paid
	 * when it is completed: where its gateway is not loaded (a script, an order that is restored in
	 * wp-admin), WooCommerce dates the payment as soon as the order is processed.
	 *
	 * @param bool   $isDated     Whether it has a date of payment.
	 * @param mixed  $total       As WooCommerce holds it.
	 * @param string $method      WooCommerce's id of the payment method.
	 * @param string $status      Without `wc-`.
	 * @param bool   $isCompleted Whether it has a date of completion.
	 */
	public static function isReceived( bool $isDated, mixed $total, string $method, string $status, bool $isCompleted ): bool {
		return $isDated
			&& Decimal::isPositive( Decimal::money( $total ) )
			&& ( self::CASH_ON_DELIVERY !== $method || $isCompleted || in_array( $status, [ 'completed', 'refunded' ], true ) );
	}
}
