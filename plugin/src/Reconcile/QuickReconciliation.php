<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;

/** Compares the ledger with Ivorey, for WP-CLI, the screens and the hourly run. */
final class QuickReconciliation {

	/**
	 * @param Closure(): list<Element> $elements As Reconciliation::elements().
	 * @param Closure(): (Job|null)    $import   The latest import.
	 */
	public function __construct(
		private readonly StepRunner $runner,
		private readonly Closure $elements,
		private readonly AgreementOption $agreements,
		private readonly Connection $connection,
		private readonly Closure $import,
		private readonly Clock $clock
	) {}

	/** The last result; null if this connection has none. */
	public function agreement(): ?Agreement {
		$connection = $this->connection->current()->connection;
		return '' === $connection ? null : $this->agreements->last( $connection );
	}

	/**
	 * Runs a whole comparison.
	 *
	 * @param bool $repair Whether to resend records that differ.
	 * @throws Unanswered If Ivorey cannot be asked.
	 */
	public function run( bool $repair ): Progress {
		$current = $this->connection->current();
		if ( State::Active !== $current->state ) {
			throw State::Paused === $current->state ? Unanswered::paused() : Unanswered::notConnected();
		}
		$progress = $this->begin( $repair );
		$this->runner->runToEnd( $progress );
		$this->finish( $current, $progress );
		return $progress;
	}

	/**
	 * Continues the current comparison, or begins one. Records that differ are resent.
	 *
	 * @param int $budget Seconds; one step may take longer.
	 * @return bool Whether there is more to do.
	 * @throws Unanswered If Ivorey cannot be asked; the next call continues from there.
	 */
	public function resume( int $budget ): bool {
		$current = $this->connection->current();
		if ( State::Active !== $current->state ) {
			return false;
		}
		$until    = $this->clock->microseconds() + $budget * 1_000_000;
		$progress = $this->agreements->progress( $current->connection ) ?? $this->begin( true );
		$progress->restrictTo( ( $this->elements )() );
		if ( $this->runner->run( $current->connection, $progress, $until ) ) {
			return true;
		}
		$this->finish( $current, $progress );
		return false;
	}

	private function begin( bool $repair ): Progress {
		return new Progress( ( $this->elements )(), $this->clock->microseconds(), repairs: $repair );
	}

	private function finish( StoredConnection $connection, Progress $progress ): void {
		$this->agreements->finish( $connection->connection, $progress->agreement( $this->clock->microseconds() ) );
	}

	/**
	 * Microseconds since 1970: when to begin the next one, or to continue; null while not connected, or
	 * during an import.
	 */
	public function nextAt(): ?int {
		$current = $this->connection->current();
		return State::Active !== $current->state ? null : Schedule::nextQuickAt(
			$current->connectedAt * 1_000_000,
			$this->agreements->progressedAt( $current->connection ),
			true === $this->agreements->progress( $current->connection )?->isOpen,
			$this->agreements->last( $current->connection ),
			( $this->import )()
		);
	}
}
