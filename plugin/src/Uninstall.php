<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce;

use Ivorey\WooCommerce\Admin\FirstRun;
use Ivorey\WooCommerce\Admin\Notices;
use Ivorey\WooCommerce\Admin\PauseNote;
use Ivorey\WooCommerce\Capture\MissedOrders;
use Ivorey\WooCommerce\Capture\ProductAddresses;
use Ivorey\WooCommerce\Capture\SaleDates;
use Ivorey\WooCommerce\Connection\AuthorizationOption;
use Ivorey\WooCommerce\Connection\Confirmation;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\EpochOption;
use Ivorey\WooCommerce\Connection\Farewell;
use Ivorey\WooCommerce\Connection\Incidents;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Diagnostics\StatusReporter;
use Ivorey\WooCommerce\Email\Emails;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Import\ImportOption;
use Ivorey\WooCommerce\Model\Sites;
use Ivorey\WooCommerce\Reconcile\AbsenceOption;
use Ivorey\WooCommerce\Reconcile\AgreementOption;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Scheduler;

/** Removes everything the plugin stored, on every site, and tells Ivorey that the plugin is gone. */
final class Uninstall {

	public static function run(): void {
		Sites::each(
			true,
			static function (): void {
				Farewell::say();
				( new Scheduler() )->stop();
				Loopback::forget();
				( new Schema( new Database() ) )->drop();
				foreach (
					[
						ConnectionOptions::OPTION,
						ConnectionOptions::CREDENTIALS_OPTION,
						ConnectionOptions::INSTALL_ID_OPTION,
						ConnectionOptions::HISTORY_OPTION,
						EpochOption::OPTION,
						Incidents::OPTION,
						Rotation::OPTION,
						...Emails::OPTIONS,
						CircuitOption::OPTION,
						SaleDates::OPTION,
						ProductAddresses::OPTION,
						ImportOption::OPTION,
						StatusReporter::OPTION,
						AgreementOption::OPTION,
						AgreementOption::QUICK_OPTION,
						AbsenceOption::OPTION,
						MissedOrders::OPTION,
						FirstRun::OPTION,
					] as $option
				) {
					delete_option( $option );
				}
				self::forgetConsents();
				self::forgetNotes();
				delete_transient( Confirmation::TRANSIENT );
				foreach ( [ AuthorizationOption::OPTION, Notices::DISMISSED_OPTION, FirstRun::DISMISSED_OPTION ] as $option ) {
					delete_metadata( 'user', 0, ( new Database() )->shopTable( $option ), '', true );
				}
			}
		);
	}

	/** Removes notes from WooCommerce's inbox. */
	private static function forgetNotes(): void {
		$database = new Database();
		try {
			$notes   = $database->shopTable( 'wc_admin_notes' );
			$actions = $database->shopTable( 'wc_admin_note_actions' );
			$database->execute( 'DELETE a FROM %i a JOIN %i n ON n.note_id = a.note_id WHERE n.name = %s', [ $actions, $notes, PauseNote::NAME ] );
			$database->execute( 'DELETE FROM %i WHERE name = %s', [ $notes, PauseNote::NAME ] );
		} catch ( QueryFailed ) {
			// WooCommerce was removed earlier, with its tables.
			return;
		}
	}

	/** Removes the consent recorded in orders, with and without HPOS. */
	private static function forgetConsents(): void {
		$database = new Database();
		foreach ( [ 'postmeta', 'wc_orders_meta' ] as $table ) {
			try {
				$database->execute( 'DELETE FROM %i WHERE meta_key = %s', [ $database->shopTable( $table ), MarketingConsent::NOTE ] );
			} catch ( QueryFailed ) {
				// The shop never had WooCommerce's order tables.
				continue;
			}
		}
	}
}
