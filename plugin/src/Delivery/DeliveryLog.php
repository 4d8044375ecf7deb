<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/** The last deliveries, a bounded number of them. */
final class DeliveryLog {

	private const KEEP = 1_000;

	/** Old entries go in one statement for so many new ones. */
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
			$this->database->execute( 'DELETE FROM %i WHERE id <= %d', [ $this->table(), $id - self::KEEP ] );
		}
	}

	/**
	 * @return list<DeliveryAttempt> The last one first.
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

	private function table(): string {
		return $this->database->table( 'deliveries' );
	}
}
