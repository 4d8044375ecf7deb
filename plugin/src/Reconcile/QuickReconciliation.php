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

/** Comparisons of the ledger with Ivorey, as WP-CLI, the screens and the hourly run ask for them. */
final class QuickReconciliation {

	/**
	 * @param Closure(): list<Element> $elements As Reconciliation::elements().
	 * @param Closure(): (Job|null)    $import   The import that was begun last.
	 */
	public function __construct(
		private readonly StepRunner $runner,
		private readonly Closure $elements,
		private readonly AgreementOption $agreements,
		private readonly Connection $connection,
		private readonly Closure $import,
		private readonly Clock $clock
	) {}

	/** The result of the last one; null if there was none of this connection. */
	public function agreement(): ?Agreement {
		$connection = $this->connection->current()->connection;
		return '' === $connection ? null : $this->agreements->last( $connection );
	}

	/**
	 * From the beginning to the end.
	 *
	 * @param bool $repair Whether records that differ are to be sent again.
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
	 * Goes on with the one that is under way, or begins one. Records that differ are sent again.
	 *
	 * @param int $budget Seconds; one step may take longer.
	 * @return bool Whether there is more to do.
	 * @throws Unanswered If Ivorey cannot be asked; goes on from there the next time.
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

	/** Microseconds since 1970: when the next one is to begin, or to go on; null while nothing is connected, or an import is under way. */
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
