<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** How much a run may take. */
final class ImportOptions {

	/**
	 * @param int  $budget      Seconds; a slice under way is finished.
	 * @param int  $httpTimeout Seconds for one delivery.
	 * @param int  $lockWait    Seconds to wait for another run to end.
	 * @param bool $force       Whether to go on though the last delivery failed and its time has not come.
	 */
	private function __construct(
		public readonly int $budget,
		public readonly int $httpTimeout,
		public readonly int $lockWait,
		public readonly bool $force
	) {}

	/** Below the 30 seconds that hosts allow. */
	public static function background(): self {
		return new self( 20, 20, 0, false );
	}

	/** Somebody watches it, in a process without a limit. */
	public static function byHand(): self {
		return new self( 86_400, 30, 1, true );
	}
}
