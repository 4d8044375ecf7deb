<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\LedgerEntry;

/** One record, encoded. */
final class WireItem {

	/**
	 * @param string           $hash  Hash of its data, for the ledger.
	 * @param string           $json  `{element, id, version, data}`.
	 * @param LedgerEntry|null $known The ledger's entry from before.
	 * @param string|null      $onlyIfKnown As in WireRecord.
	 * @param bool             $isQuestion  Whether it holds less than the record: the record itself follows if
	 *                                      Ivorey has it.
	 * @param int              $leftOut     As in WireRecord.
	 * @param bool             $isNotice    Whether it is a notice, as defined by Exclusion.
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
