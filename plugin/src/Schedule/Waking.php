<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Schedule;

/** How a request that marked something gets it delivered. */
enum Waking {
	/** PHP can send the response and continue. */
	case AfterResponse;
	/** Nobody waits for a response. */
	case Inline;
	/** The response ends with the script: another request must deliver. */
	case Loopback;

	/**
	 * Pure.
	 *
	 * @param string $sapi            PHP_SAPI.
	 * @param bool   $nobodyWaits     True in WP-Cron, or in a request that was sent to wake the site.
	 * @param bool   $canFinishBefore Whether PHP has a function that sends the response.
	 */
	public static function choose( string $sapi, bool $nobodyWaits, bool $canFinishBefore ): self {
		if ( 'cli' === $sapi || 'phpdbg' === $sapi || ( $nobodyWaits && ! $canFinishBefore ) ) {
			return self::Inline;
		}
		return $canFinishBefore ? self::AfterResponse : self::Loopback;
	}
}
