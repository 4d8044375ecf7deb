<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Database;

use wpdb;

/**
 * The edge to $wpdb. It is looked up at each call, because tables belong to the current site (multisite), and
 * a mark belongs to the site whose order was saved.
 */
final class Database {

	private const ATTEMPTS = 10;

	/** Maximum microseconds before the second attempt; longer before each further one. */
	private const PAUSE = 2_000;

	/** @param string $name Without prefix: `outbox`. */
	public function table( string $name ): string {
		return self::wpdb()->prefix . 'ivorey_' . $name;
	}

	/** @param string $name A table of WordPress or WooCommerce, without prefix: `woocommerce_order_items`. */
	public function shopTable( string $name ): string {
		return self::wpdb()->prefix . $name;
	}

	/** @param string $name A WordPress table shared by all sites of a network, without prefix: `users`. */
	public function networkTable( string $name ): string {
		return self::wpdb()->base_prefix . $name;
	}

	/**
	 * Runs a statement that is safe to repeat. Deadlocks are normal, and MySQL asks the client to retry them.
	 *
	 * @param string                $sql  With `%i` for identifiers, `%d` and `%s`; never with a value in it.
	 * @param list<int|string|null> $args
	 * @return int Rows touched.
	 * @throws QueryFailed If it still fails.
	 */
	public function execute( string $sql, array $args = [] ): int {
		$wpdb  = self::wpdb();
		$query = self::prepare( $wpdb, $sql, $args );
		for ( $attempt = 1; ; $attempt++ ) {
			// phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared, WordPress.DB.DirectDatabaseQuery -- Prepared above. The plugin's own tables, which must be read as they are now.
			$result = self::quietly( $wpdb, static fn () => $wpdb->query( $query ) );
			if ( false !== $result ) {
				return (int) $result;
			}
			if ( $attempt >= self::ATTEMPTS || ! self::isDeadlock( $wpdb->last_error ) ) {
				throw new QueryFailed( $wpdb->last_error );
			}
			usleep( random_int( 0, $attempt * self::PAUSE ) );
		}
	}

	/**
	 * @param string                $sql
	 * @param list<int|string|null> $args
	 * @return list<array<string, string|null>>
	 * @throws QueryFailed If the statement fails.
	 */
	public function select( string $sql, array $args = [] ): array {
		$wpdb = self::wpdb();
		// phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared, WordPress.DB.DirectDatabaseQuery -- Prepared here. A cache may be older than the tables.
		$rows = self::quietly( $wpdb, static fn () => $wpdb->get_results( self::prepare( $wpdb, $sql, $args ), ARRAY_A ) );
		if ( ! is_array( $rows ) || '' !== $wpdb->last_error ) {
			throw new QueryFailed( $wpdb->last_error );
		}
		/** @var list<array<string, string|null>> $rows */
		return $rows;
	}

	/**
	 * From now on this process also reads from the primary. HyperDB and LudicrousDB read from replicas, which
	 * may lag behind a mark that another process just wrote: the object would look deleted, or be sent in its
	 * old version.
	 */
	public static function readFromPrimary(): void {
		$wpdb = self::wpdb();
		foreach ( [ 'send_reads_to_primaries', 'send_reads_to_masters' ] as $method ) {
			$switch = [ $wpdb, $method ];
			if ( is_callable( $switch ) && method_exists( $wpdb, $method ) ) {
				$switch();
				return;
			}
		}
	}

	/**
	 * Whether a transaction is open: data read in one may be rolled back. Runs a statement that fails inside
	 * a transaction, and otherwise only gives the next one the default it has anyway; MySQL has no variable for it.
	 */
	public function isInTransaction(): bool {
		$wpdb = self::wpdb();
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Asks the connection, and reads nothing.
		return false === self::quietly( $wpdb, static fn () => $wpdb->query( 'SET TRANSACTION READ WRITE' ) ) && str_contains( $wpdb->last_error, 'transaction is in progress' );
	}

	public function lastInsertId(): int {
		return self::wpdb()->insert_id;
	}

	public function charsetCollate(): string {
		return self::wpdb()->get_charset_collate();
	}

	/**
	 * `%d, %d, %d` for IN lists. Prepared placeholders only, never values.
	 *
	 * @param literal-string $one
	 * @return literal-string
	 */
	public static function placeholders( string $one, int $count ): string {
		return implode( ', ', array_fill( 0, $count, $one ) );
	}

	/** @param list<int|string|null> $args */
	private static function prepare( wpdb $wpdb, string $sql, array $args ): string {
		if ( [] === $args ) {
			return $sql;
		}
		/** @var literal-string $sql */
		// phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- This is where it is prepared.
		$query = $wpdb->prepare( $sql, $args );
		if ( ! is_string( $query ) ) {
			throw new QueryFailed( 'The statement could not be prepared.' );
		}
		return $query;
	}

	/**
	 * Turns errors into exceptions, which are logged where they are caught; $wpdb would print them too.
	 *
	 * @template T
	 * @param callable(): T $run
	 * @return T
	 */
	private static function quietly( wpdb $wpdb, callable $run ): mixed {
		$before = $wpdb->suppress_errors();
		try {
			return $run();
		} finally {
			$wpdb->suppress_errors( $before );
		}
	}

	private static function isDeadlock( string $error ): bool {
		return str_contains( $error, 'Deadlock' );
	}

	private static function wpdb(): wpdb {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}
}
