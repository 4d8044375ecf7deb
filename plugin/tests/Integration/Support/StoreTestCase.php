<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Error;
use Ivorey\WooCommerce\Capture\MarkBuffer;
use Ivorey\WooCommerce\Connection\OrderIds;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Connection\SyncHistory;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Delivery\DrainReport;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Import\ImportOptions;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Progress;
use PHPUnit\Framework\TestCase;
use Throwable;
use WC_DateTime;
use WP_Error;

/**
 * A test in a real store that is connected to a fake Ivorey. A test is one PHP process; request() is a
 * separate one, at whose end marked objects are sent, as in a script or WP-CLI.
 */
abstract class StoreTestCase extends TestCase {

	protected FakeIvorey $ivorey;

	/** The plugin's clock, from the next process on; null for the system's. */
	protected ?Clock $clock = null;

	/** Switches that override the defaults: array<string, bool>. */
	protected const SYNC = [];

	protected function setUp(): void {
		parent::setUp();
		Site::reset();
		$this->ivorey = new FakeIvorey();
		$this->begin();
		$this->connect( static::SYNC );
	}

	protected function tearDown(): void {
		Site::reset();
		parent::tearDown();
		$this->ivorey->assertContractKept();
	}

	/** Begins a PHP process; memory of the previous one is cleared. */
	protected function begin(): Plugin {
		$plugin = Site::begin( $this->clock );
		add_filter( 'pre_http_request', [ $this->ivorey, 'answer' ], 10, 3 );
		add_filter( 'pre_wp_mail', '__return_true' );
		return $plugin;
	}

	/**
	 * Runs a whole PHP process, and begins another one afterwards.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	protected function request( callable $work ): mixed {
		$this->begin();
		try {
			return $work();
		} finally {
			Site::end();
			$this->begin();
		}
	}

	/**
	 * Runs a PHP process that is killed when its work is done (or throws): the end of the request never runs.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T|null Null if it threw.
	 */
	protected function killed( callable $work ): mixed {
		$this->begin();
		try {
			return $work();
		} catch ( Throwable ) {
			return null;
		} finally {
			$GLOBALS['wpdb']->suppress_errors( false );
			$this->begin();
		}
	}

	/**
	 * Ends the process of killed() here and now: if the plugin catches this and continues, its actions reach
	 * neither the database nor Ivorey, and its locks are released.
	 */
	protected function dies(): never {
		global $wpdb;
		$wpdb->query( 'DO RELEASE_ALL_LOCKS()' );
		$wpdb->suppress_errors();
		add_filter( 'query', static fn (): string => 'KILLED', PHP_INT_MAX );
		remove_filter( 'pre_http_request', [ $this->ivorey, 'answer' ] );
		add_filter( 'pre_http_request', static fn (): WP_Error => new WP_Error( 'killed' ) );
		throw new Error( 'Killed' );
	}

	/** @param array<string, bool> $sync Overrides the defaults. */
	protected function connect( array $sync = [] ): StoredConnection {
		$this->ivorey->sync( $sync );
		return Plugin::instance()->connecting->connection->connect(
			Credentials::fromJson(
				json_encode(
					[
						'api_url'    => FakeIvorey::URL,
						'connection' => $this->ivorey->connection,
						'token'      => $this->ivorey->token,
						'secret'     => $this->ivorey->secret,
					],
					JSON_THROW_ON_ERROR
				)
			)
		);
	}

	/** As if the store had been connected after everything done so far. */
	protected function connectedAfterwards(): void {
		$this->connectedAt( time() + 1 );
	}

	/** @param int $seconds Seconds since 1970. */
	protected function connectedAt( int $seconds ): void {
		$stored                 = (array) get_option( 'ivorey_connection' );
		$stored['connected_at'] = $seconds;
		update_option( 'ivorey_connection', $stored, true );
		$orders = new OrderIds( new Database() );

		update_option(
			'ivorey_connections',
			[ $this->ivorey->connection => ( new SyncHistory( $seconds, $orders->highest(), array_fill_keys( $orders->checkoutDrafts(), true ) ) )->noted( $seconds, Element::switched() )->toOption() ]
		);
	}

	/** Lets seconds pass for the rows in the outbox. */
	protected function later( int $seconds ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = due_at - %d WHERE quarantined_at = 0", 1_000_000 * $seconds ) );
	}

	/**
	 * Runs while the store is not connected; afterwards the connection is restored.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	protected function disconnected( callable $work ): mixed {
		$stored = get_option( 'ivorey_connection' );
		update_option( 'ivorey_connection', [ 'state' => 'disconnected' ], true );
		try {
			return $work();
		} finally {
			update_option( 'ivorey_connection', $stored, true );
		}
	}

	/**
	 * Runs a PHP process from before the connection.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	protected function beforeTheConnect( callable $work ): mixed {
		$done = $this->disconnected( fn (): mixed => $this->request( $work ) );
		// The import that starts with a connection covers it then.
		Plugin::instance()->importing->imports->cancel();
		// So does the history: existing objects are older than the connection.
		$connectedAt = Plugin::instance()->connecting->connection->current()->connectedAt;
		$this->connectedAt( $connectedAt < time() - 60 ? $connectedAt : time() );
		return $done;
	}

	/** Moves all dates of an order back by an hour. */
	protected static function age( int $id ): int {
		$order = Shop::order( $id );
		$older = static fn ( ?WC_DateTime $date ): ?int => null === $date ? null : $date->getTimestamp() - 3_600;
		$order->set_props(
			[
				'date_created'   => $older( $order->get_date_created() ),
				'date_paid'      => $older( $order->get_date_paid() ),
				'date_completed' => $older( $order->get_date_completed() ),
			]
		);
		$order->save();
		return $id;
	}

