<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/**
 * Erasures that wait to be sent: one row for each person and account, whose ID is the object in the outbox.
 * Erasures for an account that the store is not connected to wait until it is connected to it again.
 */
final class ErasureTable {

	public function __construct( private readonly Database $database ) {}

	/**
	 * PERSON erases more than USER, so a later request for USER does not replace it.
	 *
	 * @return int Its id.
	 * @throws QueryFailed If the database refuses.
	 */
	public function add( string $account, Erasure $erasure ): int {
		$this->database->execute(
			'INSERT INTO %i (account, email_hash, scope, user_id, requested_at) VALUES (%s, %s, %s, %d, %d)
			ON DUPLICATE KEY UPDATE
				scope = CASE WHEN scope = %s THEN scope ELSE VALUES(scope) END,
				user_id = CASE WHEN VALUES(user_id) = 0 THEN user_id ELSE VALUES(user_id) END,
				requested_at = VALUES(requested_at)',
			[ $this->table(), $account, $erasure->emailHash, $erasure->scope, $erasure->userId, $erasure->requestedAt, Erasure::PERSON ]
		);
		$rows = $this->database->select( 'SELECT id FROM %i WHERE account = %s AND email_hash = %s', [ $this->table(), $account, $erasure->emailHash ] );
		return (int) ( $rows[0]['id'] ?? 0 );
	}

	/**
	 * Whether a person's erasure was requested since then and is still stored.
	 *
	 * @param int $since Seconds since 1970.
	 * @throws QueryFailed If the database refuses.
	 */
	public function has( string $emailHash, int $since ): bool {
		return [] !== $this->database->select(
			'SELECT id FROM %i WHERE email_hash = %s AND scope = %s AND requested_at >= %d LIMIT 1',
			[ $this->table(), $emailHash, Erasure::PERSON, $since ]
		);
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return array<int, Erasure> By id.
	 * @throws QueryFailed If the database refuses.
	 */
	public function find( array $ids ): array {
		$in    = Database::placeholders( '%d', count( $ids ) );
		$found = [];
		foreach ( $this->database->select( "SELECT id, email_hash, scope, user_id, requested_at FROM %i WHERE id IN ($in)", [ $this->table(), ...$ids ] ) as $row ) {
			$found[ (int) $row['id'] ] = new Erasure( (string) $row['email_hash'], (string) $row['scope'], (int) $row['user_id'], (int) $row['requested_at'] );
		}
		return $found;
	}

	/**
	 * @param int $before Seconds since 1970.
	 * @return list<int> IDs of the account's erasures requested before then.
	 * @throws QueryFailed If the database refuses.
	 */
	public function idsOf( string $account, int $before = PHP_INT_MAX ): array {
		return array_map(
			static fn ( array $row ): int => (int) $row['id'],
			$this->database->select( 'SELECT id FROM %i WHERE account = %s AND requested_at < %d ORDER BY id', [ $this->table(), $account, $before ] )
		);
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @param int                 $before Seconds since 1970; later requests stay.
	 * @throws QueryFailed If the database refuses.
	 */
	public function remove( array $ids, int $before ): void {
		$in = Database::placeholders( '%d', count( $ids ) );
		$this->database->execute( "DELETE FROM %i WHERE requested_at < %d AND id IN ($in)", [ $this->table(), $before, ...$ids ] );
	}

	private function table(): string {
		return $this->database->table( 'erasures' );
	}
}
