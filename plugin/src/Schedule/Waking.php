<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Schedule;

/** How a request that marked something sees to its delivery. */
enum Waking {
	/** PHP can send the response and go on. */
	case AfterResponse;
	/** Nobody waits for a response. */
	case Inline;
	/** The response ends with the script: another request must do it. */
	case Loopback;

	/**
	 * Pure.
	 *
	 * @param string $sapi            PHP_SAPI.
	 * @param bool   $nobodyWaits     WP-Cron, or the request that was sent to wake us.
	 * @param bool   $canFinishBefore Whether PHP has a function that sends the response.
	 */
	public static function choose( string $sapi, bool $nobodyWaits, bool $canFinishBefore ): self {
		if ( 'cli' === $sapi || 'phpdbg' === $sapi || ( $nobodyWaits && ! $canFinishBefore ) ) {
			return self::Inline;
		}
		return $canFinishBefore ? self::AfterResponse : self::Loopback;
	}
}
