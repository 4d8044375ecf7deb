<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** The outcome of an outbox row when it was processed. Stored: never rename one. */
enum HistoryEvent: string {
	/** Ivorey answered with an outcome for each of its records. */
	case Answered = 'answered';
	/** Nothing to send: excluded, or Ivorey already has it. */
	case Unchanged = 'unchanged';
	/** Sent, but no answer tells the result. */
	case Failed = 'failed';
	/** Quarantined: rejected, or it cannot be built or sent. */
	case Quarantined = 'put_aside';
}
