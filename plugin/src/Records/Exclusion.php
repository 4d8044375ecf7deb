<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Outbox\Element;

/** Something that stays in the store, and why (R18). */
final class Exclusion {

	/**
	 * @param string $id     The wire id it would have had.
	 * @param string $reason A slug of Contract::EXCLUSION_REASONS.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $id,
		public readonly string $reason
	) {}
}
