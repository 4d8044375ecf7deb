<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\Confirmation;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\ConnectionStore;
use Ivorey\WooCommerce\Connection\Joining;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Connection\SettingsEditor;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Diagnostics\Alerts;
use Ivorey\WooCommerce\Diagnostics\Explain\Explainer;
use Ivorey\WooCommerce\Diagnostics\Explain\Finder;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderStates;
use Ivorey\WooCommerce\Diagnostics\Overview\Exclusions;
use Ivorey\WooCommerce\Diagnostics\Overview\StoreCounts;
use Ivorey\WooCommerce\Diagnostics\StatusReader;
use Ivorey\WooCommerce\Import\Imports;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Reconcile\Verification;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Waker;

/** All routes of `ivorey/v1`: the same that WP-CLI offers, for the screens. */
final class Routes {

	public function __construct(
		private readonly Connection $connection,
		private readonly StatusReader $status,
		private readonly OutboxTable $outbox,
		private readonly DeliveryLog $deliveries,
		private readonly Waker $waker,
		private readonly Imports $imports,
		private readonly SettingsEditor $settings,
		private readonly Verification $verification,
		private readonly Finder $finder,
		private readonly Explainer $explainer,
		private readonly OrderStates $orderStates,
		private readonly ConnectionStore $store,
		private readonly ApiAddress $address,
		private readonly Joining $joining,
		private readonly Rotation $rotation,
		private readonly Exclusions $exclusions,
		private readonly StoreCounts $counts,
		private readonly Schema $schema,
		private readonly Alerts $alerts,
		private readonly Clock $clock
	) {}

	public function register(): void {
		( new StatusController( $this->connection, $this->status, $this->verification, $this->imports, $this->schema, $this->address, $this->alerts ) )->register();
		( new CheckController( $this->connection ) )->register();
		( new ConnectionController( $this->connection, $this->address ) )->register();
		( new OutboxController( $this->outbox, $this->waker, $this->orderStates, $this->connection ) )->register();
		( new DeliveriesController( $this->deliveries ) )->register();
		( new ImportController( $this->imports ) )->register();
		( new SettingsController( $this->connection, $this->settings ) )->register();
		( new ExplainController( $this->finder, $this->explainer, $this->connection ) )->register();
		( new VerifyController( $this->verification ) )->register();
		( new AboutController( $this->store ) )->register();
		( new ConfirmController( new Confirmation() ) )->register();
		( new ConnectController( $this->connection, $this->joining ) )->register();
		( new RotationController( $this->connection, $this->rotation ) )->register();
		( new ApprovalController( $this->joining, $this->connection ) )->register();
		( new OverviewController( $this->exclusions, $this->counts ) )->register();
		( new ActivityController( $this->deliveries, $this->clock ) )->register();
		( new WakeController( $this->waker, new Loopback( $this->clock ), $this->clock ) )->register();
	}
}
