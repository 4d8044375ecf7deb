<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Reasons;
use Ivorey\WooCommerce\Outbox\Row;

/**
 * The outcome of each outbox row, to answer "where is order 1234?". Deliveries write it after the response.
 * It is limited by age and by number of entries. A failed write affects nothing else.
 */
final class History {

	private const KEEP_ENTRIES = 100_000;

	/** Microseconds. */
	private const KEEP = 30 * 86_400_000_000;

	/** Entries after which it is pruned by number. */
	private const PRUNE_EVERY = 1_000;

	/** Rows per statement. */
	private const CHUNK = 200;

	private const MAX_WHY = 1_000;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock
	) {}

	/** @param list<array{PackedRow, list<Outcome>}> $answered Rows with the outcomes of their records. */
	public function answered( array $answered ): void {
		$rows = [];
		foreach ( $answered as [ $packedRow, $outcomes ] ) {
			$records = [];
			foreach ( $packedRow->items as $index => $item ) {
				$records[] = [ $item->element->value, $item->wireId, $item->version, $outcomes[ $index ]->kind->value, $outcomes[ $index ]->reason ];
			}
			$rejected = array_filter( $outcomes, static fn ( Outcome $outcome ): bool => OutcomeKind::Rejected === $outcome->kind );
			$rows[]   = [ $packedRow->row, HistoryEvent::Answered, $records, implode( '; ', array_map( static fn ( Outcome $outcome ): string => $outcome->error, $rejected ) ) ];
		}
		$this->note( $rows );
	}

	/** @param list<Row> $rows */
	public function unchanged( array $rows ): void {
		$this->note( array_map( static fn ( Row $row ): array => [ $row, HistoryEvent::Unchanged, [], '' ], $rows ) );
	}

	/** @param list<Row> $rows */
	public function failed( array $rows, string $why ): void {
		$this->note( array_map( static fn ( Row $row ): array => [ $row, HistoryEvent::Failed, [], $why ], $rows ) );
	}

	public function quarantined( Row $row, string $why ): void {
		$this->note( [ [ $row, HistoryEvent::Quarantined, [], $why ] ] );
	}

	/**
	 * @return list<HistoryEntry> The latest entries of an object, oldest first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function of( Element $element, int $objectId, int $limit = 50 ): array {
		$entries = [];
		foreach (
			$this->database->select(
				'SELECT element, object_id, event, noted_at, marked_at, last_mark, reasons, records, why FROM %i
				WHERE element = %s AND object_id = %d ORDER BY id DESC LIMIT %d',
				[ $this->table(), $element->value, $objectId, $limit ]
			) as $row
		) {
			$event = HistoryEvent::tryFrom( (string) $row['event'] );
			if ( null !== $event ) {
				$entries[] = new HistoryEntry(
					(string) $row['element'],
					(int) $row['object_id'],
					$event,
					(int) $row['noted_at'],
					(int) $row['marked_at'],
					(int) $row['last_mark'],
					Reasons::fromMask( (int) $row['reasons'] ),
					self::records( (string) $row['records'] ),
					(string) $row['why']
				);
			}
		}
		return array_reverse( $entries );
	}

	/**
	 * Deletes old entries.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function prune(): void {
		$this->database->execute( 'DELETE FROM %i WHERE noted_at < %d', [ $this->table(), $this->clock->microseconds() - self::KEEP ] );
	}

	/** @param list<array{Row, HistoryEvent, list<array{string, string, int, string, string}>, string}> $notes */
	private function note( array $notes ): void {
		$now = $this->clock->microseconds();
		try {
			foreach ( array_chunk( $notes, self::CHUNK ) as $chunk ) {
				$args = [ $this->table() ];
				foreach ( $chunk as [ $row, $event, $records, $why ] ) {
					array_push(
						$args,
						$row->element->value,
						$row->id,
						$event->value,
						$now,
						$row->markedAt,
						$row->seq,
						Reasons::toMask( $row->reasons ),
						json_encode( $records, JSON_THROW_ON_ERROR ),
						mb_substr( $why, 0, self::MAX_WHY )
					);
				}
				$values = Database::placeholders( '(%s, %d, %s, %d, %d, %d, %d, %s, %s)', count( $chunk ) );
				$this->database->execute(
					"INSERT INTO %i (element, object_id, event, noted_at, marked_at, last_mark, reasons, records, why) VALUES $values",
					$args
				);
				$this->pruneNowAndThen( count( $chunk ) );
			}
		} catch ( QueryFailed $error ) {
			Log::warning( 'The outcome of a delivery could not be recorded.', [ 'error' => $error->getMessage() ] );
		}
	}

	private function pruneNowAndThen( int $added ): void {
		$id = $this->database->lastInsertId();
		if ( intdiv( $id, self::PRUNE_EVERY ) !== intdiv( $id + $added, self::PRUNE_EVERY ) && $id > self::KEEP_ENTRIES ) {
			$this->database->execute( 'DELETE FROM %i WHERE id <= %d', [ $this->table(), $id - self::KEEP_ENTRIES ] );
		}
	}

	/** @return list<array{element: string, id: string, version: int, outcome: string, reason: string}> */
	private static function records( string $json ): array {
		$records = [];
		$value   = json_decode( $json, true );
		foreach ( is_array( $value ) ? $value : [] as $record ) {
			if ( is_array( $record ) && is_string( $record[0] ?? null ) && is_string( $record[1] ?? null ) && is_int( $record[2] ?? null ) && is_string( $record[3] ?? null ) && is_string( $record[4] ?? null ) ) {
				$records[] = [
					'element' => $record[0],
					'id'      => $record[1],
					'version' => $record[2],
					'outcome' => $record[3],
					'reason'  => $record[4],
				];
			}
		}
		return $records;
	}

	private function table(): string {
		return $this->database->table( 'history' );
	}
}
