<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/**
 * Exponential backoff with full jitter, so that stores do not all retry at once. Pure except for the random
 * number.
 */
final class Backoff {

	private const BASE = 1.0;

	/** Minimum seconds, whatever the random number. */
	private const LEAST = 0.5;

	/** A random number between 0 and 1. */
	public static function dice(): float {
		return random_int( 0, 1_000_000 ) / 1_000_000;
	}

	/**
	 * @param int   $failures Failures in a row, including this one.
	 * @param float $cap      Seconds.
	 * @param float $dice     Between 0 and 1.
	 * @return float Seconds.
	 */
	public static function delay( int $failures, float $cap, float $dice ): float {
		$ceiling = min( $cap, self::BASE * 2 ** min( $failures, 30 ) );
		return max( self::LEAST, $ceiling * $dice );
	}
}
