<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** The number of records in a range, and a digest of their versions. */
final class VersionSum {

	/** @param string $digest As Digest::combined() returns it. */
	public function __construct(
		public readonly int $count,
		public readonly string $digest
	) {}

	public function equals( self $other ): bool {
		return $this->count === $other->count && $this->digest === $other->digest;
	}
}
