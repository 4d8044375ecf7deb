<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Cli;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\ConnectFailed;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Connection\RotationFailed;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Delivery\Drain;
use Ivorey\WooCommerce\Delivery\DrainEnd;
use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Diagnostics\StatusReader;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\InvalidCredentials;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Reconcile\Reconciliation;
use WP_CLI;

/**
 * Connects this store to Ivorey, and shows and sends what is waiting.
 */
final class Command {

	public function __construct(
		private readonly Connection $connection,
		private readonly StatusReader $reader,
		private readonly OutboxTable $outbox,
		private readonly DeliveryLog $deliveries,
		private readonly Drain $drain,
		private readonly Reconciliation $reconciliation,
		private readonly Rotation $rotation,
		private readonly ApiAddress $address
	) {}

	/**
	 * Connects this store to Ivorey.
	 *
	 * ## OPTIONS
	 *
	 * --credentials=<file>
	 * : JSON file with the credentials, or - for standard input.
	 *
	 * ## EXAMPLES
	 *
	 *     wp ivorey connect --credentials=credentials.json
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function connect( array $args, array $options ): void {
		$file = $options['credentials'] ?? '';
		// phpcs:ignore WordPress.WP.AlternativeFunctions -- A local file, or standard input.
		$json = '-' === $file ? stream_get_contents( STDIN ) : ( is_file( $file ) ? file_get_contents( $file ) : false );
		if ( false === $json ) {
			WP_CLI::error( "Cannot read the credentials from \"$file\"." );
			return;
		}
		try {
			$isLocal     = 'local' === wp_get_environment_type();
			$credentials = Credentials::fromJson( $json, $isLocal );
			$this->address->assertUsable( $credentials->apiUrl );
			$connected = $this->connection->connect( $credentials );
		} catch ( InvalidCredentials | AuthorizationFailed | ConnectFailed $error ) {
			WP_CLI::error( $error->getMessage() );
			return;
		}
		WP_CLI::success( sprintf( 'Connected to %s (%s).', $connected->accountName, $connected->state->value ) );
	}

	/**
	 * Disconnects this store. Everything in Ivorey stays there.
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function disconnect( array $args, array $options ): void {
		if ( State::Disconnected === $this->connection->current()->state ) {
			WP_CLI::warning( 'This store is not connected.' );
			return;
		}
		$this->connection->disconnect();
		WP_CLI::success( 'Disconnected.' );
	}

	/**
	 * Renews the keys of the connection.
	 *
	 * This also happens automatically every 90 days. The previous keys stay valid for a day.
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function rotate( array $args, array $options ): void {
		try {
			$this->rotation->rotate();
		} catch ( RotationFailed $error ) {
			WP_CLI::error( $error->getMessage() );
			return;
		} catch ( CredentialsUnreadable ) {
			$this->connection->pause( Pause::CREDENTIALS_UNREADABLE );
			WP_CLI::error( ( new Pause( Pause::CREDENTIALS_UNREADABLE, 0 ) )->message() );
			return;
		}
		WP_CLI::success( 'The keys were renewed.' );
	}

	/**
	 * Shows the status of the connection and what is waiting to be sent.
	 *
	 * ## OPTIONS
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
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function status( array $args, array $options ): void {
		$status = Views::status( $this->reader->status(), $this->reconciliation->agreement(), $this->reconciliation->check() );
		if ( 'json' === ( $options['format'] ?? 'table' ) ) {
			WP_CLI::line( (string) wp_json_encode( $status, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES ) );
			return;
		}
		$rows = [];
		foreach ( self::flatten( $status ) as $name => $value ) {
			$rows[] = [
				'name'  => $name,
				'value' => $value,
			];
		}
		WP_CLI\Utils\format_items( 'table', $rows, [ 'name', 'value' ] );
	}

	/**
	 * Sends everything that is waiting, now.
	 *
	 * Does not wait for the next retry of deliveries that failed, and also retries a paused connection.
	 *
	 * ## OPTIONS
	 *
	 * [--timeout=<seconds>]
	 * : Maximum run time.
	 * ---
	 * default: 300
	 * ---
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function drain( array $args, array $options ): void {
		$seconds = (int) ( $options['timeout'] ?? 300 );
		if ( $seconds < 1 ) {
			WP_CLI::error( 'The timeout must be at least one second.' );
		}
		$report = $this->drain->run( DrainOptions::byHand( $seconds ) );
		$tally  = $report->tally;
		$done   = sprintf(
			'%d batches: %d applied, %d stale, %d excluded, %d rejected; %d unchanged and not sent, %d could not be read.',
			$tally->batches,
			$tally->outcomes['applied'],
			$tally->outcomes['stale'],
			$tally->outcomes['excluded'],
			$tally->outcomes['rejected'],
			$tally->unchanged,
			$tally->broken
		);
		if ( DrainEnd::Empty === $report->end ) {
			WP_CLI::success( $done );
			return;
		}
		WP_CLI::line( $done );
		WP_CLI::error(
			match ( $report->end ) {
				DrainEnd::OutOfTime    => 'The timeout was reached before everything was sent.',
				DrainEnd::BackingOff   => 'A delivery failed. See: wp ivorey log',
				DrainEnd::Paused       => (string) $this->connection->current()->pause?->message(),
				DrainEnd::NotConnected => 'This store is not connected.',
				DrainEnd::Busy         => 'Another process is already sending.',
				DrainEnd::InTransaction => 'Nothing was sent because this process has an open database transaction, whose changes may still be rolled back.',
			}
		);
	}

	/**
	 * Lists the records that are waiting to be sent.
	 *
	 * ## OPTIONS
	 *
	 * [--state=<state>]
	 * : Only records in this state.
	 * ---
	 * options:
	 *   - waiting
	 *   - sending
	 *   - retrying
	 *   - quarantined
	 * ---
	 *
	 * [--limit=<number>]
	 * : Maximum number to show.
	 * ---
	 * default: 100
	 * ---
	 *
	 * [--format=<format>]
	 * : Output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - count
	 *   - ids
	 * ---
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function outbox( array $args, array $options ): void {
		$state  = RowState::tryFrom( $options['state'] ?? '' );
		$rows   = array_map( Views::row( ... ), $this->outbox->list( $state, max( 1, (int) ( $options['limit'] ?? 100 ) ) ) );
		$format = $options['format'] ?? 'table';
		if ( 'ids' === $format ) {
			WP_CLI::line( implode( ' ', array_map( static fn ( array $row ): string => $row['element'] . '/' . $row['id'], $rows ) ) );
			return;
		}
		self::show( $format, $rows, [ 'element', 'id', 'state', 'reasons', 'attempts', 'marked_at', 'due_at', 'error' ] );
	}

	/**
	 * Retries records that are in quarantine.
	 *
	 * ## OPTIONS
	 *
	 * [<element>]
	 * : Only records of this element, such as "orders".
	 *
	 * [<id>]
	 * : Only the record with this ID.
	 *
	 * @param list<string> $args
	 */
	public function retry( array $args ): void {
		$element = isset( $args[0] ) ? Element::tryFrom( $args[0] ) : null;
		if ( isset( $args[0] ) && null === $element ) {
			WP_CLI::error( 'Unknown element. Use one of: ' . implode( ', ', array_column( Element::cases(), 'value' ) ) );
		}
		$number = 0;
		do {
			$marks = $this->outbox->quarantined( $element, isset( $args[1] ) ? (int) $args[1] : null );
			$this->outbox->mark( ...$marks );
			$number += count( $marks );
		} while ( [] !== $marks );
		WP_CLI::success( sprintf( '%d queued to be sent again.', $number ) );
	}

