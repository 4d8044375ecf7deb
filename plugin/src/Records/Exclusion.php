<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Model\Element;

/** A record that stays in the store, and the reason (R18). */
final class Exclusion {

	/**
	 * @param string                    $id     The wire ID it would have.
	 * @param string                    $reason A slug of Contract::EXCLUSION_REASONS.
	 * @param array<string, mixed>|null $notice Data that notifies Ivorey once, if Ivorey has the record: it
	 *                                          keeps its copy, and excludes this. Null for no notice.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $id,
		public readonly string $reason,
		public readonly ?array $notice = null
	) {}
}
