<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** How the way to Ivorey has been lately. Changes seldom: only when deliveries begin to fail, or work again. */
final class LinkState {

	/**
	 * @param int $failures    Deliveries that failed in a row through nobody's record.
	 * @param int $retryAt     Microseconds since 1970: nothing is sent before.
	 * @param int $strikes     Refusals in a row that were not Ivorey's own words.
	 * @param int $clockOffset Seconds by which Ivorey's clock is ahead of ours.
	 * @param int $checkedAt   Microseconds since 1970: the last `GET /v1/connection`.
	 */
	public function __construct(
		public readonly int $failures = 0,
		public readonly int $retryAt = 0,
		public readonly int $strikes = 0,
		public readonly int $clockOffset = 0,
		public readonly int $checkedAt = 0
	) {}

	public function failed( int $retryAt ): self {
		return new self( $this->failures + 1, $retryAt, $this->strikes, $this->clockOffset, $this->checkedAt );
	}

	public function refusedByStranger( int $retryAt ): self {
		return new self( $this->failures + 1, $retryAt, $this->strikes + 1, $this->clockOffset, $this->checkedAt );
	}

	public function worked(): self {
		return new self( 0, 0, 0, $this->clockOffset, $this->checkedAt );
	}

	public function withClockOffset( int $seconds ): self {
		return new self( $this->failures, $this->retryAt, $this->strikes, $seconds, $this->checkedAt );
	}

	public function checked( int $now ): self {
		return new self( $this->failures, $this->retryAt, $this->strikes, $this->clockOffset, $now );
	}
}
