<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** A sent request that waits for its response. */
final class Exchange {

	/** @param int $began Microseconds since 1970. */
	public function __construct(
		public readonly Request $request,
		public readonly Sender $sender,
		public readonly int $timeout,
		public readonly int $began,
		public readonly PendingResponse $pending
	) {}
}