	/** Sends waiting rows, like `wp ivorey drain`. */
	protected function drain(): DrainReport {
		return $this->request( static fn (): DrainReport => Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) ) );
	}

	/**
	 * Sends everything to Ivorey, like `wp ivorey import`; a running import, such as that of the connection,
	 * is followed to its end.
	 */
	protected function import(): void {
		$this->request(
			static function (): void {
				$plugin = Plugin::instance();
				$job    = $plugin->importing->imports->current()->job;
				if ( null === $job || $job->state->isOver() ) {
					$plugin->importing->imports->start();
				}
				while ( ImportEnd::Waiting === $plugin->importing->run->run( ImportOptions::byHand() ) ) {
					$plugin->delivering->drain->run( DrainOptions::byHand( 60 ) );
				}
			}
		);
	}

	/** Reconciles both sides, like `wp ivorey verify`. */
	protected function verify( bool $repair = false ): Progress {
		return $this->request( static fn (): Progress => Plugin::instance()->reconciling->full->run( null, $repair ) );
	}

	/**
	 * Lets seconds pass since the switches were flipped and the import began, because these are compared by
	 * the second.
	 */
	protected function aWhilePasses(): void {
		/** @var array<string, array{flips: list<array{int}>}> $histories */
		$histories = get_option( 'ivorey_connections' );
		foreach ( $histories[ $this->ivorey->connection ]['flips'] as $index => $flip ) {
			$histories[ $this->ivorey->connection ]['flips'][ $index ][0] = $flip[0] - 10;
		}
		update_option( 'ivorey_connections', $histories );

		/** @var array{job: array{started_at: int}|null}|null $import */
		$import = json_decode( (string) get_option( 'ivorey_import' ), true );
		if ( isset( $import['job'] ) ) {
			$import['job']['started_at'] -= 10_000_000;
			update_option( 'ivorey_import', wp_json_encode( $import ), false );
		}
	}

	/**
	 * Flips sync switches, as the owner does in wp-admin.
	 *
	 * @param array<string, bool> $switches
	 */
	protected function switchSync( array $switches ): void {
		$this->request( static fn () => Plugin::instance()->connecting->settings->change( [], $switches ) );
	}

	/** @return array<string, list<string>> Reasons of the waiting rows, by `<element>:<id>`. */
	protected function marks(): array {
		global $wpdb;
		/** @var list<array{mark: string, reasons: string}> $rows */
		$rows = $wpdb->get_results( "SELECT CONCAT( element, ':', object_id ) AS mark, MAKE_SET( reasons, 'changed', 'placed', 'paid', 'repair', 'retry', 'import', 'checkout' ) AS reasons FROM {$wpdb->prefix}ivorey_outbox ORDER BY element, object_id", ARRAY_A );
		return array_map( static fn ( string $reasons ): array => explode( ',', $reasons ), array_column( $rows, 'reasons', 'mark' ) );
	}

	/**
	 * The marks that a separate PHP process makes by its end, before anything is sent.
	 *
	 * @return array<string, list<string>> As marks().
	 */
	protected function markedBy( callable $work ): array {
		$marks = [];
		$this->request(
			function () use ( $work, &$marks ): void {
				add_action(
					'shutdown',
					function () use ( &$marks ): void {
						$marks = $this->marks();
					},
					PHP_INT_MAX - 1
				);
				$work();
			}
		);
		return $marks;
	}

	/**
	 * Writes the marks of this process so far, as in a long one, and removes them, as if another process had
	 * sent them.
	 */
	protected function forgetMarksSoFar(): void {
		foreach ( array_merge( ...$GLOBALS['wp_filter']['shutdown']->callbacks ) as $callback ) {
			$function = $callback['function'];
			if ( is_array( $function ) && $function[0] instanceof MarkBuffer && 'flush' === $function[1] ) {
				$function[0]->flush();
			}
		}
		$this->forgetMarks();
	}

	protected function forgetMarks(): void {
		global $wpdb;
		$wpdb->query( "DELETE FROM {$wpdb->prefix}ivorey_outbox" );
	}

	/** Why the plugin excluded a record, according to the ledger; null if it did not. */
	protected function exclusion( string $element, int|string $id ): ?string {
		global $wpdb;
		return $wpdb->get_var( $wpdb->prepare( "SELECT reason FROM {$wpdb->prefix}ivorey_ledger WHERE element = %s AND wire_id = %s AND outcome = 'excluded'", $element, $id ) );
	}

	/** Whether orders are stored in their own tables rather than as posts. */
	protected static function isHpos(): bool {
		return OrderUtil::custom_orders_table_usage_is_enabled();
	}
}
