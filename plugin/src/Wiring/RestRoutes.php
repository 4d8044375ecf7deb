<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Connection\Confirmation;
use Ivorey\WooCommerce\Rest\AboutController;
use Ivorey\WooCommerce\Rest\ActivityController;
use Ivorey\WooCommerce\Rest\ApprovalController;
use Ivorey\WooCommerce\Rest\CheckController;
use Ivorey\WooCommerce\Rest\ConfirmController;
use Ivorey\WooCommerce\Rest\ConnectController;
use Ivorey\WooCommerce\Rest\ConnectionController;
use Ivorey\WooCommerce\Rest\DeliveriesController;
use Ivorey\WooCommerce\Rest\ExplainController;
use Ivorey\WooCommerce\Rest\ImportController;
use Ivorey\WooCommerce\Rest\OutboxController;
use Ivorey\WooCommerce\Rest\OverviewController;
use Ivorey\WooCommerce\Rest\RotationController;
use Ivorey\WooCommerce\Rest\SettingsController;
use Ivorey\WooCommerce\Rest\StatusController;
use Ivorey\WooCommerce\Rest\VerifyController;
use Ivorey\WooCommerce\Rest\WakeController;

/** `ivorey/v1`: the functions of WP-CLI, for the screens. */
final class RestRoutes {

	public static function register( Core $core, Connecting $connecting, Delivering $delivering, Importing $importing, Reconciling $reconciling, Diagnosing $diagnosing ): void {
		$connection = $connecting->connection;
		( new StatusController( $connection, $diagnosing->status, $reconciling->full, $importing->imports, $core->schema, $core->address, $diagnosing->alerts ) )->register();
		( new CheckController( $connection ) )->register();
		( new ConnectionController( $connection, $core->address ) )->register();
		( new OutboxController( $core->outbox, $delivering->waker, $diagnosing->orderStates, $connection ) )->register();
		( new DeliveriesController( $core->deliveries ) )->register();
		( new ImportController( $importing->imports ) )->register();
		( new SettingsController( $connection, $connecting->settings ) )->register();
		( new ExplainController( $diagnosing->finder, $diagnosing->explainer, $connection ) )->register();
		( new VerifyController( $reconciling->full ) )->register();
		( new AboutController( $core->store ) )->register();
		( new ConfirmController( new Confirmation() ) )->register();
		( new ConnectController( $connection, $connecting->joining ) )->register();
		( new RotationController( $connection, $connecting->rotation ) )->register();
		( new ApprovalController( $connecting->joining, $connection ) )->register();
		( new OverviewController( $diagnosing->exclusions, $diagnosing->counts ) )->register();
		( new ActivityController( $core->deliveries, $core->clock ) )->register();
		( new WakeController( $delivering->waker, $delivering->loopback, $core->clock ) )->register();
	}
}
