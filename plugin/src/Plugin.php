<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce;

use Ivorey\WooCommerce\Abilities\Abilities;
use Ivorey\WooCommerce\Cli\Command;
use Ivorey\WooCommerce\Cli\ExplainCommand;
use Ivorey\WooCommerce\Cli\ImportCommand;
use Ivorey\WooCommerce\Cli\VerifyCommand;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Diagnostics\StatusReporter;
use Ivorey\WooCommerce\Email\Emails;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Wiring\Capturing;
use Ivorey\WooCommerce\Wiring\Connecting;
use Ivorey\WooCommerce\Wiring\Core;
use Ivorey\WooCommerce\Wiring\Delivering;
use Ivorey\WooCommerce\Wiring\Diagnosing;
use Ivorey\WooCommerce\Wiring\Importing;
use Ivorey\WooCommerce\Wiring\Reconciling;
use Ivorey\WooCommerce\Wiring\RestRoutes;
use Ivorey\WooCommerce\Wiring\Screens;
use WP_CLI;

/** Wires the areas together by hand and hooks them into WordPress. */
final class Plugin {

	private static ?self $instance = null;

	public readonly Core $core;
	public readonly Connecting $connecting;
	public readonly Delivering $delivering;
	public readonly Importing $importing;
	public readonly Reconciling $reconciling;
	public readonly Diagnosing $diagnosing;

	private function __construct( Clock $clock = new SystemClock() ) {
		$this->core        = new Core( $clock );
		$this->connecting  = new Connecting( $this->core );
		$this->delivering  = new Delivering( $this->core, $this->connecting->connection );
		$this->importing   = new Importing(
			$this->core,
			$this->connecting->connection,
			$this->delivering,
			fn ( Job $job ) => $this->reporter()->importing( $job ),
			fn () => $this->reporter()->report()
		);
		$this->reconciling = new Reconciling( $this->core, $this->connecting->connection, $this->delivering, $this->importing );
		$this->diagnosing  = new Diagnosing( $this->core, $this->connecting, $this->delivering, $this->importing, $this->reconciling );
	}

	public static function instance(): self {
		self::$instance ??= new self();
		return self::$instance;
	}

	/** Adds all hooks; once per request. */
	public function register(): void {
		$this->migrate();
		Capturing::register( $this->core, $this->delivering->erasures, $this->delivering->waker );
		$this->delivering->waker->register();
		$this->importing->waker->register();
		$this->reconciling->register();
		add_action( Scheduler::SWEEP, [ $this->connecting->rotation, 'onSweep' ], Capturing::AFTER_DELIVERIES );
		Screens::register( $this->core, $this->connecting, $this->delivering, $this->reconciling, $this->diagnosing );
		add_action( 'rest_api_init', fn () => RestRoutes::register( $this->core, $this->connecting, $this->delivering, $this->importing, $this->reconciling, $this->diagnosing ) );
		( new Abilities() )->register();
		if ( defined( 'WP_CLI' ) ) {
			$this->addCommands();
		}
	}

	private function addCommands(): void {
		WP_CLI::add_command( 'ivorey', new Command( $this->connecting->connection, $this->diagnosing->status, $this->core->outbox, $this->core->deliveries, $this->delivering->drain, $this->reconciling->full, $this->connecting->rotation, $this->core->address ) );
		WP_CLI::add_command( 'ivorey verify', new VerifyCommand( $this->reconciling->full, $this->reconciling->quick, $this->connecting->connection ) );
		WP_CLI::add_command( 'ivorey explain', new ExplainCommand( $this->diagnosing->finder, $this->diagnosing->explainer ) );
		WP_CLI::add_command( 'ivorey import', new ImportCommand( $this->importing->imports, $this->importing->run, $this->delivering->drain, $this->core->breaker ) );
	}

	/** Created after the import, which reports through it. */
	private function reporter(): StatusReporter {
		return $this->diagnosing->reporter;
	}

	/** Also creates the tables of a site that is added to a network. */
	private function migrate(): void {
		try {
			if ( $this->core->schema->migrate() ) {
				$this->core->store->initialize();
				Emails::initialize();
			}
		} catch ( QueryFailed $error ) {
			Log::error( 'The tables could not be brought up to date.', [ 'error' => $error->getMessage() ] );
		}
	}
}
