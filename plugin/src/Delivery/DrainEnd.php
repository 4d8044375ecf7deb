<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** Why a drain ended. */
enum DrainEnd: string {
	case Empty     = 'empty';
	case OutOfTime = 'out-of-time';
	/** Ivorey or the network fails: retry later. */
	case BackingOff   = 'backing-off';
	case Paused       = 'paused';
	case NotConnected = 'not-connected';
	/** Another process is draining. */
	case Busy = 'busy';
	/** This process has an open transaction, which may be rolled back. */
	case InTransaction = 'in-transaction';
}
