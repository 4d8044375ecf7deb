<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Log;

/**
 * The way to Ivorey. When it fails, nothing is sent for a while, whatever is marked meanwhile: a
 * store whose Ivorey is away must not try with every order.
 */
final class Link {

	private const MAX_BACKOFF_SECONDS = 300.0;

	/** A refusal in somebody else's words (a proxy's page) counts when it comes again. */
	private const STRIKES_TO_COUNT = 2;

	public function __construct(
		private readonly LinkStateStore $store,
		private readonly Clock $clock
	) {}

	public function state(): LinkState {
		return $this->store->get();
	}

	/** @return bool Whether nothing is to be sent yet. */
	public function isBackingOff(): bool {
		return $this->state()->retryAt > $this->clock->microseconds();
	}

	/** Seconds since 1970, by Ivorey's clock as far as we know it. */
	public function ivoreySeconds(): int {
		return $this->seconds() + $this->state()->clockOffset;
	}

	/** Ivorey has said what time it is. */
	public function correctClock( int $serverTime ): void {
		$offset = $serverTime - $this->seconds();
		$this->store->save( $this->state()->withClockOffset( $offset ) );
		Log::warning( 'The clocks of this store and of Ivorey differ; corrected.', [ 'seconds' => $offset ] );
	}

	/** @return int Microseconds since 1970: when to try again. */
	public function failed( Verdict $verdict ): int {
		$state = $this->state();
		if ( $state->retryAt > $this->clock->microseconds() ) {
			// A refusal that was not Ivorey's own has been counted already.
			return $state->retryAt;
		}
		$retryAt = $this->retryAt( $state, $verdict );
		$this->store->save( $state->failed( $retryAt ) );
		Log::warning(
			'Ivorey cannot be reached just now: will try again.',
			[
				'problem'  => $verdict->problem,
				'failures' => $state->failures + 1,
			]
		);
		return $retryAt;
	}

	/** @return bool Whether the refusal counts. If not, it is asked again later. */
	public function refused( Verdict $verdict ): bool {
		$state = $this->state();
		if ( $verdict->ours || $state->strikes + 1 >= self::STRIKES_TO_COUNT ) {
			return true;
		}
		$this->store->save( $state->refusedByStranger( $this->retryAt( $state, $verdict ) ) );
		Log::warning( 'Refused, but not by Ivorey itself: will ask again before pausing.', [ 'problem' => $verdict->problem ] );
		return false;
	}

	public function worked(): void {
		$state = $this->state();
		if ( $state->failures > 0 || $state->strikes > 0 ) {
			$this->store->save( $state->worked() );
			Log::info( 'Ivorey can be reached again.' );
		}
	}

	/** Ivorey was asked about the connection just now. */
	public function checked(): void {
		$this->store->save( $this->state()->checked( $this->clock->microseconds() ) );
	}

	/** @return bool Whether it was asked about the connection longer ago than this. */
	public function isCheckedBefore( int $microseconds ): bool {
		return $this->state()->checkedAt + $microseconds <= $this->clock->microseconds();
	}

	private function retryAt( LinkState $state, Verdict $verdict ): int {
		$delay = Backoff::delay( $state->failures + 1, self::MAX_BACKOFF_SECONDS, Backoff::dice() );
		return $this->clock->microseconds() + (int) ( max( $delay, (float) ( $verdict->retryAfter ?? 0 ) ) * 1_000_000 );
	}

	private function seconds(): int {
		return intdiv( $this->clock->microseconds(), 1_000_000 );
	}
}
