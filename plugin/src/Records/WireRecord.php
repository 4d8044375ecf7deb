<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Model\Element;

/** One record as sent, except for its version, which Delivery adds from the outbox row. */
final class WireRecord {

	/**
	 * @param string               $id   The wire id ("123", "refund:456").
	 * @param array<string, mixed> $data As plugin/contract/<element>.json describes it.
	 * @param string|null $onlyIfKnown The reason it is excluded if Ivorey does not have it already (R14): a
	 *                                 slug of Contract::EXCLUSION_REASONS. Null if it is sent in any case.
	 * @param int         $leftOut     Number of a product's variations left out because of their price (R13).
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $id,
		public readonly array $data,
		public readonly ?string $onlyIfKnown = null,
		public readonly int $leftOut = 0
	) {}
}
