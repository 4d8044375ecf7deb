<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Outbox\Element;

/** One record as it goes over the wire, but for its version, which Delivery adds from the outbox row. */
final class WireRecord {

	/**
	 * @param string               $id   The wire id ("123", "refund:456").
	 * @param array<string, mixed> $data As plugin/contract/<element>.json describes it.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $id,
		public readonly array $data
	) {}
}
