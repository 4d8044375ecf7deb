<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** Ivorey's clock; requests are signed with its time. */
interface IvoreyClock {

	/** Seconds since 1970, as far as known. */
	public function ivoreySeconds(): int;

	/** @param int $serverTime Ivorey's time; seconds since 1970. */
	public function correctClock( int $serverTime ): void;
}
