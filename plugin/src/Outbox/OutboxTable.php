<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Model\Reasons;

/**
 * The dirty objects, one row for each (element, object).
 *
 * `due_at` alone decides when a row may be leased: at once after a mark, at the end of the lease while it is
 * being sent, after its backoff if that failed, never in quarantine. Leasing rows is therefore one range of
 * one index, and the lease of a killed process expires by itself.
 */
final class OutboxTable implements Outbox {

	/** `due_at` of a row in quarantine. */
	private const NEVER = PHP_INT_MAX;

	private const MAX_ERROR = 1_000;

	/** IDs per query. */
	private const FIND = 500;

	/**
	 * In the column `uncertain`: 0 for no, 1 for yes, plus one for each trial (Row::$trials), counted up to
	 * this maximum.
	 */
	private const MOST_UNCERTAIN = 200;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock
	) {}

	/** @throws QueryFailed If the database refuses. */
	public function mark( Mark ...$marks ): void {
		if ( [] === $marks ) {
			return;
		}
		// By key, so that two processes lock rows in the same order.
		usort( $marks, static fn ( Mark $one, Mark $other ): int => [ $one->element->value, $one->id ] <=> [ $other->element->value, $other->id ] );
		$now  = $this->clock->microseconds();
		$args = [ $this->table() ];
		foreach ( $marks as $mark ) {
			array_push( $args, $mark->element->value, $mark->id, $mark->seq( $now ), Reasons::toMask( $mark->reasons ), $mark->isUrgent ? 1 : 0, $now, $now + 1_000_000 * $mark->unfinishedSeconds() );
		}
		$values = Database::placeholders( '(%s, %d, %d, %d, %d, %d, %d)', count( $marks ) );
		$this->database->execute(
			"INSERT INTO %i (element, object_id, seq, reasons, urgent, marked_at, due_at) VALUES $values
			ON DUPLICATE KEY UPDATE
				seq = CASE WHEN seq >= VALUES(seq) THEN seq + 1 ELSE VALUES(seq) END,
				reasons = reasons | VALUES(reasons),
				urgent = GREATEST(urgent, VALUES(urgent)),
				due_at = CASE WHEN lease = '' THEN VALUES(due_at) ELSE due_at END,
				attempts = 0,
				quarantined_at = 0,
				error = NULL",
			$args
		);
	}

	/**
	 * Like mark(), but only for objects without a row: a check that finds a missed change leaves rows that
	 * are being sent alone.
	 *
	 * @return int Number of new rows.
	 * @throws QueryFailed If the database refuses.
	 */
	public function markIfClean( Mark ...$marks ): int {
		$ids = [];
		foreach ( $marks as $mark ) {
			$ids[ $mark->element->value ][] = $mark->id;
		}
		$dirty = [];
		foreach ( $ids as $element => $those ) {
			$dirty[ $element ] = $this->find( Element::from( $element ), $those );
		}
		$clean = array_values( array_filter( $marks, static fn ( Mark $mark ): bool => ! isset( $dirty[ $mark->element->value ][ $mark->id ] ) ) );
		$this->mark( ...$clean );
		return count( $clean );
	}

	/** @throws QueryFailed If the database refuses. */
	public function finish( Mark ...$marks ): void {
		$keys = [];
		foreach ( $marks as $mark ) {
			$keys[ $mark->element->value ][] = $mark->id;
		}
		if ( [] === $keys ) {
			return;
		}
		[ $where, $args ] = self::whereKeys( $keys );
		$now              = $this->clock->microseconds();
		$this->database->execute(
			"UPDATE %i SET due_at = %d WHERE lease = '' AND attempts = 0 AND due_at > %d AND due_at < %d AND ($where)",
			[ $this->table(), $now, $now, self::NEVER, ...$args ]
		);
	}

	/**
	 * Leases rows that are due: urgent rows first and alone, newest first; otherwise oldest first. Within
	 * these, failed rows come last. Another process that leases at the same time gets other rows. Rows that
	 * may have ended PHP come after all others and separately (LeaseChoice).
	 *
	 * @param list<Element>                 $elements
	 * @param array<value-of<Element>, int> $limits   Maximum number for these elements, within the overall limit.
	 * @return list<Row>
	 * @throws QueryFailed If the database refuses.
	 */
	public function lease( Lease $lease, array $elements, int $limit, array $limits = [] ): array {
		if ( [] === $elements ) {
			return [];
		}
		$now        = $this->clock->microseconds();
		$candidates = $this->candidates( $elements, $now, $limit );
		if ( [] === $candidates ) {
			return [];
		}
		$choice = LeaseChoice::of( $candidates, $limits );
		$keys   = [];
		foreach ( $choice->rows as $row ) {
			$keys[ $row->element ][] = $row->id;
		}
		[ $where, $args ] = self::whereKeys( $keys );

		// A lease still set in the row has expired: its process died, perhaps after Ivorey received the
		// record. A trial is counted before it begins, because the process may not survive to count it.
		$taken = $this->database->execute(
			"UPDATE %i SET
				uncertain = CASE WHEN uncertain = 0 AND lease = '' THEN 0 WHEN uncertain = 0 THEN %d WHEN uncertain < %d THEN uncertain + %d ELSE uncertain END,
				attempts = CASE WHEN lease <> '' THEN attempts + 1 ELSE attempts END,
				error = CASE WHEN lease <> '' THEN %s ELSE error END,
				lease = %s, leased_seq = seq, due_at = %d
			WHERE due_at <= %d AND ($where)",
			[
				$this->table(),
				$choice->isTrial ? 2 : 1,
				self::MOST_UNCERTAIN,
				$choice->isTrial ? 1 : 0,
				'PHP stopped while this record was being read or sent.',
				$lease->token,
				$now + $lease->microseconds,
				$now,
				...$args,
			]
		);
		if ( 0 === $taken ) {
			return [];
		}
		return array_map(
			static fn ( array $row ): Row => new Row(
				Element::from( (string) $row['element'] ),
				(int) $row['object_id'],
				(int) $row['leased_seq'],
				Reasons::fromMask( (int) $row['reasons'] ),
				(int) $row['attempts'],
				(int) $row['uncertain'] > 0,
				(int) $row['marked_at'],
				max( 0, (int) $row['uncertain'] - 1 )
			),
			$this->database->select(
				"SELECT element, object_id, leased_seq, reasons, attempts, uncertain, marked_at FROM %i
				WHERE lease = %s AND ($where) ORDER BY attempts, leased_seq",
				[ $this->table(), $lease->token, ...$args ]
			)
		);
	}

	/**
	 * The due rows. Suspects are read only if nothing else is due, so they never delay other rows.
	 *
	 * @param non-empty-list<Element> $elements
	 * @param int                     $now      Microseconds since 1970.
	 * @return list<Candidate>
	 */
	private function candidates( array $elements, int $now, int $limit ): array {
		$sound = $this->due( "urgent = 1 AND lease = '' AND uncertain < 2", 'due_at DESC', $elements, $now, $limit );
		if ( [] === $sound ) {
			$sound = $this->due( "urgent = 0 AND lease = '' AND uncertain < 2", 'due_at', $elements, $now, $limit );
		}
		return [] === $sound ? $this->due( "(lease <> '' OR uncertain > 1)", 'due_at', $elements, $now, $limit ) : $sound;
	}

	/**
	 * @param literal-string          $which
	 * @param literal-string          $order
	 * @param non-empty-list<Element> $elements
	 * @param int                     $now      Microseconds since 1970.
	 * @return list<Candidate>
	 */
	private function due( string $which, string $order, array $elements, int $now, int $limit ): array {
		$names = array_map( static fn ( Element $element ): string => $element->value, $elements );
		$in    = Database::placeholders( '%s', count( $names ) );
		return array_map(
			static fn ( array $row ): Candidate => new Candidate(
				(string) $row['element'],
				(int) $row['object_id'],
				(string) $row['lease'],
				max( 0, (int) $row['uncertain'] - 1 )
			),
			$this->database->select(
				"SELECT element, object_id, lease, uncertain FROM %i WHERE $which AND due_at <= %d AND element IN ($in) ORDER BY $order LIMIT %d",
				[ $this->table(), $now, ...$names, $limit ]
			)
		);
	}

	/**
	 * Extends the lease.
	 *
	 * @param list<Row> $rows
	 * @return bool False if this process no longer holds one of them.
	 * @throws QueryFailed If the database refuses.
	 */
	public function renew( Lease $lease, array $rows ): bool {
		if ( [] === $rows ) {
			return true;
		}
		[ $where, $args ] = self::whereRows( $rows );
		$now              = $this->clock->microseconds();
		return $this->database->execute(
			"UPDATE %i SET due_at = %d WHERE lease = %s AND ($where)",
			[ $this->table(), $now + $lease->microseconds, $lease->token, ...$args ]
		) === count( $rows );
	}

	/**
	 * Removes settled rows. A row marked in the meantime stays, and is due at once.
	 *
	 * @param list<Row> $rows
	 * @throws QueryFailed If the database refuses.
	 */
	public function settle( Lease $lease, array $rows ): void {
		if ( [] === $rows ) {
			return;
		}
		[ $where, $args ] = self::whereRows( $rows );

		$removed = $this->database->execute(
			"DELETE FROM %i WHERE lease = %s AND seq = leased_seq AND ($where)",
			[ $this->table(), $lease->token, ...$args ]
		);
		if ( $removed < count( $rows ) ) {
			$this->database->execute(
				"UPDATE %i SET lease = '', due_at = %d, attempts = 0, uncertain = 0 WHERE lease = %s AND ($where)",
				[ $this->table(), $this->clock->microseconds(), $lease->token, ...$args ]
			);
		}
	}

	/**
	 * Releases rows that were not sent.
	 *
	 * @param list<Row> $rows
	 * @throws QueryFailed If the database refuses.
	 */
	public function release( Lease $lease, array $rows ): void {
		if ( [] === $rows ) {
			return;
		}
		[ $where, $args ] = self::whereRows( $rows );
		$this->database->execute(
			"UPDATE %i SET lease = '', due_at = %d, uncertain = CASE WHEN uncertain > 1 THEN 1 ELSE uncertain END WHERE lease = %s AND ($where)",
			[ $this->table(), $this->clock->microseconds(), $lease->token, ...$args ]
		);
	}

	/**
	 * Releases rows whose delivery failed. They may have arrived anyway. A row marked in the meantime is due
	 * at once.
	 *
	 * @param list<Row> $rows
	 * @param int       $dueAt Microseconds since 1970.
	 * @throws QueryFailed If the database refuses.
	 */
	public function postpone( Lease $lease, array $rows, int $dueAt, string $error ): void {
		if ( [] === $rows ) {
			return;
		}
		[ $where, $args ] = self::whereRows( $rows );
		$this->database->execute(
			"UPDATE %i SET lease = '', uncertain = 1,
				due_at = CASE WHEN seq = leased_seq THEN %d ELSE %d END,
				attempts = CASE WHEN seq = leased_seq THEN attempts + 1 ELSE 0 END,
				error = %s
			WHERE lease = %s AND ($where)",
			[ $this->table(), $dueAt, $this->clock->microseconds(), self::shorten( $error ), $lease->token, ...$args ]
		);
	}

	/**
	 * Quarantines a row until it is marked again. A row marked in the meantime is due at once: the change may
	 * have fixed it. A row that ends PHP then gets one more trial.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function quarantine( Lease $lease, Row $row, string $error ): void {
		$now = $this->clock->microseconds();
		$this->database->execute(
			"UPDATE %i SET lease = '',
				due_at = CASE WHEN seq = leased_seq THEN %d ELSE %d END,
				quarantined_at = CASE WHEN seq = leased_seq THEN %d ELSE 0 END,
				uncertain = CASE WHEN uncertain > %d THEN %d ELSE uncertain END,
				error = %s
			WHERE lease = %s AND element = %s AND object_id = %d",
			[
				$this->table(),
				self::NEVER,
				$now,
				$now,
				Row::MOST_TRIALS,
				Row::MOST_TRIALS,
				self::shorten( $error ),
				$lease->token,
				$row->element->value,
				$row->id,
			]
		);
	}

	/**
	 * Quarantines an object without a delivery, because reading it ends the process. Only a change of it, or
	 * "try again", releases it; an existing row is left as it is.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function quarantineObject( Element $element, int $id, Reason $reason, string $error ): void {
		$now = $this->clock->microseconds();
		$this->database->execute(
			'INSERT IGNORE INTO %i (element, object_id, seq, reasons, marked_at, due_at, uncertain, quarantined_at, error) VALUES (%s, %d, %d, %d, %d, %d, %d, %d, %s)',
			[ $this->table(), $element->value, $id, $now, Reasons::toMask( [ $reason ] ), $now, self::NEVER, Row::MOST_TRIALS, $now, self::shorten( $error ) ]
		);
	}

	/**
	 * Whether there is a row with this reason that has not been tried yet.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function hasUntried( Reason $reason ): bool {
		return [] !== $this->database->select(
			'SELECT 1 AS found FROM %i WHERE reasons & %d > 0 AND attempts = 0 AND quarantined_at = 0 LIMIT 1',
			[ $this->table(), Reasons::toMask( [ $reason ] ) ]
		);
	}

	/**
	 * Whether an urgent row is due that no process has leased yet.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function hasUrgent(): bool {
		return [] !== $this->database->select(
			"SELECT 1 AS found FROM %i WHERE urgent = 1 AND due_at <= %d AND lease = '' LIMIT 1",
			[ $this->table(), $this->clock->microseconds() ]
		);
	}

	/**
	 * Removes all rows: they belong to another account.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function forget(): void {
		$this->database->execute( 'DELETE FROM %i', [ $this->table() ] );
	}

	/**
	 * Makes rows that are backing off due at once.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function hasten(): void {
		$now = $this->clock->microseconds();
		$this->database->execute(
			"UPDATE %i SET due_at = %d WHERE lease = '' AND attempts > 0 AND due_at > %d AND due_at < %d",
			[ $this->table(), $now, $now, self::NEVER ]
		);
	}

	/**
	 * When the next row is due.
	 *
	 * @param list<Element> $elements
	 * @return int|null Microseconds since 1970, possibly in the past; null if nothing waits outside quarantine.
	 * @throws QueryFailed If the database refuses.
	 */
	public function nextDueAt( array $elements ): ?int {
		if ( [] === $elements ) {
			return null;
		}
		$names = array_map( static fn ( Element $element ): string => $element->value, $elements );
		$in    = Database::placeholders( '%s', count( $names ) );
		$rows  = $this->database->select(
			"SELECT due_at FROM %i WHERE due_at < %d AND element IN ($in) ORDER BY due_at LIMIT 1",
			[ $this->table(), self::NEVER, ...$names ]
		);
		return isset( $rows[0] ) ? (int) $rows[0]['due_at'] : null;
	}

	/**
	 * @return array<value-of<RowState>, int>
	 * @throws QueryFailed If the database refuses.
	 */
	public function counts(): array {
		$state  = self::STATE_SQL;
		$counts = array_fill_keys( array_column( RowState::cases(), 'value' ), 0 );
		foreach (
			$this->database->select(
				"SELECT $state AS state, COUNT(*) AS number FROM %i GROUP BY state",
				[ $this->clock->microseconds(), $this->table() ]
			) as $row
		) {
			$counts[ RowState::from( (string) $row['state'] )->value ] = (int) $row['number'];
		}
		return $counts;
	}

	/**
	 * @return list<RowView> Longest dirty first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function list( ?RowState $state, int $limit, int $offset = 0 ): array {
		$now   = $this->clock->microseconds();
		$case  = self::STATE_SQL;
		$where = '';
		$args  = [ $now, $this->table() ];
		if ( null !== $state ) {
			$where = "WHERE $case = %s";
			array_push( $args, $now, $state->value );
		}
		array_push( $args, $limit, $offset );
		return array_map(
			self::view( ... ),
			$this->database->select(
				"SELECT element, object_id, $case AS state, reasons, attempts, marked_at, due_at, quarantined_at, error
				FROM %i $where ORDER BY marked_at, element, object_id LIMIT %d OFFSET %d",
				$args
			)
		);
	}

	/**
	 * @param list<int> $ids
	 * @return array<int, RowView> By object ID; objects that are not dirty are missing.
	 * @throws QueryFailed If the database refuses.
	 */
	public function find( Element $element, array $ids ): array {
		$found = [];
		$case  = self::STATE_SQL;
		foreach ( array_chunk( $ids, self::FIND ) as $chunk ) {
			$in   = Database::placeholders( '%d', count( $chunk ) );
			$rows = $this->database->select(
				"SELECT element, object_id, $case AS state, reasons, attempts, marked_at, due_at, quarantined_at, error
				FROM %i WHERE element = %s AND object_id IN ($in)",
				[ $this->clock->microseconds(), $this->table(), $element->value, ...$chunk ]
			);
			foreach ( $rows as $row ) {
				$found[ (int) $row['object_id'] ] = self::view( $row );
			}
		}
		return $found;
	}

	/**
	 * @param list<int> $ids
	 * @return array<int, string> By object ID, with the error: objects in quarantine because PHP ends when they
	 *                            are read.
	 * @throws QueryFailed If the database refuses.
	 */
	public function endingPhp( Element $element, array $ids ): array {
		$found = [];
		foreach ( array_chunk( $ids, self::FIND ) as $chunk ) {
			$in   = Database::placeholders( '%d', count( $chunk ) );
			$rows = $this->database->select(
				"SELECT object_id, error FROM %i WHERE element = %s AND object_id IN ($in) AND quarantined_at > 0 AND uncertain >= %d",
				[ $this->table(), $element->value, ...$chunk, Row::MOST_TRIALS ]
			);
			foreach ( $rows as $row ) {
				$found[ (int) $row['object_id'] ] = (string) $row['error'];
			}
		}
		return $found;
	}

	/**
	 * @param Element|null $element Null for all of them.
	 * @return list<Mark> One for each row in quarantine, with the reason to try again.
	 * @throws QueryFailed If the database refuses.
	 */
	public function quarantined( ?Element $element = null, ?int $id = null, int $limit = 1_000 ): array {
		$where = '';
		$args  = [ $this->table() ];
		if ( null !== $element ) {
			$where .= ' AND element = %s';
			$args[] = $element->value;
		}
		if ( null !== $id ) {
			$where .= ' AND object_id = %d';
			$args[] = $id;
		}
		$args[] = $limit;
		$marks  = [];
		foreach (
			$this->database->select(
				"SELECT element, object_id FROM %i WHERE quarantined_at > 0$where ORDER BY marked_at LIMIT %d",
				$args
			) as $row
		) {
			$of = Element::tryFrom( (string) $row['element'] );
			if ( null !== $of ) {
				$marks[] = new Mark( $of, (int) $row['object_id'], Reason::Retry );
			}
		}
		return $marks;
	}

	/** Takes one argument: the time. */
	private const STATE_SQL = "CASE
		WHEN quarantined_at > 0 THEN 'quarantined'
		WHEN lease <> '' AND due_at > %d THEN 'sending'
		WHEN attempts > 0 THEN 'retrying'
		ELSE 'waiting'
	END";

	/** @param array<string, string|null> $row Includes its state. */
	private static function view( array $row ): RowView {
		return new RowView(
			(string) $row['element'],
			(int) $row['object_id'],
			RowState::from( (string) $row['state'] ),
			Reasons::fromMask( (int) $row['reasons'] ),
			(int) $row['attempts'],
			(int) $row['marked_at'],
			(int) $row['quarantined_at'] > 0 ? null : (int) $row['due_at'],
			$row['error']
		);
	}

	/**
	 * @param list<Row> $rows
	 * @return array{literal-string, list<int|string>}
	 */
	private static function whereRows( array $rows ): array {
		$keys = [];
		foreach ( $rows as $row ) {
			$keys[ $row->element->value ][] = $row->id;
		}
		return self::whereKeys( $keys );
	}

	/**
	 * @param array<string, non-empty-list<int>> $keys Object IDs by element.
	 * @return array{literal-string, list<int|string>}
	 */
	private static function whereKeys( array $keys ): array {
		$parts = [];
		$args  = [];
		// By key, as in mark().
		ksort( $keys );
		foreach ( $keys as $element => $ids ) {
			sort( $ids );
			$parts[] = '(element = %s AND object_id IN (' . Database::placeholders( '%d', count( $ids ) ) . '))';
			array_push( $args, $element, ...$ids );
		}
		return [ implode( ' OR ', $parts ), $args ];
	}

	private static function shorten( string $error ): string {
		return mb_substr( $error, 0, self::MAX_ERROR );
	}

	private function table(): string {
		return $this->database->table( 'outbox' );
	}
}
