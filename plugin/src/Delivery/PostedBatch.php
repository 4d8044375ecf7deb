<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** A batch that was posted, and whose answer is awaited. */
final class PostedBatch {

	/** @param int $began Microseconds since 1970. */
	public function __construct(
		public readonly Batch $batch,
		public readonly Sender $sender,
		public readonly int $timeout,
		public readonly int $began,
		public readonly PendingAnswer $pending
	) {}
}
