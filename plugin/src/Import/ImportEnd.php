<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** Why a run ended. */
enum ImportEnd {
	/** There was nothing to import. */
	case Idle;
	/** The import has come to its end. */
	case Done;
	/** Somebody cancelled it, or began another one. */
	case Superseded;
	/** The time or the memory of this process is used up. */
	case OutOfResources;
	/** Rows that were handed to the outbox go first. */
	case Waiting;
	case BackingOff;
	case Paused;
	case NotConnected;
	/** Another process does it. */
	case Busy;
	/** Something broke here; it goes on with the next run. */
	case BrokeOff;
	/** It was given up. */
	case Failed;
}
