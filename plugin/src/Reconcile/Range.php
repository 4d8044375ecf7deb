<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** A range of object IDs, both ends included. */
final class Range {

	/** @param int|null $to Null for an open end. */
	public function __construct(
		public readonly int $from,
		public readonly ?int $to
	) {}
}
