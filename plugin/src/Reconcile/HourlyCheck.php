<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Throwable;

/** Compares the ledger with Ivorey once an hour, and sends again what differs: in parts, each an action of Action Scheduler. */
final class HourlyCheck {

	/** Seconds; well below what an action may take. */
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
	 * Never throws: a failed action would stay in Action Scheduler's table for ever. A comparison
	 * that breaks off is taken up again by a sweep.
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
			// An older one where there was nothing to do, as while the sync is paused.
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
