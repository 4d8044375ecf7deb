<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

final class SystemClock implements Clock {

	public function microseconds(): int {
		// As integers: a float holds microseconds since 1970 only to the last digit or two.
		$now = gettimeofday();
		return $now['sec'] * 1_000_000 + $now['usec'];
	}
}
