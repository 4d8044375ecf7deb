<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** How the way to Ivorey has been lately. Changes seldom: only when deliveries begin to fail, or work again. */
final class LinkState {

	/**
	 * @param int $failures    Deliveries that failed in a row through nobody's record.
	 * @param int $retryAt     Microseconds since 1970: nothing is sent before.
	 * @param int $clockOffset Seconds by which Ivorey's clock is ahead of ours.
	 * @param int $checkedAt   Microseconds since 1970: the last `GET /v1/connection`.
	 * @param int $failedSince Microseconds since 1970: the first of these failures; 0 if there are none.
	 */
	public function __construct(
		public readonly int $failures = 0,
		public readonly int $retryAt = 0,
		public readonly int $clockOffset = 0,
		public readonly int $checkedAt = 0,
		public readonly int $failedSince = 0
	) {}

	/** @param int $now Microseconds since 1970. */
	public function failed( int $retryAt, int $now ): self {
		return new self( $this->failures + 1, $retryAt, $this->clockOffset, $this->checkedAt, $this->since( $now ) );
	}

	public function worked(): self {
		return new self( 0, 0, $this->clockOffset, $this->checkedAt );
	}

	public function withClockOffset( int $seconds ): self {
		return new self( $this->failures, $this->retryAt, $seconds, $this->checkedAt, $this->failedSince );
	}

	public function checked( int $now ): self {
		return new self( $this->failures, $this->retryAt, $this->clockOffset, $now, $this->failedSince );
	}

	/**
	 * @param int $now     Microseconds since 1970.
	 * @param int $seconds How long at least.
	 * @return bool Whether nothing has got through for so long.
	 */
	public function hasFailedFor( int $seconds, int $now ): bool {
		return $this->failures > 0 && $this->failedSince > 0 && $now - $this->failedSince >= $seconds * 1_000_000;
	}

	private function since( int $now ): int {
		return $this->failures > 0 && $this->failedSince > 0 ? $this->failedSince : $now;
	}
}
