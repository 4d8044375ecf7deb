<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Diagnostics\Alerts;
use Ivorey\WooCommerce\Diagnostics\Explain\Explainer;
use Ivorey\WooCommerce\Diagnostics\Explain\Finder;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderStates;
use Ivorey\WooCommerce\Diagnostics\Overview\Exclusions;
use Ivorey\WooCommerce\Diagnostics\Overview\StoreCatalog;
use Ivorey\WooCommerce\Diagnostics\Overview\StoreCounts;
use Ivorey\WooCommerce\Diagnostics\Overview\StoreLedger;
use Ivorey\WooCommerce\Diagnostics\Stall;
use Ivorey\WooCommerce\Diagnostics\StatusReader;
use Ivorey\WooCommerce\Diagnostics\StatusReporter;
use Ivorey\WooCommerce\Import\ImportedSince;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Model\Element;

/** Reports the state of the sync, to people and to Ivorey. */
final class Diagnosing {

	public readonly Finder $finder;
	public readonly Explainer $explainer;
	public readonly Exclusions $exclusions;
	public readonly StoreCounts $counts;
	public readonly OrderStates $orderStates;
	public readonly StatusReader $status;
	public readonly StatusReporter $reporter;
	public readonly Stall $stall;
	public readonly Alerts $alerts;

	public function __construct( Core $core, Connecting $connecting, Delivering $delivering, Importing $importing, Reconciling $reconciling ) {
		$connection    = $connecting->connection;
		$import        = static fn (): ?Job => $importing->store->read()->job;
		$isImporting   = static fn ( Element $element ): bool => ( $import()?->leftBelow( $element ) ?? 0 ) > 0;
		$importedSince = static fn ( Element $element ): ?int => ImportedSince::of( $element, $connection->current(), $import() );
		$storeLedger   = new StoreLedger( $core->database, new StoreCatalog( $core->database ) );

		$this->finder      = new Finder( $reconciling->questions );
		$this->explainer   = new Explainer( $reconciling->storeReader, $core->outbox, $core->ledger, $delivering->history, $reconciling->questions, $reconciling->comparator );
		$this->exclusions  = new Exclusions( $storeLedger );
		$this->counts      = new StoreCounts( $storeLedger, $isImporting, $importedSince );
		$this->orderStates = new OrderStates( $core->database );
		$this->status      = new StatusReader( $connection, $core->breaker, $core->outbox, $core->deliveries );
		$this->stall       = new Stall( $core->outbox, $core->deliveries, $core->breaker, $core->clock );
		$this->alerts      = new Alerts( $connection, $core->breaker, $this->stall, $core->clock );
		$this->reporter    = new StatusReporter(
			$connection,
			$connecting->documents,
			$core->breaker,
			$importing->store,
			$this->exclusions,
			$core->outbox,
			static fn (): ?array => $reconciling->full->agreement()?->toReport(),
			$core->clock
		);
	}
}
