<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

final class Finding {

	/**
	 * @param string $why A slug (of an exclusion, or of a state) or an error message; empty if the comparison
	 *                    alone is clear.
	 */
	public function __construct(
		public readonly Comparison $comparison,
		public readonly string $why = ''
	) {}
}
