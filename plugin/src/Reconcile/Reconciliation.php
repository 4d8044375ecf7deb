<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\NothingToImport;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;

/** Full reconciles, for WP-CLI, REST, the screens and the daily run. */
final class Reconciliation {

	/**
	 * @param AgreementOption        $checks   The results of quick reconciles.
	 * @param Closure(): (Job|null) $import   The latest import.
	 * @param Closure(): bool       $isWanted Whether this process should make way for urgent work.
	 */
	public function __construct(
		private readonly StepRunner $runner,
		private readonly StoreReader $store,
		private readonly AgreementOption $agreements,
		private readonly AgreementOption $checks,
		private readonly AbsenceOption $absences,
		private readonly Connection $connection,
		private readonly Closure $import,
		private readonly Closure $isWanted,
		private readonly Clock $clock
	) {}

	/** The last result; null if this connection has none. */
	public function agreement(): ?Agreement {
		$connection = $this->connection->current()->connection;
		return '' === $connection ? null : $this->agreements->last( $connection );
	}

	/** The result of the last quick reconcile; null if this connection has none. */
	public function check(): ?Agreement {
		$connection = $this->connection->current()->connection;
		return '' === $connection ? null : $this->checks->last( $connection );
	}

	/** The last reconcile that resent something or covered an absence; null if there was none. */
	public function lastRepair(): ?Agreement {
		$connection = $this->connection->current()->connection;
		return '' === $connection ? null : $this->agreements->repair( $connection );
	}

	/** The absence that still has to be reconciled. */
	public function absence(): ?Absence {
		return State::Disconnected === $this->connection->current()->state ? null : $this->absences->pending();
	}

	/** @return list<Element> The elements that can be compared and are kept in sync. */
	public function elements(): array {
		$current = $this->connection->current();
		return array_values(
			array_filter(
				array_map( Element::from( ... ), Contract::VERIFIED_ELEMENTS ),
				fn ( Element $element ): bool => $this->store->reads( $element ) && $current->marks( $element )
			)
		);
	}

	/**
	 * Runs a whole reconcile.
	 *
	 * @param list<Element>|null            $elements Only these; the result is not saved then.
	 * @param bool                          $repair   Whether to resend records that differ.
	 * @param Closure(Progress): void|null  $onStep   Called after each step.
	 * @throws Unanswered If Ivorey cannot be asked.
	 * @throws NothingToImport If an element to repair is not wanted in Ivorey (R20, R25).
	 */
	public function run( ?array $elements, bool $repair, ?Closure $onStep = null ): Progress {
		$current = $this->connection->current();
		if ( State::Active !== $current->state ) {
			// If nothing is selected, Ivorey would not be asked, and that would look like agreement.
			throw State::Paused === $current->state ? Unanswered::paused() : Unanswered::notConnected();
		}
		if ( $repair ) {
			self::refuseUnwanted( $current, $elements ?? [] );
		}
		$progress = new Progress( $elements ?? $this->elements(), $this->clock->microseconds(), repairs: $repair );
		$this->runner->runToEnd( $progress, $onStep );
		if ( null === $elements ) {
			$this->finish( $current, $progress );
		}
		return $progress;
	}

	/**
	 * Refuses elements that are not wanted: they must not leave the store.
	 *
	 * @param list<Element> $elements
	 * @throws NothingToImport If one of them is switched off, for the import as well.
	 */
	private static function refuseUnwanted( StoredConnection $connection, array $elements ): void {
		$off = array_filter(
			$elements,
			static fn ( Element $element ): bool => ! $connection->marks( $element ) && true !== $connection->settings?->imports( $element )
		);
		if ( [] !== $off ) {
			throw NothingToImport::switchedOff( implode( ', ', array_map( static fn ( Element $element ): string => $element->value, $off ) ) );
		}
	}

	/**
	 * Runs one part, from the end of the last part.
	 *
	 * @param int  $budget   Seconds; one step may take longer.
	 * @param bool $repair   Whether to resend records that differ. A run without repair that is in progress is
	 *                       restarted.
	 * @param bool $makesWay Whether to end early for urgent work, but after at least one step, so that it makes
	 *                       progress.
	 * @return bool Whether there is more to do.
	 * @throws Unanswered If Ivorey cannot be asked; the next call continues from there.
	 */
	public function resume( int $budget, bool $repair = false, bool $makesWay = false ): bool {
		$current = $this->connection->current();
		if ( State::Active !== $current->state ) {
			return false;
		}
		$until    = $this->clock->microseconds() + $budget * 1_000_000;
		$progress = $this->agreements->progress( $current->connection );
		if ( null === $progress || ( $repair && ! $progress->repairs ) || $progress->startedAt < ( $this->absences->pending()->to ?? 0 ) ) {
			$progress = new Progress( $this->elements(), $this->clock->microseconds(), repairs: $repair );
		}
		$progress->restrictTo( $this->elements() );
		if ( $this->runner->run( $current->connection, $progress, $until, $makesWay ? $this->isWanted : null ) ) {
			return true;
		}
		$this->finish( $current, $progress );
		return false;
	}

	private function finish( StoredConnection $connection, Progress $progress ): void {
		$absence = $this->absences->pending();
		if ( null !== $absence && ( ! $progress->repairs || $progress->startedAt < $absence->to ) ) {
			$absence = null;
		}
		$this->agreements->finish( $connection->connection, $progress->agreement( $this->clock->microseconds(), $absence ) );
		if ( null !== $absence ) {
			$this->absences->madeUpFor( $absence );
		}
	}

	/** Starts a new reconcile with repair, which resume() runs part by part. */
	public function beginRepair(): void {
		$this->save( $this->connection->current(), new Progress( $this->elements(), $this->clock->microseconds(), repairs: true ) );
	}

	private function save( StoredConnection $connection, Progress $progress ): void {
		$this->agreements->saveProgress( $connection->connection, $progress, $this->clock->microseconds() );
	}

	/**
	 * Microseconds since 1970: when to begin the next one, or to continue; null while not connected, or
	 * during an import.
	 */
	public function nextAt(): ?int {
		$current = $this->connection->current();
		if ( State::Active !== $current->state ) {
			return null;
		}
		return Schedule::nextAt(
			$current->connectedAt * 1_000_000,
			$this->agreements->progressedAt( $current->connection ),
			$this->agreements->last( $current->connection ),
			( $this->import )(),
			$this->absences->pending()
		);
	}
}
