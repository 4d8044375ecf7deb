<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Model\Element;

/** Something that stays in the store, and why (R18). */
final class Exclusion {

	/**
	 * @param string                    $id     The wire id it would have had.
	 * @param string                    $reason A slug of Contract::EXCLUSION_REASONS.
	 * @param array<string, mixed>|null $notice What Ivorey is told of it once, where it has it: it keeps its copy, and excludes
	 *                                          this. Null if nothing.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $id,
		public readonly string $reason,
		public readonly ?array $notice = null
	) {}
}
