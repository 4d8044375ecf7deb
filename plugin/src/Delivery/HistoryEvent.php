<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** The outcome of a row of the outbox when it was its turn. Stored: never rename one. */
enum HistoryEvent: string {
	/** Ivorey answered with an outcome for each of its records. */
	case Answered = 'answered';
	/** Nothing to send: excluded, or as Ivorey has it. */
	case Unchanged = 'unchanged';
	/** Sent, and no answer that says what became of it. */
	case Failed = 'failed';
	/** Quarantined: rejected, or it cannot be built or sent. */
	case Quarantined = 'put_aside';
}
