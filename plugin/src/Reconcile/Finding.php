<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

final class Finding {

	/** @param string $why A slug (of an exclusion, of a state), or what an error said; empty where the comparison says it all. */
	public function __construct(
		public readonly Comparison $comparison,
		public readonly string $why = ''
	) {}
}
