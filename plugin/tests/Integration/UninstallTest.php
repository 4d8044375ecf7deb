<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration;

use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** WordPress deletes the plugin in a process in which it is not active. */
final class UninstallTest extends StoreTestCase {

	public function test_R26_an_uninstall_notifies_Ivorey_and_leaves_no_files_or_options(): void {
		$files = [ Loopback::file( 'wake' ), Loopback::file( 'sweep' ) ];
		( new Loopback( new SystemClock() ) )->isMyTurn( 'wake', 1 );
		( new Loopback( new SystemClock() ) )->isMyTurn( 'sweep', 1 );
		self::assertSame( $files, array_filter( $files, 'is_file' ) );

		self::assertSame(
			[
				[
					'active' => false,
					'method' => 'DELETE',
					'url'    => FakeIvorey::URL . '/v1/connection',
					'agent'  => 'IvoreyForWooCommerce/' . IVOREY_FOR_WOOCOMMERCE_VERSION,
				],
			],
			$this->delete()
		);
		clearstatcache();
		self::assertSame( [], array_filter( $files, 'is_file' ) );
		global $wpdb;
		self::assertSame( [], $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%ivorey%'" ) );
	}

	public function test_an_uninstall_of_a_copied_site_does_not_disconnect_its_original(): void {
		update_option( ConnectionOptions::INSTALL_ID_OPTION, 'another-installation' );
		self::assertSame( [], $this->delete() );
	}

	/** @return list<array<string, mixed>> The requests to Ivorey. */
	private function delete(): array {
		update_option( 'active_plugins', array_values( array_filter( (array) get_option( 'active_plugins' ), static fn ( mixed $plugin ): bool => is_string( $plugin ) && ! str_contains( $plugin, 'ivorey' ) ) ) );
		$output = shell_exec( implode( ' ', array_map( 'escapeshellarg', [ PHP_BINARY, __DIR__ . '/uninstall.php', untrailingslashit( ABSPATH ), dirname( __DIR__, 2 ) ] ) ) );
		Site::touchedByOthers();
		wp_cache_flush();
		// The tables that the other process dropped are created again before the next test.
		( new Schema( new Database() ) )->drop();
		return json_decode( (string) $output, true, 512, JSON_THROW_ON_ERROR );
	}
}
