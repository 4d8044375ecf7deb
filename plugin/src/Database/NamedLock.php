<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Database;

/**
 * MySQL's named locks, by which one process of a site does something at a time: a slow Ivorey must not hold one PHP
 * worker for each order of a busy hour. MySQL releases the lock when its process dies. That no row is sent twice does
 * not depend on it: the leases see to that, also where a database has no such locks.
 */
final class NamedLock {

	/** @param string $purpose What only one process does at a time. */
	public function __construct(
		private readonly Database $database,
		private readonly string $purpose = 'outbox'
	) {}

	/** @param int $wait Seconds. */
	public function acquire( int $wait ): bool {
		try {
			$rows = $this->database->select( 'SELECT GET_LOCK(%s, %d) AS got', [ $this->name(), $wait ] );
		} catch ( QueryFailed ) {
			return true;
		}
		return '0' !== ( $rows[0]['got'] ?? null );
	}

	public function release(): void {
		try {
			$this->database->select( 'SELECT RELEASE_LOCK(%s) AS released', [ $this->name() ] );
		} catch ( QueryFailed ) {
			// Where there are no such locks, there is none to give back.
			return;
		}
	}

	/** Locks belong to the whole server, and their names are short. */
	private function name(): string {
		return 'ivorey:' . md5( DB_NAME . $this->database->table( $this->purpose ) );
	}
}
