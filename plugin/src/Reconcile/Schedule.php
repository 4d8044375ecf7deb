<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Import\Job;

/** Schedules automatic reconciles. Pure; times are microseconds, since 1970 unless they are durations. */
final class Schedule {

	/** Interval of full reconciles. */
	private const EVERY = 86_400_000_000;

	/** Interval of quick ones. */
	private const QUICK_EVERY = 3_600_000_000;

	/** From the connection, or the end of an import, to the first one. */
	private const FIRST = 600_000_000;

	/** Time without progress after which a run counts as interrupted. */
	private const STALLED = 300_000_000;

	/**
	 * @param int            $connectedAt
	 * @param int            $progressedAt When the current run was last saved; 0 if none is in progress.
	 * @param Agreement|null $last         The last result.
	 * @param Job|null       $import       The latest import.
	 * @param Absence|null   $absence      The absence that still has to be reconciled.
	 * @return int|null When to begin the next one, or to continue; null until an import is done.
	 */
	public static function nextAt( int $connectedAt, int $progressedAt, ?Agreement $last, ?Job $import, ?Absence $absence = null ): ?int {
		// A run that began before the absence ended starts again.
		$isAhead = null === $absence || $progressedAt > $absence->to;
		if ( $progressedAt > 0 && $isAhead ) {
			// The process that ran it may have been killed; otherwise it continues by itself.
			return $progressedAt + self::STALLED;
		}
		if ( null !== $import && ! $import->state->isOver() ) {
			// R26: records that a reconnect has not sent yet would count as differences for a day.
			return null;
		}
		if ( null !== $absence ) {
			return $absence->to;
		}
		// Resent records are compared again soon.
		$next     = null === $last ? $connectedAt + self::FIRST : $last->finishedAt + ( $last->repaired > 0 ? self::FIRST : self::EVERY );
		$imported = $import->finishedAt ?? 0;
		// Some imported records may still wait in the outbox, or for an answer.
		return $imported > ( $last->finishedAt ?? 0 ) ? max( $next, $imported + self::FIRST ) : $next;
	}

	/**
	 * @param int            $connectedAt
	 * @param int            $progressedAt As in nextAt(), for the quick run.
	 * @param bool           $isOpen       Whether a process is running it, or was killed.
	 * @param Agreement|null $last         The last quick result.
	 * @param Job|null       $import       The latest import.
	 * @return int|null When to begin the next quick one, or to continue; null until an import is done.
	 */
	public static function nextQuickAt( int $connectedAt, int $progressedAt, bool $isOpen, ?Agreement $last, ?Job $import ): ?int {
		if ( null !== $import && ! $import->state->isOver() ) {
			return null;
		}
		if ( $isOpen ) {
			return $progressedAt + self::STALLED;
		}
		$next = max( 0 === $progressedAt ? 0 : $progressedAt + self::QUICK_EVERY, null === $last ? $connectedAt + self::FIRST : $last->finishedAt + ( $last->repaired > 0 ? self::FIRST : self::QUICK_EVERY ) );
		return max( $next, ( $import->finishedAt ?? 0 ) + self::FIRST );
	}
}
