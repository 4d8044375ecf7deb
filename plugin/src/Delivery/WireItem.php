<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\LedgerEntry;

/** One record, encoded. */
final class WireItem {

	/**
	 * @param string           $hash  Of its data, for the ledger.
	 * @param string           $json  `{element, id, version, data}`.
	 * @param LedgerEntry|null $known What was known of it before.
	 * @param string|null      $onlyIfKnown As WireRecord has it.
	 * @param bool             $isQuestion  Whether it holds less than the record: it is to follow where Ivorey has it.
	 * @param int              $leftOut     As WireRecord has it.
	 * @param bool             $isNotice    Whether it is what Exclusion has of that name.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $wireId,
		public readonly int $version,
		public readonly string $hash,
		public readonly string $json,
		public readonly ?LedgerEntry $known,
		public readonly ?string $onlyIfKnown = null,
		public readonly bool $isQuestion = false,
		public readonly int $leftOut = 0,
		public readonly bool $isNotice = false
	) {}
}
