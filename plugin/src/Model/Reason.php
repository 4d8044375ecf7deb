<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** Why something was marked. A fresh read confirms the reasons of triggers before they fire. */
enum Reason: string {
	case Changed = 'changed';
	case Placed  = 'placed';
	case Paid    = 'paid';
	case Repair  = 'repair';
	case Retry   = 'retry';
	/** Added by an import; never fires a trigger (R11). */
	case Import = 'import';
	/**
	 * With Placed: the order was a draft before (of the block checkout, or of wp-admin), whose date is not
	 * the time it was placed.
	 */
	case Checkout = 'checkout';
	/** A person's data must be erased in Ivorey. */
	case Erasure = 'erasure';

	/** Whether an order was just placed or paid, or somebody waits for an erasure. */
	public function isUrgent(): bool {
		// phpcs:ignore PHPCompatibility.Variables.ForbiddenThisUseContexts -- The sniff does not know enums.
		return in_array( $this, [ self::Placed, self::Paid, self::Erasure ], true );
	}
}
