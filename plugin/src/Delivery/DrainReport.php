<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

final class DrainReport {

	/** @param int|null $nextWakeAt Microseconds since 1970: when the next row is due; null if none waits. */
	public function __construct(
		public readonly DrainEnd $end,
		public readonly Tally $tally,
		public readonly ?int $nextWakeAt
	) {}
}
