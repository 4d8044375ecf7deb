<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Admin\ConnectAction;
use Ivorey\WooCommerce\Admin\FirstRun;
use Ivorey\WooCommerce\Admin\Integration;
use Ivorey\WooCommerce\Admin\Notices;
use Ivorey\WooCommerce\Admin\OrderBox;
use Ivorey\WooCommerce\Admin\OrderColumn;
use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Admin\PauseNote;
use Ivorey\WooCommerce\Admin\PluginRow;
use Ivorey\WooCommerce\Admin\ProductSwitch;
use Ivorey\WooCommerce\Admin\SaltsHealth;
use Ivorey\WooCommerce\Admin\SetupTasks;
use Ivorey\WooCommerce\Admin\SiteHealth;
use Ivorey\WooCommerce\Capture\WebRequest;
use Ivorey\WooCommerce\Connection\Incidents;
use Ivorey\WooCommerce\Email\Emails;
use Ivorey\WooCommerce\Privacy\PersonalData;
use Ivorey\WooCommerce\Privacy\PrivacyPolicy;
use Ivorey\WooCommerce\Records\Orders\DeletedRefunds;
use Ivorey\WooCommerce\Schedule\Waking;

/** The pages of wp-admin, the e-mails, and the privacy tools. */
final class Screens {

	public static function register( Core $core, Connecting $connecting, Delivering $delivering, Reconciling $reconciling, Diagnosing $diagnosing ): void {
		$connection = $connecting->connection;
		$alerts     = $diagnosing->alerts;
		// Asks nothing if deliveries do not need the site to call itself.
		$loopback = static fn (): ?string => Waking::Loopback === Waking::choose( PHP_SAPI, false, null !== WebRequest::finisher() ) ? $delivering->loopback->problem() : null;

		( new Panel( $alerts->count( ... ) ) )->register();
		( new Notices( $alerts ) )->register();
		( new FirstRun( $connection ) )->register();
		( new SetupTasks( $connection ) )->register();
		( new PauseNote() )->register();
		( new PluginRow() )->register();
		( new OrderBox( $connection, $diagnosing->explainer ) )->register();
		( new OrderColumn( $connection, $diagnosing->orderStates ) )->register();
		( new ProductSwitch() )->register();
		( new SaltsHealth( $core->store ) )->register();
		( new SiteHealth( $connection, $diagnosing->status, $reconciling->full, $alerts, $core->schema, $core->address, $diagnosing->stall, $core->scheduler, $loopback, $core->clock ) )->register();
		( new ConnectAction( $connecting->joining ) )->register();
		( new Emails( new Incidents( $core->database ) ) )->register();
		( new PersonalData( $connection, $core->ledger, new DeletedRefunds( $core->database ), $delivering->erasures ) )->register();
		( new PrivacyPolicy() )->register();
		Integration::register( $connection, $alerts );
	}
}
