<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use RuntimeException;

/**
 * Copies all tables and restores them: only tables that were written to are restored, so that it takes
 * milliseconds. Not a rolled-back transaction, because WooCommerce and the plugin use transactions of their
 * own.
 */
final class Tables {

	private const WRITES = '/^\W*(?:INSERT|REPLACE|UPDATE|DELETE|TRUNCATE|ALTER|CREATE|DROP|RENAME|LOAD)\b/i';
	private const DDL    = '/^\W*(?:ALTER|CREATE|DROP|RENAME|TRUNCATE)\b/i';

	/** @var array<string, true> */
	private array $all = [];

	/** @var array<string, bool> By name: whether its definition may have changed. */
	private array $touched = [];

	private bool $isWatching = true;

	public function take(): void {
		$this->run( sprintf( 'DROP DATABASE IF EXISTS `%s`', self::copies() ) );
		$this->run( sprintf( 'CREATE DATABASE `%s`', self::copies() ) );
		foreach ( self::names() as $table ) {
			$this->run( sprintf( 'CREATE TABLE `%1$s`.`%2$s` LIKE `%2$s`', self::copies(), $table ) );
			$this->run( sprintf( 'INSERT INTO `%1$s`.`%2$s` SELECT * FROM `%2$s`', self::copies(), $table ) );
			$this->all[ $table ] = true;
		}
		$this->touched = [];
		add_filter( 'query', $this->note( ... ), PHP_INT_MIN );
	}

	public function restore(): void {
		$this->isWatching = false;
		$this->run( 'ROLLBACK' );
		$this->run( 'SET autocommit = 1, FOREIGN_KEY_CHECKS = 0' );
		$this->run( 'DO RELEASE_ALL_LOCKS()' );
		if ( in_array( true, $this->touched, true ) ) {
			$there = self::names();
			foreach ( array_diff( $there, array_keys( $this->all ) ) as $new ) {
				$this->run( "DROP TABLE `$new`" );
			}
			$this->touched += array_fill_keys( array_diff( array_keys( $this->all ), $there ), true );
		}
		foreach ( array_intersect_key( $this->touched, $this->all ) as $table => $isRedefined ) {
			if ( $isRedefined ) {
				$this->run( "DROP TABLE IF EXISTS `$table`" );
				$this->run( sprintf( 'CREATE TABLE `%2$s` LIKE `%1$s`.`%2$s`', self::copies(), $table ) );
			} else {
				$this->run( "DELETE FROM `$table`" );
			}
			$this->run( sprintf( 'INSERT INTO `%2$s` SELECT * FROM `%1$s`.`%2$s`', self::copies(), $table ) );
		}
		$this->touched    = [];
		$this->isWatching = true;
	}

	/** Another process wrote to any table, and may have dropped some. */
	public function touchAll(): void {
		$all           = array_keys( $this->all );
		$this->touched = array_fill_keys( array_diff( $all, self::names() ), true ) + $this->touched + array_fill_keys( $all, false );
	}

	/** Filters each query: a write is recorded for each table named in its text. */
	private function note( string $query ): string {
		if ( ! $this->isWatching || 1 !== preg_match( self::WRITES, $query ) ) {
			return $query;
		}
		$isDdl = 1 === preg_match( self::DDL, $query );
		preg_match_all( '/\b' . preg_quote( $GLOBALS['wpdb']->base_prefix, '/' ) . '\w+/', $query, $names );
		foreach ( $names[0] as $name ) {
			$this->touched[ $name ] = ( $this->touched[ $name ] ?? false ) || $isDdl;
		}
		return $query;
	}

	private function run( string $query ): void {
		global $wpdb;
		if ( false === $wpdb->query( $query ) ) {
			throw new RuntimeException( "$query: $wpdb->last_error" );
		}
	}

	/** @return list<string> */
	private static function names(): array {
		global $wpdb;
		return $wpdb->get_col( 'SHOW TABLES' );
	}

	private static function copies(): string {
		return DB_NAME . '_copies';
	}
}
