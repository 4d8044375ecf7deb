<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** One posted batch, for people to look at. Contains none of the records. */
final class DeliveryAttempt {

	/**
	 * @param int    $sentAt   Microseconds since 1970.
	 * @param int    $bytes    On the wire.
	 * @param int    $status   HTTP status; 0 if there was no answer.
	 * @param string $problem  Name of the problem (shared/src/problems.ts), or of an unexpected failure; empty if none.
	 */
	public function __construct(
		public readonly int $sentAt,
		public readonly int $durationMs,
		public readonly int $records,
		public readonly int $bytes,
		public readonly int $status,
		public readonly string $problem,
		public readonly int $applied = 0,
		public readonly int $stale = 0,
		public readonly int $excluded = 0,
		public readonly int $rejected = 0
	) {}
}
