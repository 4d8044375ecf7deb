<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use Ivorey\WooCommerce\Contract\Contract;

/** The recent results of requests to Ivorey. Changes only when requests begin to fail, or succeed again. */
final class CircuitState {

	/**
	 * @param int $failures    Consecutive failed deliveries that no single record caused.
	 * @param int $retryAt     Microseconds since 1970: nothing is sent before.
	 * @param int $clockOffset Seconds by which Ivorey's clock is ahead of the local one.
	 * @param int $checkedAt   Microseconds since 1970: the last `GET /v1/connection` that was answered.
	 * @param int $failedSince Microseconds since 1970: the first of these failures; 0 if there are none.
	 * @param int $unanswered  Consecutive questions about the connection without an answer.
	 * @param int $askAgainAt  Microseconds since 1970: when to ask again after those; 0 if there are none.
	 * @param string $problem  Why the last delivery failed, as Classification names it; empty if it did not fail.
	 */
	public function __construct(
		public readonly int $failures = 0,
		public readonly int $retryAt = 0,
		public readonly int $clockOffset = 0,
		public readonly int $checkedAt = 0,
		public readonly int $failedSince = 0,
		public readonly int $unanswered = 0,
		public readonly int $askAgainAt = 0,
		public readonly string $problem = ''
	) {}

	/**
	 * @param int    $now     Microseconds since 1970.
	 * @param string $problem As Classification names it.
	 */
	public function failed( int $retryAt, int $now, string $problem = '' ): self {
		return new self( $this->failures + 1, $retryAt, $this->clockOffset, $this->checkedAt, $this->since( $now ), $this->unanswered, $this->askAgainAt, $problem );
	}

	public function worked(): self {
		return new self( 0, 0, $this->clockOffset, $this->checkedAt, 0, $this->unanswered, $this->askAgainAt );
	}

	public function withClockOffset( int $seconds ): self {
		return new self( $this->failures, $this->retryAt, $seconds, $this->checkedAt, $this->failedSince, $this->unanswered, $this->askAgainAt, $this->problem );
	}

	public function checked( int $now ): self {
		return new self( $this->failures, $this->retryAt, $this->clockOffset, $now, $this->failedSince, problem: $this->problem );
	}

	public function unanswered( int $askAgainAt ): self {
		return new self( $this->failures, $this->retryAt, $this->clockOffset, $this->checkedAt, $this->failedSince, $this->unanswered + 1, $askAgainAt, $this->problem );
	}

	/**
	 * @param int $now   Microseconds since 1970.
	 * @param int $every Microseconds from one answer to the next question.
	 */
	public function isToAsk( int $now, int $every ): bool {
		return $now >= ( $this->unanswered > 0 ? $this->askAgainAt : $this->checkedAt + $every );
	}

	/**
	 * @param int $now     Microseconds since 1970.
	 * @param int $seconds Minimum duration.
	 * @return bool Whether nothing has got through for that long.
	 */
	public function hasFailedFor( int $seconds, int $now ): bool {
		return $this->failures > 0 && $this->failedSince > 0 && $now - $this->failedSince >= $seconds * 1_000_000;
	}

	/** Whether nothing gets through until one side is updated. */
	public function needsUpdate(): bool {
		return $this->failures > 0 && 'update' === ( Contract::PROBLEMS[ $this->problem ]['reaction'] ?? '' );
	}

	private function since( int $now ): int {
		return $this->failures > 0 && $this->failedSince > 0 ? $this->failedSince : $now;
	}
}
