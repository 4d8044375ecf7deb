<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Throwable;

/**
 * Compares both sides once a day, and after a time in which the plugin did not run, and sends again what differs: in
 * parts, each an action of Action Scheduler.
 */
final class DailyReconciliation {

	/** Seconds; well below what an action may take. */
	private const BUDGET = 15;

	/** Microseconds. */
	private const MAKE_WAY  = 10_000_000;
	private const MOST_REST = 60_000_000;

	/** @param Closure(): void $housekeeping What is to be done about once a day, too. */
	public function __construct(
		private readonly Reconciliation $reconciliation,
		private readonly AbsenceOption $absences,
		private readonly Connection $connection,
		private readonly Scheduler $scheduler,
		private readonly Clock $clock,
		private readonly Closure $housekeeping
	) {}

	public function register(): void {
		// After the drain, so that what waits only for it is not seen as waiting.
		add_action( Scheduler::SWEEP, [ $this, 'onSweep' ], 20 );
		add_action( Scheduler::VERIFY, [ $this, 'onAction' ] );
	}

	/** @internal Hook. */
	public function onSweep(): void {
		$current = $this->connection->current();
		if ( State::Disconnected !== $current->state ) {
			$this->absences->running( $this->clock->microseconds(), $current->connectedAt * 1_000_000 );
		}
		$next = $this->reconciliation->nextAt();
		if ( null !== $next && $next <= $this->clock->microseconds() ) {
			$this->scheduler->wakeAt( $this->clock->microseconds(), Scheduler::VERIFY );
		}
	}

	/**
	 * How long to leave the server to others before the next part: not at all as a rule; where this one ended early for what
	 * is urgent, until that is gone; where it took too long, because the server is busy, as long as that.
	 *
	 * @param int $taken Microseconds, as is what it returns.
	 */
	private static function rest( int $taken ): int {
		$over = $taken - self::BUDGET * 1_000_000;
		return $over < 0 ? self::MAKE_WAY : min( self::MOST_REST, $over );
	}

	/**
	 * Never throws: a failed action would stay in Action Scheduler's table for ever. A comparison
	 * that breaks off is taken up again by a sweep.
	 *
	 * @internal Hook.
	 */
	public function onAction(): void {
		try {
			$begun = $this->clock->microseconds();
			if ( $this->reconciliation->resume( self::BUDGET, repair: true, makesWay: true ) ) {
				$now = $this->clock->microseconds();
				$this->scheduler->wakeAt( $now + self::rest( $now - $begun ), Scheduler::VERIFY );
				return;
			}
			( $this->housekeeping )();
			$agreement = $this->reconciliation->agreement();
			// An older one where there was nothing to do, as while the sync is paused.
			if ( null !== $agreement && $agreement->finishedAt >= $begun && ! $agreement->agrees() ) {
				Log::warning(
					'The store and Ivorey differed; resending the records that differ.',
					[
						'records' => $agreement->differing,
						'first'   => Difference::names( $agreement->differences ),
					]
				);
			}
		} catch ( Unanswered $error ) {
			Log::warning( 'The store and Ivorey could not be compared; retrying later.', [ 'problem' => $error->problem ] );
		} catch ( Throwable $error ) {
			Log::error( 'Comparing the store with Ivorey failed.', [ 'error' => Log::describe( $error ) ] );
		}
	}
}
