<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Throwable;

/**
 * Compares the ledger with Ivorey once an hour, and resends the differences. It runs in parts, each an Action
 * Scheduler action.
 */
final class HourlyCheck {

	/** Seconds; well below the limit of an action. */
	private const BUDGET = 10;

	public function __construct(
		private readonly QuickReconciliation $reconciliation,
		private readonly Scheduler $scheduler,
		private readonly Clock $clock
	) {}

	public function register(): void {
		add_action( Scheduler::SWEEP, [ $this, 'onSweep' ], 20 );
		add_action( Scheduler::CHECK, [ $this, 'onAction' ] );
	}

	/** @internal Hook. */
	public function onSweep(): void {
		$next = $this->reconciliation->nextAt();
		if ( null !== $next && $next <= $this->clock->microseconds() ) {
			$this->scheduler->wakeAt( $this->clock->microseconds(), Scheduler::CHECK );
		}
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
			if ( $this->reconciliation->resume( self::BUDGET ) ) {
				$this->scheduler->wakeAt( $this->clock->microseconds(), Scheduler::CHECK );
				return;
			}
			$agreement = $this->reconciliation->agreement();
			// It is an older one if there was nothing to do, for example during a pause.
			if ( null !== $agreement && $agreement->finishedAt >= $begun && ! $agreement->agrees() ) {
				Log::warning(
					'Ivorey is missing delivered records; sending them again.',
					[
						'records' => $agreement->differing,
						'first'   => Difference::names( $agreement->differences ),
					]
				);
			}
		} catch ( Unanswered $error ) {
			Log::warning( 'The ledger and Ivorey could not be compared; retrying later.', [ 'problem' => $error->problem ] );
		} catch ( Throwable $error ) {
			Log::error( 'Comparing the ledger with Ivorey failed.', [ 'error' => Log::describe( $error ) ] );
		}
	}
}
