<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce;

use Ivorey\WooCommerce\Admin\FirstRun;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Model\Sites;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Reconcile\AbsenceOption;
use Ivorey\WooCommerce\Schedule\Scheduler;

/**
 * Activation, deactivation and site deletion. Works without WooCommerce, because that may be removed first.
 * Plugin::register creates the tables with the first request, for each site of a network separately.
 */
final class Lifecycle {

	/** @param string $file The plugin's main file. */
	public static function register( string $file ): void {
		register_activation_hook( $file, [ self::class, 'onActivation' ] );
		register_deactivation_hook( $file, [ self::class, 'onDeactivation' ] );
		add_filter( 'wpmu_drop_tables', [ self::class, 'addTables' ], 10, 2 );
	}

	/** Nothing triggers the plugin any more. The outbox is sent after the next activation. */
	public static function onDeactivation( bool $networkWide = false ): void {
		Sites::each(
			$networkWide,
			static function (): void {
				( new Scheduler() )->stop();
				( new AbsenceOption() )->deactivated( ( new SystemClock() )->microseconds() );
			}
		);
	}

	/** Changes made while the plugin was inactive are found in the background. */
	public static function onActivation( bool $networkWide = false ): void {
		Sites::each(
			$networkWide,
			static function (): void {
				( new AbsenceOption() )->activated( ( new SystemClock() )->microseconds() );
				FirstRun::begin();
			}
		);
	}

	/**
	 * Deleting a site deletes its tables.
	 *
	 * @param array<string> $tables
	 * @return array<string>
	 */
	public static function addTables( array $tables, int $siteId ): array {
		$database = new Database();
		return [ ...$tables, ...Sites::in( $siteId, static fn (): array => array_map( $database->table( ... ), Schema::TABLES ) ) ];
	}
}
