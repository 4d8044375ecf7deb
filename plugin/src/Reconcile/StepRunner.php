<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Model\Clock;

/**
 * Runs the steps of a reconcile and saves the progress, so that the next process notices where this one was
 * killed.
 */
final class StepRunner {

	public function __construct(
		private readonly Steps $verifier,
		private readonly AgreementOption $agreements,
		private readonly Clock $clock
	) {}

	/**
	 * Runs to the end, within this process.
	 *
	 * @param (Closure(Progress): void)|null $onStep Called after each step.
	 * @throws Unanswered If Ivorey cannot be asked.
	 */
	public function runToEnd( Progress $progress, ?Closure $onStep = null ): void {
		while ( null !== $progress->element() ) {
			$this->verifier->step( $progress );
			if ( null !== $onStep ) {
				$onStep( $progress );
			}
		}
	}

	/**
	 * Runs one part.
	 *
	 * @param int                    $until    Microseconds since 1970; one step may take longer.
	 * @param (Closure(): bool)|null $makesWay Whether to end early; asked after each step, so that every part
	 *                                         makes progress.
	 * @return bool Whether there is more to do.
	 * @throws Unanswered If Ivorey cannot be asked; the next call continues from there.
	 */
	public function run( string $connection, Progress $progress, int $until, ?Closure $makesWay = null ): bool {
		// Saved first, so that a failure is not retried with every sweep, and the next process knows if this
		// one dies.
		$progress->open();
		$this->save( $connection, $progress );
		try {
			while ( null !== $progress->element() && $this->clock->microseconds() < $until ) {
				$this->verifier->step( $progress );
				$this->save( $connection, $progress );
				if ( null !== $makesWay && $makesWay() ) {
					break;
				}
			}
		} finally {
			$progress->close();
			$this->save( $connection, $progress );
		}
		return null !== $progress->element();
	}

	private function save( string $connection, Progress $progress ): void {
		$this->agreements->saveProgress( $connection, $progress, $this->clock->microseconds() );
	}
}
