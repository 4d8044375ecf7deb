<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;

/**
 * Decides when to write which marks of one request and site. Pure: takes the time as an argument and returns
 * the statements.
 *
 * While somebody waits for the response, the first mark of an object is written at once, so that a crash
 * loses nothing. Later marks are noted and written together, at the end at the latest. That makes at most two
 * statements for each marked object (a checkout needs one or two, however much is saved in between). If
 * nobody waits, each mark is written at once.
 */
final class MarkJournal {

	/** Rows per statement, so that no statement grows with the number of orders. */
	public const ROWS_PER_STATEMENT = 100;

	/** Number of notes above which they no longer wait for the end of a long request. */
	private const MANY = 50;

	/** Microseconds after which a note no longer waits for the end. */
	private const LONG = 1_500_000;

	/** @var array<string, Mark> Marks not written yet, by element and ID. */
	private array $noted = [];

	/** @var int Time of the oldest note; microseconds since 1970. */
	private int $notedSince = 0;

	/** Seconds that an order waits for the end of the process that creates it, in case that process is killed. */
	private const UNFINISHED_REQUEST = 5;

	/** The same if nobody waits for a response: a script may take longer between two statements. */
	private const UNFINISHED_SCRIPT = 30;

	/** @var array<int, true> Orders placed in this request, by ID. */
	private array $placed = [];

	/** @var array<string, Mark> Marks written as unfinished, by element and ID. */
	private array $unfinished = [];

	/** @var array<string, true> Objects written in this request, by element and ID. */
	private array $seen = [];

	private int $subjects = 0;

	private int $statements = 0;

	private bool $isMarked = false;

	/**
	 * Handles the marks of one event, the event's own object first.
	 *
	 * @param int  $now      Microseconds since 1970.
	 * @param bool $coalesce Whether somebody waits for the response.
	 * @return list<non-empty-list<Mark>> The statements to write now.
	 */
	public function mark( int $now, bool $coalesce, Mark $subject, Mark ...$others ): array {
		$isFirst = ! isset( $this->seen[ $subject->key() ] );
		if ( $isFirst ) {
			++$this->subjects;
		}
		$this->note( $now, $subject, ...$others );
		return ! $coalesce || $isFirst || $this->isOverdue( $now ) ? $this->takeUnfinished( $coalesce ) : [];
	}

	/**
	 * Handles marks of objects saved in many small steps: they wait until the end, until a statement is full,
	 * or until they have waited too long.
	 *
	 * @param int  $now      Microseconds since 1970.
	 * @param bool $coalesce Whether somebody waits for the response, so that a long request should not get longer.
	 * @return list<non-empty-list<Mark>> The statements to write now.
	 */
	public function collect( int $now, bool $coalesce, Mark ...$marks ): array {
		$this->note( $now, ...$marks );
		$isLong = ! $coalesce && $now - $this->notedSince >= self::LONG;
		return $isLong || count( $this->noted ) >= self::ROWS_PER_STATEMENT ? $this->takeUnfinished( $coalesce ) : [];
	}

	/**
	 * Notes marks that wait for the next statement or the end of the request.
	 *
	 * @param int $now Microseconds since 1970.
	 */
	public function note( int $now, Mark ...$marks ): void {
		foreach ( $marks as $mark ) {
			if ( [] === $this->noted ) {
				$this->notedSince = $now;
			}
			$key                 = $mark->key();
			$this->noted[ $key ] = isset( $this->noted[ $key ] ) ? $this->noted[ $key ]->merge( $mark ) : $mark;
			$this->isMarked      = true;
			if ( in_array( Reason::Placed, $mark->reasons, true ) ) {
				$this->placed[ $mark->id ] = true;
			}
		}
	}

	/** @return list<non-empty-list<Mark>> The statements that write all notes once their objects are complete. */
	public function take(): array {
		return $this->statements( 0 );
	}

	/**
	 * Like take(), in the middle of a request: orders placed in it are still being created.
	 *
	 * @param bool $coalesce Whether somebody waits for the response.
	 * @return list<non-empty-list<Mark>>
	 */
	public function takeUnfinished( bool $coalesce ): array {
		return $this->statements( $coalesce ? self::UNFINISHED_REQUEST : self::UNFINISHED_SCRIPT );
	}

	/** @return list<Mark> Marks that were written as unfinished and are now complete. */
	public function finished(): array {
		$finished         = array_values( $this->unfinished );
		$this->unfinished = [];
		return $finished;
	}

	/**
	 * An order placed in this request is still being created until the request ends.
	 *
	 * @param int $unfinishedSeconds 0 for a complete order.
	 * @return list<non-empty-list<Mark>>
	 */
	private function statements( int $unfinishedSeconds ): array {
		$marks = [];
		foreach ( $this->noted as $key => $mark ) {
			$isUnfinished       = $unfinishedSeconds > 0 && Element::Contacts !== $mark->element && isset( $this->placed[ $mark->id ] );
			$this->seen[ $key ] = true;
			if ( $isUnfinished ) {
				$this->unfinished[ $key ] = $mark;
			} else {
				unset( $this->unfinished[ $key ] );
			}
			$marks[] = $isUnfinished ? $mark->unfinished( $unfinishedSeconds ) : $mark;
		}
		$statements  = array_chunk( $marks, self::ROWS_PER_STATEMENT );
		$this->noted = [];

		$this->statements += count( $statements );
		return $statements;
	}

	/** Whether anything was marked in this request, written or not. */
	public function isMarked(): bool {
		return $this->isMarked;
	}

	/** Keeps to two statements for each object, one of them at the end. */
	private function isOverdue( int $now ): bool {
		return ( count( $this->noted ) >= self::MANY || $now - $this->notedSince >= self::LONG )
			&& $this->statements + 1 < 2 * $this->subjects;
	}
}
