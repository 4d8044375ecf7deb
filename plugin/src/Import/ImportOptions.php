<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** Limits of a run. */
final class ImportOptions {

	/**
	 * @param int  $budget      Seconds; a slice in progress is finished.
	 * @param int  $httpTimeout Seconds for one delivery.
	 * @param int  $lockWait    Seconds to wait for another run to end.
	 * @param bool $force       Whether to continue although the last delivery failed and its retry is not due yet.
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

	/** For a person who watches it, in a process without a time limit. */
	public static function byHand(): self {
		return new self( 86_400, 30, 1, true );
	}
}
