<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** The result of asking Ivorey about the connection. */
enum Answered {
	/** The store may send. */
	case Good;
	/** Ivorey refuses the store; the connection is now paused. */
	case Refused;
	/** An answer that says neither, or none at all. */
	case Unclear;
}
