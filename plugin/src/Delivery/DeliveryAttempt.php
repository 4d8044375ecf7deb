<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** One batch that was posted, for people to look at. Holds nothing of what was in it. */
final class DeliveryAttempt {

	/**
	 * @param int    $sentAt   Microseconds since 1970.
	 * @param int    $bytes    On the wire.
	 * @param int    $status   HTTP status; 0 where there was no answer.
	 * @param string $problem  Name of the problem (shared/src/problems.ts), or what was unforeseen; empty if none.
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
