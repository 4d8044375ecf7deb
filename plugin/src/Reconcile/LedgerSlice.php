<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** A range of the ledger with its sum. */
final class LedgerSlice {

	/** Records in a part: few, so that little is listed for records that agree. */
	public const PART = 16;

	/** @param array<int|string, int>|null $versions By wire ID, in order; null if they were not read. */
	public function __construct(
		public readonly VersionRange $range,
		public readonly VersionSum $sum,
		public readonly ?array $versions = null
	) {}

	/** @return non-empty-list<self> The slice split into parts, if its versions were read. */
	public function parts(): array {
		$chunks = array_chunk( $this->versions ?? [], self::PART, true );
		$parts  = [];
		$after  = $this->range->after;
		foreach ( $chunks as $index => $chunk ) {
			$until   = count( $chunks ) - 1 === $index ? $this->range->until : (string) array_key_last( $chunk );
			$parts[] = new self( new VersionRange( $after, $until ), LedgerVersions::sumOf( $chunk ), $chunk );
			$after   = (string) $until;
		}
		return [] === $parts ? [ $this ] : $parts;
	}
}
