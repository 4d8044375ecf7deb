<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;

/**
 * Stops deliveries for a while after a failure, whatever is marked in the meantime: a store that cannot reach
 * Ivorey must not try with every order. It also stores the offset of Ivorey's clock from the local one.
 */
final class CircuitBreaker implements IvoreyClock {

	private const MAX_BACKOFF_SECONDS = 300.0;

	public function __construct(
		private readonly CircuitOption $store,
		private readonly Clock $clock
	) {}

	public function state(): CircuitState {
		return $this->store->get();
	}

	/** @return bool Whether sending must still wait. */
	public function isBackingOff(): bool {
		return $this->state()->retryAt > $this->clock->microseconds();
	}

	/** Seconds since 1970 by Ivorey's clock, as far as known. */
	public function ivoreySeconds(): int {
		return $this->seconds() + $this->state()->clockOffset;
	}

	/** Stores the offset to the time that Ivorey reported. */
	public function correctClock( int $serverTime ): void {
		$offset = $serverTime - $this->seconds();
		$this->store->save( $this->state()->withClockOffset( $offset ) );
		Log::warning( 'The clocks of this store and Ivorey differ; corrected.', [ 'seconds' => $offset ] );
	}

	/** @return int Microseconds since 1970: when to try again. */
	public function failed( Classification $classification ): int {
		$state = $this->state();
		if ( $state->retryAt > $this->clock->microseconds() ) {
			// Another process met the same failure and has counted it already.
			return $state->retryAt;
		}
		$retryAt = $this->after( $state->failures, $classification );
		$this->store->save( $state->failed( $retryAt, $this->clock->microseconds(), $classification->problem ) );
		Log::warning(
			'Ivorey cannot be reached right now; retrying automatically.',
			[
				'problem'  => $classification->problem,
				'failures' => $state->failures + 1,
			]
		);
		return $retryAt;
	}

	public function worked(): void {
		$state = $this->state();
		if ( $state->failures > 0 ) {
			$this->store->save( $state->worked() );
			Log::info( 'Ivorey can be reached again.' );
		}
	}

	/** Ivorey just answered a question about the connection. */
	public function checked(): void {
		$this->store->save( $this->state()->checked( $this->clock->microseconds() ) );
	}

	/** A question got no answer: that says nothing, and the question is repeated soon. */
	public function unanswered( Classification $classification ): void {
		$state = $this->state();
		$this->store->save( $state->unanswered( $this->after( $state->unanswered, $classification ) ) );
	}

	/** @return bool Whether it is time to ask about the connection again; the interval applies while answers come. */
	public function isToAsk( int $everyMicroseconds ): bool {
		return $this->state()->isToAsk( $this->clock->microseconds(), $everyMicroseconds );
	}

	/**
	 * @param int $failures Failures in a row before this one.
	 * @return int Microseconds since 1970: when to try again.
	 */
	private function after( int $failures, Classification $classification ): int {
		$delay = Backoff::delay( $failures + 1, self::MAX_BACKOFF_SECONDS, Backoff::dice() );
		return $this->clock->microseconds() + (int) ( max( $delay, (float) ( $classification->retryAfter ?? 0 ) ) * 1_000_000 );
	}

	private function seconds(): int {
		return intdiv( $this->clock->microseconds(), 1_000_000 );
	}
}
