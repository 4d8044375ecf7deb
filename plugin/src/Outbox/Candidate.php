<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** A row that is due. */
final class Candidate {

	/**
	 * @param string $lease  Empty, or the token of an expired lease: its process died.
	 * @param int    $trials As in Row.
	 */
	public function __construct(
		public readonly string $element,
		public readonly int $id,
		public readonly string $lease,
		public readonly int $trials
	) {}

	/** Whether a process that leased it died. */
	public function isSuspect(): bool {
		return '' !== $this->lease || $this->trials > 0;
	}
}
