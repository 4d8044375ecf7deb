<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** Why something was marked. Reasons of triggers are confirmed by a fresh read before they fire. */
enum Reason: string {
	case Changed = 'changed';
	case Placed  = 'placed';
	case Paid    = 'paid';
	case Repair  = 'repair';
	case Retry   = 'retry';
	/** An import put it there; never fires a trigger (R11). */
	case Import = 'import';
	/** With Placed: it was a draft before (of the block checkout, of wp-admin), whose date says nothing of when it was placed. */
	case Checkout = 'checkout';
	/** Somebody's data is to be erased in Ivorey. */
	case Erasure = 'erasure';

	/** Whether an order was just placed or paid, or somebody waits to be forgotten. */
	public function isUrgent(): bool {
		// phpcs:ignore PHPCompatibility.Variables.ForbiddenThisUseContexts -- The sniff does not know enums.
		return in_array( $this, [ self::Placed, self::Paid, self::Erasure ], true );
	}
}
