<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;

/** A leased row: what to send. */
final class Row {

	/** Solo attempts before a row suspected of ending PHP is quarantined. */
	public const MOST_TRIALS = 3;

	/**
	 * @param int          $seq       The seq at the time of the lease; the row is removed only if it is still the same.
	 * @param list<Reason> $reasons
	 * @param int          $attempts  Failed attempts since the last mark.
	 * @param bool         $uncertain An earlier delivery may have arrived without confirmation, so Ivorey's
	 *                                version may differ from the ledger's.
	 * @param int          $markedAt  When it became dirty; microseconds since 1970, 0 if unknown.
	 * @param int          $trials    Deliveries of this row alone that were begun, including this one, since a
	 *                                process that held it died, and that no process survived to finish.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly int $id,
		public readonly int $seq,
		public readonly array $reasons,
		public readonly int $attempts,
		public readonly bool $uncertain,
		public readonly int $markedAt = 0,
		public readonly int $trials = 0
	) {}

	/** Whether every process that held it alone died. */
	public function endsPhp(): bool {
		return $this->trials > self::MOST_TRIALS;
	}

	public function hasReason( Reason $reason ): bool {
		return in_array( $reason, $this->reasons, true );
	}
}