	/**
	 * Shows the latest deliveries.
	 *
	 * ## OPTIONS
	 *
	 * [--limit=<number>]
	 * : Maximum number to show.
	 * ---
	 * default: 20
	 * ---
	 *
	 * [--format=<format>]
	 * : Output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - count
	 * ---
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function log( array $args, array $options ): void {
		self::show(
			$options['format'] ?? 'table',
			array_map( Views::delivery( ... ), $this->deliveries->last( max( 1, (int) ( $options['limit'] ?? 20 ) ) ) ),
			[ 'sent_at', 'duration_ms', 'records', 'bytes', 'status', 'problem', 'applied', 'stale', 'excluded', 'rejected' ]
		);
	}

	/**
	 * @param list<array<string, mixed>> $rows
	 * @param list<string>               $fields
	 */
	private static function show( string $format, array $rows, array $fields ): void {
		if ( 'json' !== $format ) {
			$rows = array_map(
				static fn ( array $row ): array => array_map( static fn ( mixed $value ): mixed => is_array( $value ) ? implode( ',', array_filter( $value, is_string( ... ) ) ) : $value ?? '', $row ),
				$rows
			);
		}
		WP_CLI\Utils\format_items( $format, $rows, $fields );
	}

	/**
	 * @param array<mixed> $values
	 * @return array<string, string> By path: `connection.account.name`.
	 */
	private static function flatten( array $values, string $path = '' ): array {
		$flat = [];
		foreach ( $values as $name => $value ) {
			if ( is_array( $value ) ) {
				$flat += self::flatten( $value, "$path$name." );
			} elseif ( is_scalar( $value ) ) {
				$flat[ "$path$name" ] = is_bool( $value ) ? ( $value ? 'yes' : 'no' ) : (string) $value;
			}
		}
		return $flat;
	}
}
