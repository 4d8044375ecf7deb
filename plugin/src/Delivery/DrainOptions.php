<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** Limits of a drain. */
final class DrainOptions {

	/**
	 * @param int  $budget      Seconds; a delivery in progress is finished.
	 * @param int  $httpTimeout Seconds for one delivery.
	 * @param int  $rows        Rows read and sent together.
	 * @param int  $lockWait    Seconds to wait for another drain to end.
	 * @param bool $force       Whether to send rows that are backing off, and to check again during a pause.
	 * @param bool $freeMemory  Whether to clear WordPress' object cache of this process between leases.
	 */
	private function __construct(
		public readonly int $budget,
		public readonly int $httpTimeout,
		public readonly int $rows,
		public readonly int $lockWait,
		public readonly bool $force,
		public readonly bool $freeMemory
	) {}

	/** For the process that served a shopper: it is soon needed again. */
	public static function afterResponse(): self {
		return new self( 5, 5, 100, 0, false, false );
	}

	/** For Action Scheduler, WP-Cron, and scripts that changed something: below the 30 seconds that hosts allow. */
	public static function background(): self {
		return new self( 20, 15, 500, 0, false, true );
	}

	/** For a person who waits for it. */
	public static function byHand( int $seconds ): self {
		return new self( $seconds, 15, 500, min( 30, $seconds ), true, true );
	}
}
