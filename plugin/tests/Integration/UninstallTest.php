<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Admin\FirstRun;
use Ivorey\WooCommerce\Admin\Notices;
use Ivorey\WooCommerce\Capture\MissedOrders;
use Ivorey\WooCommerce\Capture\ProductAddresses;
use Ivorey\WooCommerce\Capture\SaleDates;
use Ivorey\WooCommerce\Connection\AuthorizationOption;
use Ivorey\WooCommerce\Connection\Confirmation;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\AbsenceOption;
use Ivorey\WooCommerce\Reconcile\AgreementOption;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** WordPress deletes the plugin in a process in which it is not active. */
final class UninstallTest extends StoreTestCase {

	public function test_R26_an_uninstall_notifies_Ivorey_and_leaves_nothing_behind(): void {
		$this->useEverything();
		self::assertSame( [], array_keys( array_filter( self::traces(), static fn ( array $found ): bool => [] === $found ) ), 'The store has to have something of each kind.' );

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
		self::assertSame( [], array_filter( self::traces() ) );
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
		return json_decode( (string) $output, true, 512, JSON_THROW_ON_ERROR );
	}

	/** Makes the plugin store everything that it ever stores. */
	private function useEverything(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout() );
		$this->import();
		$this->verify();
		$this->request(
			static function () use ( $order ): void {
				$bought = Shop::order( $order );
				$bought->update_meta_data( MarketingConsent::NOTE, 'yes' );
				$bought->save();
				( new Loopback( new SystemClock() ) )->isMyTurn( 'wake', 1 );
				( new Loopback( new SystemClock() ) )->isMyTurn( 'sweep', 1 );
				( new Loopback( new SystemClock() ) )->isMyTurn( 'ask', 1 );
				( new Scheduler() )->start();
				foreach ( [ Scheduler::ACTION, Scheduler::IMPORT, Scheduler::VERIFY, Scheduler::CHECK ] as $action ) {
					( new Scheduler() )->wakeAt( 1_000_000 * ( time() + 600 ), $action );
				}
				( new Confirmation() )->begin();
				foreach ( [ AuthorizationOption::OPTION, Notices::DISMISSED_OPTION, FirstRun::DISMISSED_OPTION ] as $option ) {
					update_user_option( 1, $option, 'x' );
				}
				Plugin::instance()->connecting->connection->pause( 'revoked' );
				foreach ( [ SaleDates::OPTION, ProductAddresses::OPTION, MissedOrders::OPTION, FirstRun::OPTION, AgreementOption::QUICK_OPTION, AbsenceOption::OPTION, Rotation::OPTION ] as $option ) {
					update_option( $option, 'x' );
				}
			}
		);
	}

	/** @return array<string, list<string>> Everything in the store with the plugin's name, by kind. */
	private static function traces(): array {
		global $wpdb;
		clearstatcache();
		wp_cache_flush();
		$orders = OrderUtil::get_table_for_order_meta();
		$crons  = array_merge( [], ...array_map( array_keys( ... ), _get_cron_array() ) );
		return [
			'files'       => array_values( array_filter( [ Loopback::file( 'wake' ), Loopback::file( 'sweep' ), Loopback::file( 'ask' ) ], 'is_file' ) ),
			'options'     => $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%ivorey%' AND option_name NOT LIKE '\\_transient%'" ),
			'transients'  => $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '\\_transient%ivorey%'" ),
			'tables'      => $wpdb->get_col( "SHOW TABLES LIKE '%ivorey%'" ),
			'cron events' => array_values( array_filter( $crons, static fn ( string $hook ): bool => str_contains( $hook, 'ivorey' ) ) ),
			'actions'     => $wpdb->get_col( "SELECT hook FROM {$wpdb->prefix}actionscheduler_actions WHERE hook LIKE '%ivorey%' AND status = 'pending'" ),
			'notes'       => $wpdb->get_col( "SELECT name FROM {$wpdb->prefix}wc_admin_notes WHERE name LIKE '%ivorey%'" ),
			'users'       => $wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%ivorey%'" ),
			'orders'      => $wpdb->get_col( $wpdb->prepare( 'SELECT meta_key FROM %i WHERE meta_key LIKE %s', $orders, '%ivorey%' ) ),
		];
	}
}
