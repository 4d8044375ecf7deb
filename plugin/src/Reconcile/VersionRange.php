<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** A range of wire IDs in text order. */
final class VersionRange {

	/**
	 * @param string      $after Not included; empty for the beginning.
	 * @param string|null $until Included; null for the end.
	 */
	public function __construct(
		public readonly string $after,
		public readonly ?string $until
	) {}
}
