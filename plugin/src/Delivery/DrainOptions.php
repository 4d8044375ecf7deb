<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** How much a drain may take. */
final class DrainOptions {

	/**
	 * @param int  $budget      Seconds; a delivery under way is finished.
	 * @param int  $httpTimeout Seconds for one delivery.
	 * @param int  $rows        Read and sent together.
	 * @param int  $lockWait    Seconds to wait for another drain to end.
	 * @param bool $force       Whether to send what is backing off, and to ask again if paused.
	 * @param bool $freeMemory  Whether to drop WordPress' object cache of this process in between.
	 */
	private function __construct(
		public readonly int $budget,
		public readonly int $httpTimeout,
		public readonly int $rows,
		public readonly int $lockWait,
		public readonly bool $force,
		public readonly bool $freeMemory
	) {}

	/** In the process that served a shopper: it is wanted back soon. */
	public static function afterResponse(): self {
		return new self( 5, 5, 100, 0, false, false );
	}

	/** Action Scheduler, WP-Cron, and scripts that changed something: below the 30 seconds that hosts allow. */
	public static function background(): self {
		return new self( 20, 15, 500, 0, false, true );
	}

	/** Somebody waits for it. */
	public static function byHand( int $seconds ): self {
		return new self( $seconds, 15, 500, min( 30, $seconds ), true, true );
	}
}
