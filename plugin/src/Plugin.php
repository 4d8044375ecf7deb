<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce;

use Ivorey\WooCommerce\Admin\ConnectAction;
use Ivorey\WooCommerce\Admin\FirstRun;
use Ivorey\WooCommerce\Admin\Integration;
use Ivorey\WooCommerce\Admin\Notices;
use Ivorey\WooCommerce\Admin\OrderBox;
use Ivorey\WooCommerce\Admin\OrderColumn;
use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Admin\PluginRow;
use Ivorey\WooCommerce\Admin\ProductSwitch;
use Ivorey\WooCommerce\Admin\SaltsHealth;
use Ivorey\WooCommerce\Admin\SiteHealth;
use Ivorey\WooCommerce\Capture\CheckoutConsent;
use Ivorey\WooCommerce\Capture\CollectionHooks;
use Ivorey\WooCommerce\Capture\CustomerHooks;
use Ivorey\WooCommerce\Capture\DeletedUserHooks;
use Ivorey\WooCommerce\Capture\ErasedOrderHooks;
use Ivorey\WooCommerce\Capture\ErasedUserHooks;
use Ivorey\WooCommerce\Capture\Erasures;
use Ivorey\WooCommerce\Capture\MarkBuffer;
use Ivorey\WooCommerce\Capture\MissedOrders;
use Ivorey\WooCommerce\Capture\OrderHooks;
use Ivorey\WooCommerce\Capture\OrderItemHooks;
use Ivorey\WooCommerce\Capture\OrderPostHooks;
use Ivorey\WooCommerce\Capture\ProductAddresses;
use Ivorey\WooCommerce\Capture\ProductHooks;
use Ivorey\WooCommerce\Capture\SaleDates;
use Ivorey\WooCommerce\Capture\UnfiredTriggers;
use Ivorey\WooCommerce\Capture\WebRequest;
use Ivorey\WooCommerce\Cli\Command;
use Ivorey\WooCommerce\Cli\ExplainCommand;
use Ivorey\WooCommerce\Cli\ImportCommand;
use Ivorey\WooCommerce\Cli\VerifyCommand;
use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\AuthorizationStore;
use Ivorey\WooCommerce\Connection\CodeClient;
use Ivorey\WooCommerce\Connection\Confirmation;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\ConnectionStore;
use Ivorey\WooCommerce\Connection\Documents;
use Ivorey\WooCommerce\Connection\Incidents;
use Ivorey\WooCommerce\Connection\Inquiry;
use Ivorey\WooCommerce\Connection\Joining;
use Ivorey\WooCommerce\Connection\OrderIds;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Connection\SettingsEditor;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Connection\Switches;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Delivery\Assembler;
use Ivorey\WooCommerce\Delivery\BatchSender;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Delivery\Dispatcher;
use Ivorey\WooCommerce\Delivery\Drain;
use Ivorey\WooCommerce\Delivery\History;
use Ivorey\WooCommerce\Delivery\Resources;
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
use Ivorey\WooCommerce\Email\Emails;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\CurlTransport;
use Ivorey\WooCommerce\Http\WordPressTransport;
use Ivorey\WooCommerce\Import\ImportedSince;
use Ivorey\WooCommerce\Import\ImportRun;
use Ivorey\WooCommerce\Import\Imports;
use Ivorey\WooCommerce\Import\ImportStore;
use Ivorey\WooCommerce\Import\ImportWaker;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\Recovery;
use Ivorey\WooCommerce\Import\SliceReader;
use Ivorey\WooCommerce\Import\Slices;
use Ivorey\WooCommerce\Import\SliceSettler;
use Ivorey\WooCommerce\Import\StoreKeys;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Outbox\ErasureTable;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\SwitchedOutbox;
use Ivorey\WooCommerce\Privacy\PersonalData;
use Ivorey\WooCommerce\Privacy\PrivacyPolicy;
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
use Ivorey\WooCommerce\Records\AsNobody;
use Ivorey\WooCommerce\Records\Collections\CollectionBuilder;
use Ivorey\WooCommerce\Records\Contacts\ContactBuilder;
use Ivorey\WooCommerce\Records\Contacts\ErasureBuilder;
use Ivorey\WooCommerce\Records\Orders\DeletedRefunds;
use Ivorey\WooCommerce\Records\Orders\OrderBuilder;
use Ivorey\WooCommerce\Records\Orders\OrderReader;
use Ivorey\WooCommerce\Records\Orders\RefundReader;
use Ivorey\WooCommerce\Records\Orders\TransactionBuilder;
use Ivorey\WooCommerce\Records\Orders\TriggerBuilder;
use Ivorey\WooCommerce\Records\Products\ProductBuilder;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\SecondLook;
use Ivorey\WooCommerce\Rest\Routes;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Schedule\Waker;
use Ivorey\WooCommerce\Schedule\Waking;

