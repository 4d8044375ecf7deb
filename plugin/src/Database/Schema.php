<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Database;

use Ivorey\WooCommerce\Model\Log;

/**
 * The plugin's tables and their migrations. Each version is a list of statements that may run twice (two
 * requests may find an old version at once). Add a new version at the end; never change an existing one.
 *
 * Plain SQL: MySQL 5.7, MariaDB 10.4 and WordPress' SQLite integration run it. Times are microseconds since
 * 1970.
 */
final class Schema {

	public const VERSION = 6;

	/** Autoloaded, so that comparing it costs no query. */
	public const OPTION = 'ivorey_schema';

	public const TABLES = [ 'outbox', 'ledger', 'deliveries', 'history', 'deleted_refunds', 'erasures' ];

	public function __construct( private readonly Database $database ) {}

	/**
	 * @return bool Whether there was anything to do.
	 * @throws QueryFailed If the site's database refuses a statement; the next request tries again.
	 */
	public function migrate(): bool {
		$installed = get_option( self::OPTION, 0 );
		$installed = is_numeric( $installed ) ? (int) $installed : 0;
		if ( self::VERSION === $installed ) {
			return false;
		}
		$this->build( $installed + 1 );
		update_option( self::OPTION, self::VERSION, true );
		return true;
	}

	/**
	 * Runs a read. If a table is missing although the option says that it exists (a backup with only the
	 * options was restored), the tables are created first.
	 *
	 * @template T
	 * @param callable(): T $read
	 * @return T
	 * @throws QueryFailed If the database still refuses.
	 */
	public function mending( callable $read ): mixed {
		try {
			$this->touch();
			return $read();
		} catch ( QueryFailed $error ) {
			Log::warning( 'The tables could not be read; recreating what is missing.', [ 'error' => $error->getMessage() ] );
			$this->build( 1 );
			return $read();
		}
	}

	/**
	 * Reads no rows, to see whether the tables exist.
	 *
	 * @throws QueryFailed If one is missing, or the database refuses.
	 */
	private function touch(): void {
		$this->database->select(
			implode( ' UNION ALL ', array_fill( 0, count( self::TABLES ), 'SELECT 1 FROM %i WHERE 1 = 0' ) ),
			array_map( $this->database->table( ... ), self::TABLES )
		);
	}

	/** @throws QueryFailed If the database refuses. */
	private function build( int $from ): void {
		for ( $version = $from; $version <= self::VERSION; $version++ ) {
			foreach ( $this->statements( $version ) as $statement ) {
				$this->database->execute( $statement );
			}
		}
	}

	/** @throws QueryFailed If the database refuses. */
	public function drop(): void {
		foreach ( self::TABLES as $table ) {
			$this->database->execute( 'DROP TABLE IF EXISTS %i', [ $this->database->table( $table ) ] );
		}
		delete_option( self::OPTION );
	}

	/**
	 * MySQL cannot add a column only if it is missing.
	 *
	 * @param list<string> $statements
	 * @return list<string> Empty if the column exists.
	 */
	private function without( string $table, string $column, array $statements ): array {
		$found = $this->database->select( 'SHOW COLUMNS FROM %i LIKE %s', [ $this->database->table( $table ), $column ] );
		return [] === $found ? $statements : [];
	}

