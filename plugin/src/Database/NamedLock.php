<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Database;

/**
 * MySQL's named locks, which let only one process of a site do something at a time: a slow Ivorey must not
 * occupy one PHP worker for each order of a busy hour. MySQL releases the lock when its process dies. The
 * leases, not this lock, guarantee that no row is sent twice, also on a database without such locks.
 */
final class NamedLock {

	/** @param string $purpose The task that only one process runs at a time. */
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
			// A database without such locks has none to release.
			return;
		}
	}

	/** Locks belong to the whole server, and their names are short. */
	private function name(): string {
		return 'ivorey:' . md5( DB_NAME . $this->database->table( $this->purpose ) );
	}
}