/** Where everything is put together, by hand and in one place. */
final class Plugin {

	/** Priorities on the sweep's hook. */
	private const BEFORE_DELIVERIES = 5;
	private const AFTER_DELIVERIES  = 20;

	private static ?self $instance = null;

	private readonly Database $database;
	private readonly Schema $schema;
	private readonly ConnectionStore $store;
	private readonly OutboxTable $outbox;
	private readonly Ledger $ledger;
	private readonly Erasures $erasures;

	private readonly Exclusions $exclusions;
	private readonly StoreCounts $counts;
	private readonly DeliveryLog $deliveries;
	private readonly Connection $connection;
	private readonly ApiAddress $address;
	private readonly Joining $joining;
	private readonly Rotation $rotation;
	private readonly Drain $drain;
	private readonly Waker $waker;
	private readonly CircuitBreaker $breaker;
	private readonly SettingsEditor $settings;
	private readonly Imports $imports;
	private readonly ImportRun $importRun;
	private readonly ImportWaker $importWaker;
	private readonly Verification $verification;
	private readonly QuickVerification $quickVerification;
	private readonly DailyVerification $dailyVerification;
	private readonly HourlyCheck $hourlyCheck;
	private readonly Finder $finder;
	private readonly Explainer $explainer;

	private function __construct( private readonly Clock $clock = new SystemClock() ) {
		$this->database   = new Database();
		$this->schema     = new Schema( $this->database );
		$this->store      = new ConnectionStore();
		$this->outbox     = new OutboxTable( $this->database, $this->clock );
		$this->ledger     = new Ledger( $this->database, $this->clock );
		$this->deliveries = new DeliveryLog( $this->database );

		$this->address = new ApiAddress();
		$transport     = new WordPressTransport( $this->address->mayBeNear( ... ) );

		$breaker       = new CircuitBreaker( new CircuitOption(), $this->clock );
		$this->breaker = $breaker;
		$client        = new Client( $transport, $breaker, $this->clock );
		$scheduler     = new Scheduler();

		$this->connection = new Connection(
			$this->store,
			new Inquiry( $client, $breaker ),
			$breaker,
			$this->outbox,
			$this->ledger,
			new OrderIds( $this->database ),
			$this->clock
		);

		$this->joining  = new Joining(
			$this->address,
			new AuthorizationStore(),
			new CodeClient( $transport, $this->clock ),
			new Confirmation(),
			$this->store,
			$this->connection,
			Panel::url( ... ),
			$this->clock
		);
		$this->rotation = new Rotation( $this->connection, $client, $breaker, new NamedLock( $this->database, 'rotation' ), $this->clock );

		$history     = new History( $this->database, $this->clock );
		$orders      = new OrderReader();
		$takes       = fn ( string $field ): bool => $this->connection->current()->takes( $field );
		$builders    = array_map(
			static fn ( RecordBuilder $builder ): RecordBuilder => new AsNobody( $builder ),
			[ new CollectionBuilder(), new ProductBuilder(), new ContactBuilder( $takes ), new OrderBuilder( $orders, takes: $takes ), new TransactionBuilder( $orders ) ]
		);
		$erasures    = new ErasureTable( $this->database );
		$assembler   = new Assembler(
			$this->ledger->find( ... ),
			...array_map( fn ( RecordBuilder $builder ): RecordBuilder => new SecondLook( $builder, $this->database ), [ new AsNobody( new TriggerBuilder() ), ...$builders ] ),
			...[ new ErasureBuilder( $erasures ) ]
		);
		$this->drain = new Drain(
			$this->connection,
			$this->outbox,
			$assembler,
			new Dispatcher(
				$this->connection,
				$this->outbox,
				$this->ledger,
				$assembler,
				new BatchSender( $client, $this->deliveries, $this->clock ),
				$history,
				$breaker,
				$this->clock
			),
			$breaker,
			new NamedLock( $this->database ),
			$this->database,
			$this->clock
		);
		$loopback    = new Loopback( $this->clock );
		$this->waker = new Waker( $this->drain, $this->connection, $breaker, $scheduler, $loopback, $this->clock );

		$this->erasures = new Erasures( $erasures, $this->outbox, $this->store, $this->waker->marked( ... ), $this->clock );

		$documents      = new Documents( $client );
		$this->settings = new SettingsEditor( $this->connection, $documents );

		$imports = new ImportStore( $this->database );
		$keys    = ( new StoreKeys( $this->database ) )->of( ... );

		$storeReader        = new StoreReader( ...$builders );
		$questions          = new Questions( $this->connection, $client );
		$import             = static fn (): ?Job => $imports->read()->job;
		$judge              = fn ( Element $element ): Comparator => self::judge( $element, $this->connection->current(), $import(), $this->store );
		$importedSince      = fn ( Element $element ): ?int => ImportedSince::of( $element, $this->connection->current(), $import() );
		$importsBelow       = static fn ( Element $element ): int => $import()?->leftBelow( $element ) ?? 0;
		$storeLedger        = new StoreLedger( $this->database, new StoreCatalog( $this->database ) );
		$this->exclusions   = new Exclusions( $storeLedger );
		$this->counts       = new StoreCounts( $storeLedger, static fn ( Element $element ): bool => $importsBelow( $element ) > 0, $importedSince );
		$absences           = new AbsenceStore();
		$checks             = new AgreementStore( AgreementStore::QUICK_OPTION );
		$ivoreyReader       = new IvoreyReader( $questions );
		$isInSync           = fn ( Element $element ): bool => $this->connection->current()->marks( $element );
		$comparator         = new Reconciler( $storeReader, $ivoreyReader, $this->ledger, $this->outbox, $judge, $isInSync, $this->waker->marked( ... ) );
		$verifier           = new Verifier( $keys, $comparator, $ivoreyReader, $this->ledger, new Resources( $this->clock, PHP_INT_MAX ), $this->clock );
		$agreements         = new AgreementStore();
		$this->verification = new Verification(
			new StepRunner( $verifier, $agreements, $this->clock ),
			$storeReader,
			$agreements,
			$checks,
			$absences,
			$this->connection,
			$import,
			$this->outbox->hasUrgent( ... ),
			$this->clock
		);

		$quickVerifier           = new QuickVerifier( new LedgerVersions( $this->database ), new VersionsReader( $questions ), $comparator, fn ( array $refunds ): array => ( new RefundReader( $this->database ) )->ordersOf( $refunds ) + ( new DeletedRefunds( $this->database ) )->ordersOf( $refunds ) );
		$this->quickVerification = new QuickVerification(
			new StepRunner( $quickVerifier, $checks, $this->clock ),
			$this->verification->elements( ... ),
			$checks,
			$this->connection,
			$import,
			$this->clock
		);
		$this->finder            = new Finder( $questions );
		$this->explainer         = new Explainer( $storeReader, $this->outbox, $this->ledger, $history, $questions, $judge );

		$this->dailyVerification = new DailyVerification( $this->verification, $absences, $this->connection, $scheduler, $this->clock, $history->prune( ... ) );
		$this->hourlyCheck       = new HourlyCheck( $this->quickVerification, $scheduler, $this->clock );

		$reporter      = new StatusReporter( $this->connection, $documents, $breaker, $imports, $this->exclusions, $this->outbox, fn (): ?array => $this->verification->agreement()?->toReport(), $this->clock );
		$this->imports = new Imports( $imports, $this->connection, array_values( array_filter( $assembler->elements(), static fn ( Element $element ): bool => Element::Erasures !== $element ) ), $keys, $this->clock );
		$reader        = new SliceReader( $assembler, $keys, $this->clock );
		$batchSender   = new BatchSender( new Client( new CurlTransport( $transport, $this->address->mayBeNear( ... ) ), $breaker, $this->clock ), $this->deliveries, $this->clock );
		$settler       = new SliceSettler( $imports, $this->connection, $this->outbox, $this->ledger, $batchSender, $breaker, $this->clock );
		$slices        = new Slices( $reader, $settler, new Recovery( $imports, $reader, $this->outbox ), $this->connection, $this->clock );

		$this->importRun   = new ImportRun( $imports, $slices, $this->connection, $this->outbox, $breaker, new NamedLock( $this->database, 'import' ), $reporter->importing( ... ), $this->clock );
		$this->importWaker = new ImportWaker( $this->imports, $this->importRun, $reporter->report( ... ), $this->drain, $this->waker, $scheduler, $loopback, $breaker, $this->clock );
	}