	/** @return list<string> */
	private function statements( int $version ): array {
		$collate = $this->database->charsetCollate();
		return match ( $version ) {
			1       => [
				"CREATE TABLE IF NOT EXISTS {$this->database->table( 'outbox' )} (
					element varchar(20) NOT NULL,
					object_id bigint(20) unsigned NOT NULL,
					seq bigint(20) unsigned NOT NULL,
					reasons int(10) unsigned NOT NULL DEFAULT 0,
					marked_at bigint(20) unsigned NOT NULL,
					due_at bigint(20) unsigned NOT NULL,
					lease varchar(32) NOT NULL DEFAULT '',
					leased_seq bigint(20) unsigned NOT NULL DEFAULT 0,
					uncertain tinyint(1) unsigned NOT NULL DEFAULT 0,
					attempts int(10) unsigned NOT NULL DEFAULT 0,
					quarantined_at bigint(20) unsigned NOT NULL DEFAULT 0,
					error text NULL,
					PRIMARY KEY  (element, object_id),
					KEY due (due_at)
				) $collate",
				"CREATE TABLE IF NOT EXISTS {$this->database->table( 'ledger' )} (
					element varchar(20) NOT NULL,
					wire_id varchar(64) NOT NULL,
					version bigint(20) unsigned NOT NULL DEFAULT 0,
					hash varchar(64) NOT NULL DEFAULT '',
					outcome varchar(20) NOT NULL,
					reason varchar(40) NOT NULL DEFAULT '',
					settled_at bigint(20) unsigned NOT NULL,
					PRIMARY KEY  (element, wire_id),
					KEY outcome (element, outcome, reason)
				) $collate",
				"CREATE TABLE IF NOT EXISTS {$this->database->table( 'deliveries' )} (
					id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
					sent_at bigint(20) unsigned NOT NULL,
					duration_ms int(10) unsigned NOT NULL,
					records int(10) unsigned NOT NULL,
					bytes int(10) unsigned NOT NULL,
					status smallint(5) unsigned NOT NULL DEFAULT 0,
					problem varchar(100) NOT NULL DEFAULT '',
					applied int(10) unsigned NOT NULL DEFAULT 0,
					stale int(10) unsigned NOT NULL DEFAULT 0,
					excluded int(10) unsigned NOT NULL DEFAULT 0,
					rejected int(10) unsigned NOT NULL DEFAULT 0,
					PRIMARY KEY  (id)
				) $collate",
			],
			2       => [
				"CREATE TABLE IF NOT EXISTS {$this->database->table( 'history' )} (
					id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
					element varchar(20) NOT NULL,
					object_id bigint(20) unsigned NOT NULL,
					event varchar(20) NOT NULL,
					noted_at bigint(20) unsigned NOT NULL,
					marked_at bigint(20) unsigned NOT NULL,
					last_mark bigint(20) unsigned NOT NULL,
					reasons int(10) unsigned NOT NULL,
					records text NOT NULL,
					why text NOT NULL,
					PRIMARY KEY  (id),
					KEY object (element, object_id),
					KEY noted_at (noted_at)
				) $collate",
			],
			3       => [
				"CREATE TABLE IF NOT EXISTS {$this->database->table( 'deleted_refunds' )} (
					refund_id bigint(20) unsigned NOT NULL,
					order_id bigint(20) unsigned NOT NULL,
					data longtext NOT NULL,
					PRIMARY KEY  (refund_id),
					KEY order_id (order_id)
				) $collate",
			],
			4       => $this->without(
				'ledger',
				'left_out',
				[
					"ALTER TABLE {$this->database->table( 'ledger' )} ADD COLUMN left_out int(10) unsigned NOT NULL DEFAULT 0, ADD INDEX left_out (left_out)",
				]
			),
			5       => $this->without(
				'outbox',
				'urgent',
				[
					// In one statement: a second attempt must not find the column without its index.
					"ALTER TABLE {$this->database->table( 'outbox' )} ADD COLUMN urgent tinyint(1) unsigned NOT NULL DEFAULT 0, ADD INDEX urgent (urgent, due_at)",
					// Placed or paid.
					"UPDATE {$this->database->table( 'outbox' )} SET urgent = 1 WHERE reasons & 6 > 0",
				]
			),
			6       => [
				// The only personal data is the hash of the address: it waits until it is sent.
				"CREATE TABLE IF NOT EXISTS {$this->database->table( 'erasures' )} (
					id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
					account varchar(64) NOT NULL,
					email_hash char(64) NOT NULL,
					scope varchar(20) NOT NULL,
					user_id bigint(20) unsigned NOT NULL DEFAULT 0,
					requested_at bigint(20) unsigned NOT NULL,
					PRIMARY KEY  (id),
					UNIQUE KEY person (account, email_hash)
				) $collate",
			],
			default => [],
		};
	}
}
