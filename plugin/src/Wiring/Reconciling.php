<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\Resources;
use Ivorey\WooCommerce\Import\ImportedSince;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Reconcile\AbsenceOption;
use Ivorey\WooCommerce\Reconcile\AfterRestore;
use Ivorey\WooCommerce\Reconcile\AgreementOption;
use Ivorey\WooCommerce\Reconcile\Comparator;
use Ivorey\WooCommerce\Reconcile\DailyReconciliation;
use Ivorey\WooCommerce\Reconcile\DigestsReader;
use Ivorey\WooCommerce\Reconcile\FullSteps;
use Ivorey\WooCommerce\Reconcile\HourlyCheck;
use Ivorey\WooCommerce\Reconcile\IvoreyReader;
use Ivorey\WooCommerce\Reconcile\LedgerVersions;
use Ivorey\WooCommerce\Reconcile\Questions;
use Ivorey\WooCommerce\Reconcile\QuickReconciliation;
use Ivorey\WooCommerce\Reconcile\QuickSteps;
use Ivorey\WooCommerce\Reconcile\Reconciler;
use Ivorey\WooCommerce\Reconcile\Reconciliation;
use Ivorey\WooCommerce\Reconcile\StepRunner;
use Ivorey\WooCommerce\Reconcile\StoreReader;
use Ivorey\WooCommerce\Reconcile\VerifyReader;
use Ivorey\WooCommerce\Reconcile\VersionsReader;
use Ivorey\WooCommerce\Records\Orders\DeletedRefunds;
use Ivorey\WooCommerce\Records\Orders\RefundReader;

/** Full and quick reconciles. */
final class Reconciling {

	public readonly StoreReader $storeReader;
	public readonly Questions $questions;
	public readonly Reconciliation $full;
	public readonly QuickReconciliation $quick;

	/** @var Closure( Element ): Comparator */
	public readonly Closure $comparator;

	private readonly DailyReconciliation $daily;
	private readonly HourlyCheck $hourly;
	private readonly AfterRestore $afterRestore;

	public function __construct( Core $core, Connection $connection, Delivering $delivering, Importing $importing ) {
		$this->storeReader = new StoreReader( ...$delivering->builders );
		$this->questions   = new Questions( $connection, $core->client );
		$import            = static fn (): ?Job => $importing->store->read()->job;
		$this->comparator  = static fn ( Element $element ): Comparator => self::comparatorOf( $element, $connection->current(), $import(), $core->store );
		$ivoreyReader      = new IvoreyReader( new DigestsReader( $this->questions ), new VerifyReader( $this->questions ) );
		$isInSync          = static fn ( Element $element ): bool => $connection->current()->marks( $element );
		$reconciler        = new Reconciler( $this->storeReader, $ivoreyReader, $core->ledger, $core->outbox, $this->comparator, $isInSync, $delivering->waker->marked( ... ) );
		$absences          = new AbsenceOption();
		$agreements        = new AgreementOption();
		$checks            = new AgreementOption( AgreementOption::QUICK_OPTION );
		$fullSteps         = new FullSteps( $importing->keys, $reconciler, $ivoreyReader, $core->ledger, new Resources( $core->clock, PHP_INT_MAX ), $core->clock );

		$this->full = new Reconciliation(
			new StepRunner( $fullSteps, $agreements, $core->clock ),
			$this->storeReader,
			$agreements,
			$checks,
			$absences,
			$connection,
			$import,
			$core->outbox->hasUrgent( ... ),
			$core->clock
		);

		$refunds        = new RefundReader( $core->database );
		$deletedRefunds = new DeletedRefunds( $core->database );
		$quickSteps     = new QuickSteps(
			new LedgerVersions( $core->database ),
			new VersionsReader( $this->questions ),
			$reconciler,
			static fn ( array $ids ): array => $refunds->ordersOf( $ids ) + $deletedRefunds->ordersOf( $ids )
		);

		$this->quick        = new QuickReconciliation(
			new StepRunner( $quickSteps, $checks, $core->clock ),
			$this->full->elements( ... ),
			$checks,
			$connection,
			$import,
			$core->clock
		);
		$this->daily        = new DailyReconciliation( $this->full, $absences, $connection, $core->scheduler, $core->clock, $delivering->history->prune( ... ) );
		$this->hourly       = new HourlyCheck( $this->quick, $core->scheduler, $core->clock );
		$this->afterRestore = new AfterRestore( $this->full, $core->ledger, $core->outbox, $core->scheduler, $core->clock );
	}

	public function register(): void {
		$this->daily->register();
		$this->hourly->register();
		$this->afterRestore->register();
	}

	private static function comparatorOf( Element $element, StoredConnection $connection, ?Job $import, ConnectionOptions $store ): Comparator {
		$history = $store->syncHistory();
		return new Comparator(
			ImportedSince::of( $element, $connection, $import ),
			$import?->leftBelow( $element ) ?? 0,
			static fn ( ?int $madeAt, int $id ): ?int => $history->offUntil( $element, $madeAt, $id ),
			ImportedSince::evenIfOffBefore( $element, $connection, $import )
		);
	}
}
