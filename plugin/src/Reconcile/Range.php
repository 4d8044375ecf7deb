<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Object ids from one to another, both included. */
final class Range {

	/** @param int|null $to Null for no end. */
	public function __construct(
		public readonly int $from,
		public readonly ?int $to
	) {}
}
