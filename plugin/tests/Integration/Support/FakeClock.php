<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Model\Clock;

/** Shows the time a test sets, running from then on. */
final class FakeClock implements Clock {

	/** Microseconds since 1970. */
	public int $now;

	public function __construct() {
		$this->now = (int) ( microtime( true ) * 1_000_000 );
	}

	public function microseconds(): int {
		return $this->now;
	}

	public function pass( int $seconds ): void {
		$this->now += $seconds * 1_000_000;
	}
}
