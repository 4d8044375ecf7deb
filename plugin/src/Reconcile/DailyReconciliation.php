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
 * Reconciles both sides once a day and after an absence, and resends the differences. It runs in parts, each
 * an Action Scheduler action.
 */
final class DailyReconciliation {

	/** Seconds; well below the limit of an action. */
	private const BUDGET = 15;

	/** Microseconds. */
	private const MAKE_WAY  = 10_000_000;
	private const MOST_REST = 60_000_000;

	/** @param Closure(): void $housekeeping Other work to do about once a day. */
	public function __construct(
		private readonly Reconciliation $reconciliation,
		private readonly AbsenceOption $absences,
		private readonly Connection $connection,
		private readonly Scheduler $scheduler,
		private readonly Clock $clock,
		private readonly Closure $housekeeping
	) {}

	public function register(): void {
		// After the drain, so that rows it is about to send do not count as waiting.
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
	 * Pause before the next part, so that others can use the server: usually none; MAKE_WAY if this part
	 * ended early for urgent rows; the excess time if it took too long because the server is busy.
	 *
	 * @param int $taken Microseconds; so is the result.
	 */
	private static function rest( int $taken ): int {
		$over = $taken - self::BUDGET * 1_000_000;
		return $over < 0 ? self::MAKE_WAY : min( self::MOST_REST, $over );
	}

	/**
	 * Never throws: a failed action would stay in Action Scheduler's table forever. A sweep resumes an
	 * interrupted run.
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
			// It is an older one if there was nothing to do, for example during a pause.
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
