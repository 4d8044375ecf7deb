<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;

/**
 * Decides which marks of one request and site are written when. Pure: it is told the time and
 * returns the statements.
 *
 * While somebody waits, the first mark of an object is written at once, so that a crash loses
 * nothing, and what follows is noted and written together, at the latest at the end. That makes at
 * most two statements for each object that is marked (a checkout: one or two, whatever is saved
 * between). Where nobody waits, each mark is written at once.
 */
final class MarkJournal {

	/** Rows of one statement, so that none grows with the number of orders. */
	public const ROWS_PER_STATEMENT = 100;

	/** Notes that are not left to the end of a long request any more. */
	private const MANY = 50;

	/** Microseconds after which a note is not left to the end either. */
	private const LONG = 1_500_000;

	/** @var array<string, Mark> What is not written yet, by element and id. */
	private array $noted = [];

	/** @var int Since when there are notes; microseconds since 1970. */
	private int $notedSince = 0;

	/** Seconds that an order waits for the end of the process that makes it, should that be killed. */
	private const UNFINISHED_REQUEST = 5;

	/** The same where nobody waits for a response: a script may take its time from one statement to the next. */
	private const UNFINISHED_SCRIPT = 30;

	/** @var array<int, true> Orders that were placed in this request, by id. */
	private array $placed = [];

	/** @var array<string, Mark> Written as unfinished, by element and id. */
	private array $unfinished = [];

	/** @var array<string, true> Objects that were written in this request, by element and id. */
	private array $seen = [];

	private int $subjects = 0;

	private int $statements = 0;

	private bool $isMarked = false;

	/**
	 * The marks of one event, the object it happened to first.
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
	 * Marks of what is saved in many small steps: they wait for the end, or until a statement is full, or
	 * until they have waited too long.
	 *
	 * @param int  $now      Microseconds since 1970.
	 * @param bool $coalesce Whether somebody waits for the response, and a long request is better not made longer.
	 * @return list<non-empty-list<Mark>> The statements to write now.
	 */
	public function collect( int $now, bool $coalesce, Mark ...$marks ): array {
		$this->note( $now, ...$marks );
		$isLong = ! $coalesce && $now - $this->notedSince >= self::LONG;
		return $isLong || count( $this->noted ) >= self::ROWS_PER_STATEMENT ? $this->takeUnfinished( $coalesce ) : [];
	}

	/**
	 * Marks that wait for the next statement, or the end of the request.
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

	/** @return list<non-empty-list<Mark>> The statements to write what is noted, when all of it is whole. */
	public function take(): array {
		return $this->statements( 0 );
	}

	/**
	 * The same in the middle of a request: what is placed in it is still being made.
	 *
	 * @param bool $coalesce Whether somebody waits for the response.
	 * @return list<non-empty-list<Mark>>
	 */
	public function takeUnfinished( bool $coalesce ): array {
		return $this->statements( $coalesce ? self::UNFINISHED_REQUEST : self::UNFINISHED_SCRIPT );
	}

	/** @return list<Mark> What was written as unfinished, and is whole when this is asked. */
	public function finished(): array {
		$finished         = array_values( $this->unfinished );
		$this->unfinished = [];
		return $finished;
	}

	/**
	 * An order that is placed in this request is still being made until the request ends.
	 *
	 * @param int $unfinishedSeconds 0 where it is whole.
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

	/** Whether anything happened in this request, written or not. */
	public function isMarked(): bool {
		return $this->isMarked;
	}

	/** Keeps to two statements for each object, one of them for the end. */
	private function isOverdue( int $now ): bool {
		return ( count( $this->noted ) >= self::MANY || $now - $this->notedSince >= self::LONG )
			&& $this->statements + 1 < 2 * $this->subjects;
	}
}
