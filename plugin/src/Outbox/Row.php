<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;

/** A row under lease: what is to be sent. */
final class Row {

	/** Solo attempts before a row suspected of ending PHP is quarantined. */
	public const MOST_TRIALS = 3;

	/**
	 * @param int          $seq       At the time of the lease; the row is removed only if it is still this.
	 * @param list<Reason> $reasons
	 * @param int          $attempts  Failed ones since the last mark.
	 * @param bool         $uncertain An earlier delivery may have arrived without our knowing, so that
	 *                                what the ledger says need not be what Ivorey has.
	 * @param int          $markedAt  Since when it is dirty; microseconds since 1970, 0 if that is not known.
	 * @param int          $trials    Deliveries of it alone that were begun, this one included, since a process ended
	 *                                that had it, and of which none was heard of.
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

	/** Whether each process that had it alone ended without a word. */
	public function endsPhp(): bool {
		return $this->trials > self::MOST_TRIALS;
	}

	public function hasReason( Reason $reason ): bool {
		return in_array( $reason, $this->reasons, true );
	}
}
