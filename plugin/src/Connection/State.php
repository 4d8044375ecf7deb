<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** Both sides use the same names (shared/src/connection.ts). */
enum State: string {
	/** Saved in Ivorey, not yet approved here: nothing is sent. */
	case Pending = 'pending';
	case Active  = 'active';
	/** Ivorey refuses this store: changes are marked, nothing is sent. */
	case Paused = 'paused';
	/** Nothing is marked. */
	case Disconnected = 'disconnected';
}
