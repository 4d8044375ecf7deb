<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** Exponential backoff with full jitter, so that stores do not come back all at once. Pure but for the dice. */
final class Backoff {

	private const BASE = 1.0;

	/** Never at once, whatever the dice say. */
	private const LEAST = 0.5;

	/** Between 0 and 1. */
	public static function dice(): float {
		return random_int( 0, 1_000_000 ) / 1_000_000;
	}

	/**
	 * @param int   $failures In a row, this one included.
	 * @param float $cap      Seconds.
	 * @param float $dice     Between 0 and 1.
	 * @return float Seconds.
	 */
	public static function delay( int $failures, float $cap, float $dice ): float {
		$ceiling = min( $cap, self::BASE * 2 ** min( $failures, 30 ) );
		return max( self::LEAST, $ceiling * $dice );
	}
}
