<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Http\Exchange;

/** A batch that was posted, and whose receipt is awaited. */
final class PostedBatch {

	public function __construct(
		public readonly Batch $batch,
		public readonly Exchange $exchange
	) {}
}
