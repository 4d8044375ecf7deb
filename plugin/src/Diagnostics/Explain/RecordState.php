<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Reconcile\Finding;
use Ivorey\WooCommerce\Reconcile\LocalRecord;

/** One wire record, in the store and in Ivorey. */
final class RecordState {

	/**
	 * @param LocalRecord|null        $local    Null if the store does not have it.
	 * @param LedgerEntry|null $known   Ivorey's version according to the store.
	 * @param Finding|null     $finding The comparison of both sides; null if Ivorey could not be asked.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $wireId,
		public readonly ?LocalRecord $local,
		public readonly ?LedgerEntry $known,
		public readonly ?Finding $finding
	) {}
}
