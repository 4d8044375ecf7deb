<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/** What Ivorey has of each wire record, and what was excluded and why (R18). */
final class Ledger {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock
	) {}

	/**
	 * @param array<value-of<Element>, non-empty-list<string>> $wireIds By element.
	 * @return array<string, LedgerEntry> By LedgerEntry::key(); what was never sent is not in it.
	 * @throws QueryFailed If the database refuses.
	 */
	public function find( array $wireIds ): array {
		if ( [] === $wireIds ) {
			return [];
		}
		$parts = [];
		$args  = [ $this->table() ];
		foreach ( $wireIds as $element => $ids ) {
			$parts[] = '(element = %s AND wire_id IN (' . Database::placeholders( '%s', count( $ids ) ) . '))';
			array_push( $args, $element, ...$ids );
		}
		$where = implode( ' OR ', $parts );
		$found = [];
		foreach (
			$this->database->select(
				"SELECT element, wire_id, version, hash, outcome, reason, settled_at, left_out FROM %i WHERE $where",
				$args
			) as $row
		) {
			$entry = new LedgerEntry(
				Element::from( (string) $row['element'] ),
				(string) $row['wire_id'],
				(int) $row['version'],
				(string) $row['hash'],
				(string) $row['outcome'],
				(string) $row['reason'],
				(int) $row['settled_at'],
				(int) $row['left_out']
			);

			$found[ LedgerEntry::key( $entry->element, $entry->wireId ) ] = $entry;
		}
		return $found;
	}

	/**
	 * @param int $since Microseconds since 1970.
	 * @return list<string> Wire ids of triggers that have fired since, those of the same order together.
	 * @throws QueryFailed If the database refuses.
	 */
	public function firedSince( int $since, int $limit ): array {
		return array_map(
			static fn ( array $row ): string => (string) $row['wire_id'],
			$this->database->select(
				"SELECT wire_id FROM %i WHERE element = %s AND version > 0 AND settled_at >= %d ORDER BY SUBSTRING_INDEX(wire_id, ':', -1), wire_id LIMIT %d",
				[ $this->table(), Element::Triggers->value, $since, $limit ]
			)
		);
	}

	/**
	 * Nothing is known of whether these have fired.
	 *
	 * @param non-empty-list<string> $wireIds Of triggers.
	 * @throws QueryFailed If the database refuses.
	 */
	public function forgetFired( array $wireIds ): void {
		$in = Database::placeholders( '%s', count( $wireIds ) );
		$this->database->execute( "DELETE FROM %i WHERE element = %s AND wire_id IN ($in)", [ $this->table(), Element::Triggers->value, ...$wireIds ] );
	}

	/**
	 * Overwrites what was known of these, unless another process has learned of a newer version
	 * meanwhile (MySQL assigns from left to right, so the version comes last).
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function write( LedgerEntry ...$entries ): void {
		if ( [] === $entries ) {
			return;
		}
		$now  = $this->clock->microseconds();
		$args = [ $this->table() ];
		foreach ( $entries as $entry ) {
			array_push( $args, $entry->element->value, $entry->wireId, $entry->version, $entry->hash, $entry->outcome, $entry->reason, $now, $entry->leftOut );
		}
		$values = Database::placeholders( '(%s, %s, %d, %s, %s, %s, %d, %d)', count( $entries ) );
		$this->database->execute(
			"INSERT INTO %i (element, wire_id, version, hash, outcome, reason, settled_at, left_out) VALUES $values
			ON DUPLICATE KEY UPDATE
				hash = CASE WHEN VALUES(version) < version THEN hash ELSE VALUES(hash) END,
				outcome = CASE WHEN VALUES(version) < version THEN outcome ELSE VALUES(outcome) END,
				reason = CASE WHEN VALUES(version) < version THEN reason ELSE VALUES(reason) END,
				settled_at = CASE WHEN VALUES(version) < version THEN settled_at ELSE VALUES(settled_at) END,
				left_out = CASE WHEN VALUES(version) < version THEN left_out ELSE VALUES(left_out) END,
				version = CASE WHEN VALUES(version) < version THEN version ELSE VALUES(version) END",
			$args
		);
	}

	/**
	 * @return list<array{element: string, reason: string, number: int}> R18.
	 * @throws QueryFailed If the database refuses.
	 */
	public function excludedCounts(): array {
		return array_map(
			static fn ( array $row ): array => [
				'element' => (string) $row['element'],
				'reason'  => (string) $row['reason'],
				'number'  => (int) $row['number'],
			],
			$this->database->select(
				"SELECT element, reason, COUNT(*) AS number FROM %i WHERE outcome = 'excluded'
				GROUP BY element, reason ORDER BY element, reason",
				[ $this->table() ]
			)
		);
	}

	/**
	 * @return array<string, int> How many records Ivorey has of each element, whatever became of them here (R16).
	 * @throws QueryFailed If the database refuses.
	 */
	public function known(): array {
		$known = [];
		foreach ( $this->database->select( 'SELECT element, COUNT(*) AS number FROM %i WHERE version > 0 GROUP BY element', [ $this->table() ] ) as $row ) {
			$known[ (string) $row['element'] ] = (int) $row['number'];
		}
		return $known;
	}

	/**
	 * @param string $after The last one of the part before; empty for the first.
	 * @return list<string> Wire ids of what Ivorey has of an element, in their order.
	 * @throws QueryFailed If the database refuses.
	 */
	public function knownAfter( Element $element, string $after, int $limit ): array {
		return array_map(
			static fn ( array $row ): string => (string) $row['wire_id'],
			$this->database->select(
				'SELECT wire_id FROM %i WHERE element = %s AND wire_id > %s AND version > 0 ORDER BY wire_id LIMIT %d',
				[ $this->table(), $element->value, $after, $limit ]
			)
		);
	}

	/**
	 * @return list<string> Wire ids of what is left out for this reason (R18), those that were settled last first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function excluded( Element $element, string $reason, int $limit, int $offset ): array {
		return array_map(
			static fn ( array $row ): string => (string) $row['wire_id'],
			$this->database->select(
				"SELECT wire_id FROM %i WHERE element = %s AND outcome = 'excluded' AND reason = %s
				ORDER BY settled_at DESC, wire_id LIMIT %d OFFSET %d",
				[ $this->table(), $element->value, $reason, $limit, $offset ]
			)
		);
	}

	/** @throws QueryFailed If the database refuses. */
	public function countExcluded( Element $element, string $reason ): int {
		$rows = $this->database->select(
			"SELECT COUNT(*) AS number FROM %i WHERE element = %s AND outcome = 'excluded' AND reason = %s",
			[ $this->table(), $element->value, $reason ]
		);
		return (int) ( $rows[0]['number'] ?? 0 );
	}

	/**
	 * @return int R13, R18: variations that are not in Ivorey, of products that are.
	 * @throws QueryFailed If the database refuses.
	 */
	public function leftOut(): int {
		$rows = $this->database->select( 'SELECT SUM(left_out) AS number FROM %i WHERE left_out > 0', [ $this->table() ] );
		return (int) ( $rows[0]['number'] ?? 0 );
	}

	/**
	 * @return array<int, int> How many variations are left out, by product, the newest product first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function withLeftOut( int $limit, int $offset ): array {
		$rows    = $this->database->select(
			'SELECT wire_id, left_out FROM %i WHERE left_out > 0 ORDER BY CAST(wire_id AS UNSIGNED) DESC LIMIT %d OFFSET %d',
			[ $this->table(), $limit, $offset ]
		);
		$numbers = [];
		foreach ( $rows as $row ) {
			$numbers[ (int) $row['wire_id'] ] = (int) $row['left_out'];
		}
		return $numbers;
	}

	/**
	 * @return int Products of which variations are left out.
	 * @throws QueryFailed If the database refuses.
	 */
	public function countWithLeftOut(): int {
		$rows = $this->database->select( 'SELECT COUNT(*) AS number FROM %i WHERE left_out > 0', [ $this->table() ] );
		return (int) ( $rows[0]['number'] ?? 0 );
	}

	/**
	 * Nothing is known of what Ivorey has: it is another account's.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function forget(): void {
		$this->database->execute( 'DELETE FROM %i', [ $this->table() ] );
	}

	private function table(): string {
		return $this->database->table( 'ledger' );
	}
}
