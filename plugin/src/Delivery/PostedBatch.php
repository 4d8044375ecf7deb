<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Http\Exchange;

/** A posted batch that waits for its receipt. */
final class PostedBatch {

	public function __construct(
		public readonly Batch $batch,
		public readonly Exchange $exchange
	) {}
}
