<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** The state of a row, for people. */
enum RowState: string {
	/** Sent with the next delivery. */
	case Waiting = 'waiting';
	/** Leased. */
	case Sending = 'sending';
	/** A delivery failed; retried when it is due. */
	case Retrying = 'retrying';
	/** Ivorey rejected it, or it cannot be built: it waits for a change, or for "try again". */
	case Quarantined = 'quarantined';
}
