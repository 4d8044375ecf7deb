<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** A row under lease: what is to be sent. */
final class Row {

	/**
	 * @param int          $seq       At the time of the lease; the row is removed only if it is still this.
	 * @param list<Reason> $reasons
	 * @param int          $attempts  Failed ones since the last mark.
	 * @param bool         $uncertain An earlier delivery may have arrived without our knowing, so that
	 *                                what the ledger says need not be what Ivorey has.
	 * @param int          $markedAt  Since when it is dirty; microseconds since 1970, 0 if that is not known.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly int $id,
		public readonly int $seq,
		public readonly array $reasons,
		public readonly int $attempts,
		public readonly bool $uncertain,
		public readonly int $markedAt = 0
	) {}

	public function hasReason( Reason $reason ): bool {
		return in_array( $reason, $this->reasons, true );
	}
}
