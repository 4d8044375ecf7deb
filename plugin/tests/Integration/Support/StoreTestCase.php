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
 * A test in a real store that is connected to a fake Ivorey. What it does is one PHP process; request() is one
 * of its own, at the end of which what was marked is sent, as in a script or WP-CLI.
 */
abstract class StoreTestCase extends TestCase {

	protected FakeIvorey $ivorey;

	/** The plugin's, from the next process on; the system's if it is null. */
	protected ?Clock $clock = null;

	/** What is kept in sync, over the defaults: array<string, bool>. */
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

	/** A PHP process begins; what the one before held in memory is gone. */
	protected function begin(): Plugin {
		$plugin = Site::begin( $this->clock );
		add_filter( 'pre_http_request', [ $this->ivorey, 'answer' ], 10, 3 );
		add_filter( 'pre_wp_mail', '__return_true' );
		return $plugin;
	}

	/**
	 * A PHP process of its own, to its end, with another one afterwards.
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
	 * A PHP process that is killed when its work is done (or throws): nothing that comes at the end of a request is run.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T|null Null where it threw.
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
	 * The process of killed() ends here and now: whatever the plugin still does, since it catches this, reaches neither
	 * the database nor Ivorey, and its locks are given back.
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

	/** @param array<string, bool> $sync Over the defaults. */
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

	/** As if the store had been connected later than all that was done so far. */
	protected function connectedAfterwards(): void {
		$this->connectedAt( time() + 1 );
	}

	/** @param int $seconds Since 1970. */
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

	/** Seconds pass for what waits in the outbox. */
	protected function later( int $seconds ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = due_at - %d WHERE quarantined_at = 0", 1_000_000 * $seconds ) );
	}

	/**
	 * While the store is not connected; the connection then is what it was.
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
	 * A PHP process of the time before the connect.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	protected function beforeTheConnect( callable $work ): mixed {
		$done = $this->disconnected( fn (): mixed => $this->request( $work ) );
		// The import that a connection begins with knows of it, then.
		Plugin::instance()->importing->imports->cancel();
		// And so does the history: what is there is older than the connection.
		$connectedAt = Plugin::instance()->connecting->connection->current()->connectedAt;
		$this->connectedAt( $connectedAt < time() - 60 ? $connectedAt : time() );
		return $done;
	}

	/** Moves all that happened to an order an hour back. */
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

	/** Sends what waits, as `wp ivorey drain`. */
	protected function drain(): DrainReport {
		return $this->request( static fn (): DrainReport => Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) ) );
	}

	/** Brings everything to Ivorey, as `wp ivorey import`: one that is under way, as since the connection, is followed. */
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

	/** Compares both sides, as `wp ivorey verify`. */
	protected function verify( bool $repair = false ): Progress {
		return $this->request( static fn (): Progress => Plugin::instance()->reconciling->full->run( null, $repair ) );
	}

	/** Seconds pass since the switches were flipped and the import began, which is compared by the second. */
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
	 * Flips switches of what is kept in sync, as the owner does in wp-admin.
	 *
	 * @param array<string, bool> $switches
	 */
	protected function switchSync( array $switches ): void {
		$this->request( static fn () => Plugin::instance()->connecting->settings->change( [], $switches ) );
	}

	/** @return array<string, list<string>> Reasons of what waits, by `<element>:<id>`. */
	protected function marks(): array {
		global $wpdb;
		/** @var list<array{mark: string, reasons: string}> $rows */
		$rows = $wpdb->get_results( "SELECT CONCAT( element, ':', object_id ) AS mark, MAKE_SET( reasons, 'changed', 'placed', 'paid', 'repair', 'retry', 'import', 'checkout' ) AS reasons FROM {$wpdb->prefix}ivorey_outbox ORDER BY element, object_id", ARRAY_A );
		return array_map( static fn ( string $reasons ): array => explode( ',', $reasons ), array_column( $rows, 'reasons', 'mark' ) );
	}

	/**
	 * A PHP process of its own; what it has marked by its end, before anything is sent.
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

	/** What this process has marked so far is written, as in a long one, and gone, as if another one had sent it. */
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

	/** Why the plugin kept a record to itself, by its ledger; null if it did not. */
	protected function exclusion( string $element, int|string $id ): ?string {
		global $wpdb;
		return $wpdb->get_var( $wpdb->prepare( "SELECT reason FROM {$wpdb->prefix}ivorey_ledger WHERE element = %s AND wire_id = %s AND outcome = 'excluded'", $element, $id ) );
	}

	/** Whether orders are kept in tables of their own, rather than as posts. */
	protected static function isHpos(): bool {
		return OrderUtil::custom_orders_table_usage_is_enabled();
	}
}