	private static function judge( Element $element, StoredConnection $connection, ?Job $import, ConnectionStore $store ): Comparator {
		$history = $store->syncHistory();
		return new Comparator(
			ImportedSince::of( $element, $connection, $import ),
			$import?->leftBelow( $element ) ?? 0,
			static fn ( ?int $madeAt, int $id ): ?int => $history->offUntil( $element, $madeAt, $id ),
			ImportedSince::evenIfOffBefore( $element, $connection, $import )
		);
	}

	public static function instance(): self {
		self::$instance ??= new self();
		return self::$instance;
	}

	/** Hooks into WordPress; once per request. */
	public function register(): void {
		$this->migrate();
		$switches = new Switches( $this->store );
		$outbox   = new SwitchedOutbox( $this->outbox, $switches, $this->waker->marked( ... ) );
		$letGo    = null === WebRequest::finisher() ? null : WebRequest::letGo( ... );
		$buffer   = new MarkBuffer( $outbox, WebRequest::isWaitedFor(), $this->clock, $letGo );

		$products = new ProductHooks( $buffer, $switches );
		$products->register();
		add_action( Scheduler::SWEEP, [ new ProductAddresses( $outbox, $this->ledger, $switches ), 'onSweep' ], self::BEFORE_DELIVERIES );
		add_action( Scheduler::SWEEP, [ new SaleDates( $products, $switches, $this->clock ), 'onSweep' ], self::BEFORE_DELIVERIES );
		( new CollectionHooks( $buffer, $switches ) )->register();
		( new OrderHooks( $buffer, $switches, new UnfiredTriggers( $this->ledger ) ) )->register();
		( new OrderItemHooks( $buffer, $switches, $this->database ) )->register();
		( new CheckoutConsent( $switches ) )->register();
		( new OrderPostHooks( $buffer, $switches ) )->register();
		( new CustomerHooks( $buffer, $switches ) )->register();
		( new DeletedUserHooks( $buffer, $switches ) )->register();
		( new ErasedUserHooks( $this->erasures, $this->ledger ) )->register();
		( new ErasedOrderHooks( $this->erasures, $this->outbox, $this->ledger, $this->waker->marked( ... ) ) )->register();
		add_action( Connection::CONNECTED, [ $this->erasures, 'onConnected' ] );
		add_action( Scheduler::SWEEP, [ $this->erasures, 'onSweep' ], self::AFTER_DELIVERIES );
		$this->waker->register();
		$this->importWaker->register();
		$this->dailyVerification->register();
		$this->hourlyCheck->register();
		( new AfterRestore( $this->verification, $this->ledger, $this->outbox, new Scheduler(), $this->clock ) )->register();
		$this->registerScreens();
		add_action( 'rest_api_init', fn () => ( new Routes( $this->connection, $this->statusReader(), $this->outbox, $this->deliveries, $this->waker, $this->imports, $this->settings, $this->verification, $this->finder, $this->explainer, new OrderStates( $this->database ), $this->store, $this->address, $this->joining, $this->rotation, $this->exclusions, $this->counts, $this->schema, $this->alerts(), $this->clock ) )->register() );
		if ( defined( 'WP_CLI' ) ) {
			Command::register( $this->connection, $this->statusReader(), $this->outbox, $this->deliveries, $this->drain, $this->verification, $this->rotation, $this->address );
			\WP_CLI::add_command( 'ivorey verify', new VerifyCommand( $this->verification, $this->quickVerification ) );
			\WP_CLI::add_command( 'ivorey explain', new ExplainCommand( $this->finder, $this->explainer ) );
			\WP_CLI::add_command( 'ivorey import', new ImportCommand( $this->imports, $this->importRun, $this->drain, $this->breaker ) );
		}
	}

