<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** The outcome of one record (shared/src/receipt.ts). */
enum OutcomeKind: string {
	case Applied = 'applied';
	/** Ivorey already has this version, or a newer one. */
	case Stale    = 'stale';
	case Excluded = 'excluded';
	case Rejected = 'rejected';
}
