<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

/** Whether an order's trigger fires, or why it does not. */
final class TriggerDecision {

	/** @param string|null $refusal A slug of Contract::EXCLUSION_REASONS; null if it fires. */
	private function __construct( public readonly ?string $refusal ) {}

	public static function fires(): self {
		return new self( null );
	}

	public static function refused( string $why ): self {
		return new self( $why );
	}
}