	/** The interface that WP-CLI, REST and the screens share. */
	public function connection(): Connection {
		return $this->connection;
	}

	public function imports(): Imports {
		return $this->imports;
	}

	public function importRun(): ImportRun {
		return $this->importRun;
	}

	public function verification(): Verification {
		return $this->verification;
	}

	public function quickVerification(): QuickVerification {
		return $this->quickVerification;
	}

	public function explainer(): Explainer {
		return $this->explainer;
	}

	public function settings(): SettingsEditor {
		return $this->settings;
	}

	public function outbox(): OutboxTable {
		return $this->outbox;
	}

	public function ledger(): Ledger {
		return $this->ledger;
	}

	public function deliveries(): DeliveryLog {
		return $this->deliveries;
	}

	public function alerts(): Alerts {
		return new Alerts( $this->connection, $this->breaker, $this->stall(), $this->clock );
	}

	private function statusReader(): StatusReader {
		return new StatusReader( $this->connection, $this->breaker, $this->outbox, $this->deliveries );
	}

	private function stall(): Stall {
		return new Stall( $this->outbox, $this->deliveries, $this->breaker, $this->clock );
	}

	public function drain(): Drain {
		return $this->drain;
	}

	/** What tells people how it stands, in wp-admin and by e-mail. */
	private function registerScreens(): void {
		$alerts = $this->alerts();
		( new Panel( $alerts->count( ... ) ) )->register();
		( new Notices( $alerts ) )->register();
		( new FirstRun( $this->connection ) )->register();
		$loopback = fn (): ?string => Waking::Loopback === Waking::choose( PHP_SAPI, false, null !== WebRequest::finisher() ) ? ( new Loopback( $this->clock ) )->problem() : null;
		( new PluginRow() )->register();
		( new OrderBox( $this->connection, $this->explainer ) )->register();
		( new OrderColumn( $this->connection, new OrderStates( $this->database ) ) )->register();
		( new ProductSwitch() )->register();
		( new SaltsHealth( $this->store ) )->register();
		( new SiteHealth( $this->connection, $this->verification, $alerts, $this->schema, $this->address, $this->stall(), new Scheduler(), $loopback, $this->clock ) )->register();
		( new ConnectAction( $this->joining ) )->register();
		( new Emails( new Incidents( $this->database ) ) )->register();
		( new PersonalData( $this->connection, $this->ledger, new DeletedRefunds( $this->database ), $this->erasures ) )->register();
		( new PrivacyPolicy() )->register();
		add_action( Scheduler::SWEEP, [ new MissedOrders( $this->store, new OrderIds( $this->database ), $this->outbox, $this->ledger ), 'onSweep' ], self::BEFORE_DELIVERIES );
		add_action( Scheduler::SWEEP, [ $this->rotation, 'onSweep' ], self::AFTER_DELIVERIES );
		Integration::register( $this->connection, $alerts );
	}

	/** Also the way by which a site added to a network gets its tables. */
	private function migrate(): void {
		try {
			if ( $this->schema->migrate() ) {
				$this->store->initialize();
				Emails::initialize();
			}
		} catch ( QueryFailed $error ) {
			Log::error( 'The tables could not be brought up to date.', [ 'error' => $error->getMessage() ] );
		}
	}
}
