<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Cli;

use cli\progress\Bar as ProgressBar;
use Ivorey\WooCommerce\Delivery\Drain;
use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Import\ImportOptions;
use Ivorey\WooCommerce\Import\ImportRun;
use Ivorey\WooCommerce\Import\Imports;
use Ivorey\WooCommerce\Import\ImportState;
use Ivorey\WooCommerce\Import\ImportUnderWay;
use Ivorey\WooCommerce\Import\ImportView;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\NothingToImport;
use Ivorey\WooCommerce\Import\Progress;
use Ivorey\WooCommerce\Model\Element;
use WP_CLI;

/** `wp ivorey import`. */
final class ImportCommand {

	/** Microseconds between two checks of another process' progress. */
	private const LOOK_EVERY = 500_000;

	private const DRAIN_SECONDS = 60;

	private ?ProgressBar $bar = null;

	private int $shown = 0;

	public function __construct(
		private readonly Imports $imports,
		private readonly ImportRun $run,
		private readonly Drain $drain,
		private readonly CircuitBreaker $breaker
	) {}

	/**
	 * Imports the store's existing data into Ivorey and shows the progress.
	 *
	 * Records that were imported before and have not changed are not sent again. If an import is already
	 * running, this shows its progress; to import other elements, cancel it first. Stopping this command
	 * does not stop the import: it continues in the background.
	 *
	 * ## OPTIONS
	 *
	 * [--elements[=<elements>]]
	 * : Only these elements, such as "products,orders". Defaults to those selected in the settings.
	 *
	 * [--status]
	 * : Only show the progress.
	 *
	 * [--cancel]
	 * : Cancel the import. Everything imported so far stays in Ivorey.
	 *
	 * [--format=<format>]
	 * : Output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     wp ivorey import
	 *     wp ivorey import --elements=contacts,orders
	 *     wp ivorey import --status --format=json
	 *
	 * @param list<string>               $args
	 * @param array<string, string|true> $options
	 */
	public function __invoke( array $args, array $options ): void {
		$format = (string) ( $options['format'] ?? 'table' );
		if ( isset( $options['cancel'] ) ) {
			if ( $this->imports->cancel() ) {
				WP_CLI::success( 'Cancelled.' );
			} else {
				WP_CLI::warning( 'No import is running.' );
			}
			return;
		}
		if ( ! isset( $options['status'] ) ) {
			$this->import( isset( $options['elements'] ) ? self::elements( $options['elements'] ) : null, 'json' !== $format );
		}
		$job = $this->imports->current()->job;
		if ( null === $job ) {
			WP_CLI::line( 'json' === $format ? 'null' : 'Nothing has been imported yet.' );
			return;
		}
		self::show( $job, $format );
		if ( ! isset( $options['status'] ) ) {
			self::conclude( $job, $format );
		}
	}

	/** @param list<Element>|null $elements */
	private function import( ?array $elements, bool $showsProgress ): void {
		try {
			$job = $this->imports->current()->job;
			if ( null === $job || $job->state->isOver() || null !== $elements ) {
				$job = $this->imports->start( $elements );
			}
		} catch ( NothingToImport | ImportUnderWay $error ) {
			WP_CLI::error( $error->getMessage() );
			return;
		}
		if ( $showsProgress ) {
			$total     = array_sum( array_map( static fn ( Progress $progress ): int => $progress->total, $job->progress ) );
			$bar       = WP_CLI\Utils\make_progress_bar( 'Importing', $total );
			$this->bar = $bar instanceof ProgressBar ? $bar : null;
			$this->tick( $job );
		}
		$this->follow( $job->id );
		$this->bar?->finish();
	}

	/** Shows the progress until the import ends, whichever process runs it. */
	private function follow( string $id ): void {
		while ( true ) {
			$end = $this->run->run( ImportOptions::byHand(), $this->tick( ... ) );
			$job = $this->imports->current()->job;
			if ( null === $job || $job->id !== $id || $job->state->isOver() ) {
				return;
			}
			switch ( $end ) {
				case ImportEnd::Paused:
					WP_CLI::error( 'Ivorey is not accepting data from this store. See: wp ivorey status. The import continues when the sync resumes.' );
					return;
				case ImportEnd::NotConnected:
					WP_CLI::error( 'This store is not connected.' );
					return;
				case ImportEnd::Waiting:
					$this->drain->run( DrainOptions::byHand( self::DRAIN_SECONDS ) );
					break;
				case ImportEnd::BackingOff:
					sleep( max( 1, intdiv( $this->breaker->state()->retryAt, 1_000_000 ) - time() ) );
					break;
				default:
					usleep( self::LOOK_EVERY );
			}
			$this->tick( $job );
		}
	}

	private function tick( Job $job ): void {
		$done = array_sum( array_map( static fn ( Progress $progress ): int => $progress->done, $job->progress ) );
		foreach ( $job->progress as $element => $progress ) {
			if ( ImportState::Running === $progress->state ) {
				$this->bar?->tick( max( 0, $done - $this->shown ), sprintf( 'Importing %s, %d/s', $element, (int) round( $progress->rate ) ) );
				$this->shown = max( $this->shown, $done );
				return;
			}
		}
		$this->bar?->tick( max( 0, $done - $this->shown ) );
		$this->shown = max( $this->shown, $done );
	}

	private static function show( Job $job, string $format ): void {
		$view = ImportView::of( $job );
		if ( 'json' === $format ) {
			WP_CLI::line( (string) wp_json_encode( $view, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES ) );
			return;
		}
		$rows = [];
		foreach ( $view['elements'] as $element => $progress ) {
			$excluded = [];
			foreach ( $progress['excluded'] as $reason => $number ) {
				$excluded[] = "$reason: $number";
			}
			$rows[] = [
				'element'  => $element,
				'state'    => $progress['state'],
				'done'     => $progress['done'],
				'total'    => $progress['total'],
				'excluded' => implode( ', ', $excluded ),
				'rejected' => $progress['rejected'],
			];
		}
		WP_CLI\Utils\format_items( 'table', $rows, [ 'element', 'state', 'done', 'total', 'excluded', 'rejected' ] );
	}

	private static function conclude( Job $job, string $format ): void {
		$rejected = array_sum( array_map( static fn ( Progress $progress ): int => $progress->rejected, $job->progress ) );
		if ( $rejected > 0 ) {
			WP_CLI::warning( "$rejected could not be imported. See: wp ivorey outbox --state=quarantined" );
		}
		match ( $job->state ) {
			// With JSON, nothing else goes to standard output.
			ImportState::Done      => 'json' === $format ? null : WP_CLI::success( 'Imported.' ),
			ImportState::Cancelled => WP_CLI::error( 'The import was cancelled.' ),
			ImportState::Failed    => WP_CLI::error( 'The import failed. See WooCommerce → Status → Logs.' ),
			default                => WP_CLI::warning( 'Another import is running.' ),
		};
	}

	/**
	 * @param string|true $names True if the option has no value.
	 * @return list<Element>
	 */
	private static function elements( string|bool $names ): array {
		if ( ! is_string( $names ) || '' === trim( $names ) ) {
			WP_CLI::error( 'No elements were given. Name some, such as --elements=products,orders, or leave out --elements to import those selected in the settings.' );
			return [];
		}
		$elements = [];
		foreach ( explode( ',', $names ) as $name ) {
			if ( ! in_array( trim( $name ), ImportView::elements(), true ) ) {
				WP_CLI::error( "Unknown element \"$name\". Use one of: " . implode( ', ', ImportView::elements() ) );
			}
			$elements[] = Element::from( trim( $name ) );
		}
		return $elements;
	}
}
