<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** The outcome of one record (shared/src/receipt.ts). */
enum OutcomeKind: string {
	case Applied = 'applied';
	/** Ivorey has this version already, or a newer one. */
	case Stale    = 'stale';
	case Excluded = 'excluded';
	case Rejected = 'rejected';
}
