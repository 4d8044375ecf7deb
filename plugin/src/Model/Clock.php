<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** The time as an argument, so that code that depends on it can be tested. */
interface Clock {

	/** Microseconds since 1970, by this machine's clock. */
	public function microseconds(): int;
}
