<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** A row that is due. */
final class Candidate {

	/**
	 * @param string $lease  Empty, or the token of a lease that ran out: its process ended without a word.
	 * @param int    $trials As Row has it.
	 */
	public function __construct(
		public readonly string $element,
		public readonly int $id,
		public readonly string $lease,
		public readonly int $trials
	) {}

	/** Whether a process ended that had it. */
	public function isSuspect(): bool {
		return '' !== $this->lease || $this->trials > 0;
	}
}
