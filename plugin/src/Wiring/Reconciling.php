<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\ConnectionStore;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\Resources;
use Ivorey\WooCommerce\Import\ImportedSince;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Reconcile\AbsenceStore;
use Ivorey\WooCommerce\Reconcile\AfterRestore;
use Ivorey\WooCommerce\Reconcile\AgreementStore;
use Ivorey\WooCommerce\Reconcile\Comparator;
use Ivorey\WooCommerce\Reconcile\DailyVerification;
use Ivorey\WooCommerce\Reconcile\HourlyCheck;
use Ivorey\WooCommerce\Reconcile\IvoreyReader;
use Ivorey\WooCommerce\Reconcile\LedgerVersions;
use Ivorey\WooCommerce\Reconcile\Questions;
use Ivorey\WooCommerce\Reconcile\QuickVerification;
use Ivorey\WooCommerce\Reconcile\QuickVerifier;
use Ivorey\WooCommerce\Reconcile\Reconciler;
use Ivorey\WooCommerce\Reconcile\StepRunner;
use Ivorey\WooCommerce\Reconcile\StoreReader;
use Ivorey\WooCommerce\Reconcile\Verification;
use Ivorey\WooCommerce\Reconcile\Verifier;
use Ivorey\WooCommerce\Reconcile\VersionsReader;
use Ivorey\WooCommerce\Records\Orders\DeletedRefunds;
use Ivorey\WooCommerce\Records\Orders\RefundReader;

/** The comparisons of both sides. */
final class Reconciling {

	public readonly StoreReader $storeReader;
	public readonly Questions $questions;
	public readonly Verification $verification;
	public readonly QuickVerification $quickVerification;

	/** @var Closure( Element ): Comparator */
	public readonly Closure $comparator;

	private readonly DailyVerification $daily;
	private readonly HourlyCheck $hourly;
	private readonly AfterRestore $afterRestore;

	public function __construct( Core $core, Connection $connection, Delivering $delivering, Importing $importing ) {
		$this->storeReader = new StoreReader( ...$delivering->builders );
		$this->questions   = new Questions( $connection, $core->client );
		$import            = static fn (): ?Job => $importing->store->read()->job;
		$this->comparator  = static fn ( Element $element ): Comparator => self::comparatorOf( $element, $connection->current(), $import(), $core->store );
		$ivoreyReader      = new IvoreyReader( $this->questions );
		$isInSync          = static fn ( Element $element ): bool => $connection->current()->marks( $element );
		$reconciler        = new Reconciler( $this->storeReader, $ivoreyReader, $core->ledger, $core->outbox, $this->comparator, $isInSync, $delivering->waker->marked( ... ) );
		$absences          = new AbsenceStore();
		$agreements        = new AgreementStore();
		$checks            = new AgreementStore( AgreementStore::QUICK_OPTION );
		$verifier          = new Verifier( $importing->keys, $reconciler, $ivoreyReader, $core->ledger, new Resources( $core->clock, PHP_INT_MAX ), $core->clock );

		$this->verification = new Verification(
			new StepRunner( $verifier, $agreements, $core->clock ),
			$this->storeReader,
			$agreements,
			$checks,
			$absences,
			$connection,
			$import,
			$core->outbox->hasUrgent( ... ),
			$core->clock
		);

		$refundedOrders = static fn ( array $refunds ): array => ( new RefundReader( $core->database ) )->ordersOf( $refunds ) + ( new DeletedRefunds( $core->database ) )->ordersOf( $refunds );
		$quickVerifier  = new QuickVerifier( new LedgerVersions( $core->database ), new VersionsReader( $this->questions ), $reconciler, $refundedOrders );

		$this->quickVerification = new QuickVerification(
			new StepRunner( $quickVerifier, $checks, $core->clock ),
			$this->verification->elements( ... ),
			$checks,
			$connection,
			$import,
			$core->clock
		);
		$this->daily             = new DailyVerification( $this->verification, $absences, $connection, $core->scheduler, $core->clock, $delivering->history->prune( ... ) );
		$this->hourly            = new HourlyCheck( $this->quickVerification, $core->scheduler, $core->clock );
		$this->afterRestore      = new AfterRestore( $this->verification, $core->ledger, $core->outbox, $core->scheduler, $core->clock );
	}

	public function register(): void {
		$this->daily->register();
		$this->hourly->register();
		$this->afterRestore->register();
	}

	private static function comparatorOf( Element $element, StoredConnection $connection, ?Job $import, ConnectionStore $store ): Comparator {
		$history = $store->syncHistory();
		return new Comparator(
			ImportedSince::of( $element, $connection, $import ),
			$import?->leftBelow( $element ) ?? 0,
			static fn ( ?int $madeAt, int $id ): ?int => $history->offUntil( $element, $madeAt, $id ),
			ImportedSince::evenIfOffBefore( $element, $connection, $import )
		);
	}
}
