<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** The result of asking Ivorey about the connection. */
enum Answered {
	/** It may send. */
	case Good;
	/** It may not: it is paused now. */
	case Refused;
	/** No answer that says either. */
	case Unclear;
}
