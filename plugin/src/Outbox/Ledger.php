<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;

/** The version of each wire record that Ivorey has, and the excluded records with their reason (R18). */
final class Ledger {

	/** Entries per statement. */
	private const LOWERED = 100;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock
	) {}

	/**
	 * @param array<value-of<Element>, non-empty-list<string>> $wireIds By element.
	 * @return array<string, LedgerEntry> By LedgerEntry::key(); records that were never sent are missing.
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
	 * @return list<string> Wire IDs of triggers that fired since then, those of one order together.
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
	 * Forgets whether these triggers have fired.
	 *
	 * @param non-empty-list<string> $wireIds Wire IDs of triggers.
	 * @throws QueryFailed If the database refuses.
	 */
	public function forgetFired( array $wireIds ): void {
		$in = Database::placeholders( '%s', count( $wireIds ) );
		$this->database->execute( "DELETE FROM %i WHERE element = %s AND wire_id IN ($in)", [ $this->table(), Element::Triggers->value, ...$wireIds ] );
	}

	/**
	 * Overwrites the entries of these records, unless another process has learned of a newer version in the
	 * meantime (MySQL assigns from left to right, so the version comes last).
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
	 * Ivorey has an older version of these than the ledger says. Its data is not known for certain. An entry
	 * that another process has written in the meantime stays.
	 *
	 * @param array{LedgerEntry, int} ...$entries The entries as they were found, each with the version that Ivorey has.
	 * @throws QueryFailed If the database refuses.
	 */
	public function lower( array ...$entries ): void {
		foreach ( array_chunk( $entries, self::LOWERED ) as $chunk ) {
			$versions = [];
			$found    = [];
			foreach ( $chunk as [ $entry, $version ] ) {
				array_push( $versions, $entry->element->value, $entry->wireId, $version );
				array_push( $found, $entry->element->value, $entry->wireId, $entry->version );
			}
			$cases = str_repeat( ' WHEN element = %s AND wire_id = %s THEN %d', count( $chunk ) );
			$where = implode( ' OR ', array_fill( 0, count( $chunk ), '(element = %s AND wire_id = %s AND version = %d)' ) );
			$this->database->execute( "UPDATE %i SET hash = '', version = CASE$cases ELSE version END WHERE $where", [ $this->table(), ...$versions, ...$found ] );
		}
	}

	/**
	 * @param string $after The last one of the previous part; empty for the first.
	 * @return list<string> Wire IDs of an element's records in Ivorey, in ascending order.
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
	 * Forgets all entries: the connection now belongs to another account.
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
