<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** Ivorey's clock, by which requests are signed. */
interface IvoreyClock {

	/** Seconds since 1970, as far as we know it. */
	public function ivoreySeconds(): int;

	/** @param int $serverTime What Ivorey says it is; seconds since 1970. */
	public function correctClock( int $serverTime ): void;
}
