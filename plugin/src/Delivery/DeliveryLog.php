<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/** The latest deliveries, up to a limit. */
final class DeliveryLog {

	/** The log keeps at least this many, and more if they are from the last day. */
	private const KEEP     = 1_000;
	private const KEEP_MAX = 50_000;
	private const DAY      = 25 * 3_600_000_000;

	/** Number of new entries after which one statement deletes old ones. */
	private const PRUNE_EVERY = 50;

	private const MAX_PROBLEM = 100;

	public function __construct( private readonly Database $database ) {}

	/** @throws QueryFailed If the database refuses. */
	public function add( DeliveryAttempt $attempt ): void {
		$this->database->execute(
			'INSERT INTO %i (sent_at, duration_ms, records, bytes, status, problem, applied, stale, excluded, rejected)
			VALUES (%d, %d, %d, %d, %d, %s, %d, %d, %d, %d)',
			[
				$this->table(),
				$attempt->sentAt,
				$attempt->durationMs,
				$attempt->records,
				$attempt->bytes,
				$attempt->status,
				mb_substr( $attempt->problem, 0, self::MAX_PROBLEM ),
				$attempt->applied,
				$attempt->stale,
				$attempt->excluded,
				$attempt->rejected,
			]
		);
		$id = $this->database->lastInsertId();
		if ( 0 === $id % self::PRUNE_EVERY ) {
			$this->database->execute(
				'DELETE FROM %i WHERE id <= %d AND (sent_at < %d OR id <= %d)',
				[ $this->table(), $id - self::KEEP, $attempt->sentAt - self::DAY, $id - self::KEEP_MAX ]
			);
		}
	}

	/**
	 * @return list<DeliveryAttempt> Latest first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function last( int $limit, int $offset = 0 ): array {
		return array_map(
			static fn ( array $row ): DeliveryAttempt => new DeliveryAttempt(
				(int) $row['sent_at'],
				(int) $row['duration_ms'],
				(int) $row['records'],
				(int) $row['bytes'],
				(int) $row['status'],
				(string) $row['problem'],
				(int) $row['applied'],
				(int) $row['stale'],
				(int) $row['excluded'],
				(int) $row['rejected']
			),
			$this->database->select(
				'SELECT * FROM %i ORDER BY id DESC LIMIT %d OFFSET %d',
				[ $this->table(), $limit, $offset ]
			)
		);
	}

	/**
	 * @param int $since  Microseconds since 1970.
	 * @param int $length Length of a span, microseconds.
	 * @return array<int, array{records: int, failures: int}> By the number of the span since 1970; spans
	 *                                                        without deliveries are left out.
	 * @throws QueryFailed If the database refuses.
	 */
	public function sums( int $since, int $length ): array {
		$sums = [];
		foreach (
			$this->database->select(
				'SELECT FLOOR(sent_at / %d) AS span, SUM(CASE WHEN status = 200 THEN records ELSE 0 END) AS records,
					SUM(CASE WHEN status = 200 THEN 0 ELSE 1 END) AS failures
				FROM %i WHERE sent_at >= %d GROUP BY span ORDER BY span',
				[ $length, $this->table(), $since ]
			) as $row
		) {
			$sums[ (int) $row['span'] ] = [
				'records'  => (int) $row['records'],
				'failures' => (int) $row['failures'],
			];
		}
		return $sums;
	}

	private function table(): string {
		return $this->database->table( 'deliveries' );
	}
}
