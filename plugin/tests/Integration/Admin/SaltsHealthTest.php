<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Ivorey\WooCommerce\Admin\SaltsHealth;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class SaltsHealthTest extends StoreTestCase {

	public function test_salts_in_wp_config_are_good(): void {
		self::assertSame( 'good', self::status() );
	}

	public function test_salts_that_WordPress_keeps_in_the_database_are_reported(): void {
		self::keepInDatabase( 'auth', 'secure_auth' );
		self::assertSame( 'recommended', self::status() );
	}

	public function test_one_salt_in_wp_config_is_enough(): void {
		self::keepInDatabase( 'auth' );
		self::assertSame( 'good', self::status() );
	}

	public function test_the_salts_of_a_store_that_is_not_connected_are_not_checked(): void {
		self::assertArrayHasKey( 'ivorey_salts', self::tests() );
		Plugin::instance()->connecting->connection->disconnect();
		self::assertArrayNotHasKey( 'ivorey_salts', self::tests() );
	}

	/** Imitates wp_salt() without the constants: in this process they are defined, for as long as it lives. */
	private static function keepInDatabase( string ...$schemes ): void {
		foreach ( $schemes as $scheme ) {
			update_site_option( "{$scheme}_key", "key of $scheme" );
			update_site_option( "{$scheme}_salt", "salt of $scheme" );
		}
		add_filter( 'salt', static fn ( string $salt, string $scheme ): string => in_array( $scheme, $schemes, true ) ? "key of {$scheme}salt of $scheme" : $salt, 10, 2 );
	}

	private static function status(): mixed {
		return ( new SaltsHealth( new ConnectionOptions() ) )->test()['status'];
	}

	/** @return array<mixed> */
	private static function tests(): array {
		return ( new SaltsHealth( new ConnectionOptions() ) )->addTest( [ 'direct' => [] ] )['direct'];
	}
}
