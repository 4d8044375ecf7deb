<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Import\Job;

/** When both sides are compared by themselves. Pure; times are microseconds, since 1970 where they are no durations. */
final class Schedule {

	/** Between two comparisons. */
	private const EVERY = 86_400_000_000;

	/** Between two quick ones. */
	private const QUICK_EVERY = 3_600_000_000;

	/** From the connection, or the end of an import, to the first one. */
	private const FIRST = 600_000_000;

	/** After which one counts as broken off. */
	private const STALLED = 300_000_000;

	/**
	 * @param int            $connectedAt
	 * @param int            $progressedAt When the one that is under way was saved last; 0 if none is.
	 * @param Agreement|null $last         The result of the last one.
	 * @param Job|null       $import       The import that was begun last.
	 * @param Absence|null   $absence      When the plugin did not run, if that is still to be made up for.
	 * @return int|null When the next one is to begin, or to go on; null while an import is to come to its end first.
	 */
	public static function nextAt( int $connectedAt, int $progressedAt, ?Agreement $last, ?Job $import, ?Absence $absence = null ): ?int {
		// One that was under way before begins anew.
		$isAhead = null === $absence || $progressedAt > $absence->to;
		if ( $progressedAt > 0 && $isAhead ) {
			// The process that did it may have been killed; it goes on by itself otherwise.
			return $progressedAt + self::STALLED;
		}
		if ( null !== $import && ! $import->state->isOver() ) {
			// R26: what a reconnect has not filled in yet would look like a difference for a day.
			return null;
		}
		if ( null !== $absence ) {
			return $absence->to;
		}
		// Records that were sent again are soon looked at again.
		$next     = null === $last ? $connectedAt + self::FIRST : $last->finishedAt + ( $last->repaired > 0 ? self::FIRST : self::EVERY );
		$imported = $import->finishedAt ?? 0;
		// Some of it may still wait in the outbox, or for an answer.
		return $imported > ( $last->finishedAt ?? 0 ) ? max( $next, $imported + self::FIRST ) : $next;
	}

	/**
	 * @param int            $connectedAt
	 * @param int            $progressedAt As for nextAt(), of the quick one.
	 * @param bool           $isOpen       Whether a process is at it, or was killed.
	 * @param Agreement|null $last         The result of the last quick one.
	 * @param Job|null       $import       The import that was begun last.
	 * @return int|null When the next quick one is to begin, or to go on; null while an import is to come to its end first.
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
