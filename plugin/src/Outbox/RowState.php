<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** The state of a row, for people. */
enum RowState: string {
	/** Goes with the next delivery. */
	case Waiting = 'waiting';
	/** Under lease. */
	case Sending = 'sending';
	/** A delivery failed; goes again when its time has come. */
	case Retrying = 'retrying';
	/** Ivorey rejected it, or it cannot be built: waits for a change, or for "try again". */
	case Quarantined = 'quarantined';
}
