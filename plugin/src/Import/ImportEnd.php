<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** Why a run ended. */
enum ImportEnd {
	/** There was nothing to import. */
	case Idle;
	/** The import is complete. */
	case Done;
	/** Somebody cancelled it, or started another one. */
	case Superseded;
	/** This process has no time or memory left. */
	case OutOfResources;
	/** Rows handed to the outbox must go first. */
	case Waiting;
	case BackingOff;
	case Paused;
	case NotConnected;
	/** Another process runs it. */
	case Busy;
	/** An error interrupted this run; the next run continues. */
	case BrokeOff;
	/** The import was given up. */
	case Failed;
}
