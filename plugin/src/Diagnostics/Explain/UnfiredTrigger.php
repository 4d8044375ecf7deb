<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

/** An order's trigger that did not fire, and the reason. */
final class UnfiredTrigger {

	/**
	 * @param string $wireId    "order_submitted:123", "payment_received:123".
	 * @param string $reason    A slug of Contract::EXCLUSION_REASONS.
	 * @param int    $settledAt Microseconds since 1970: when that was decided; 0 if it is only decided now.
	 */
	public function __construct(
		public readonly string $wireId,
		public readonly string $reason,
		public readonly int $settledAt = 0
	) {}
}
