<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Closure;
use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Diagnostics\Alerts;
use Ivorey\WooCommerce\Diagnostics\Stall;
use Ivorey\WooCommerce\Diagnostics\Status;
use Ivorey\WooCommerce\Diagnostics\StatusReader;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Reconcile\Agreement;
use Ivorey\WooCommerce\Reconcile\Reconciliation;
use Ivorey\WooCommerce\Records\Timestamp;
use Ivorey\WooCommerce\Schedule\Scheduler;

/** Tools → Site Health: a test of the connection, and the data that support asks for, without secrets. */
final class SiteHealth {

	private const TEST = 'ivorey_connection';

	/** An occasional failed delivery recovers by itself. */
	private const DELAY_SECONDS = 3_600;

	/**
	 * A run every minute is normal. A small shop may go hours without a visitor, but viewing this page is a
	 * visit.
	 */
	private const STALL_SECONDS = 300;

	/**
	 * @param Closure(): (string|null) $loopbackProblem Why the site cannot call itself; null if it can or need not.
	 */
	public function __construct(
		private readonly Connection $connection,
		private readonly StatusReader $reader,
		private readonly Reconciliation $reconciliation,
		private readonly Alerts $alerts,
		private readonly Schema $schema,
		private readonly ApiAddress $address,
		private readonly Stall $stall,
		private readonly Scheduler $scheduler,
		private readonly Closure $loopbackProblem,
		private readonly Clock $clock
	) {}

	public function register(): void {
		add_filter( 'site_status_tests', [ $this, 'addTest' ] );
		add_filter( 'debug_information', [ $this, 'addInformation' ] );
	}

	/**
	 * @param mixed $tests
	 * @return array<mixed>
	 */
	public function addTest( mixed $tests ): array {
		return HealthChecks::add( $tests, self::TEST, __( 'Connection to Ivorey', 'ivorey-for-woocommerce' ), [ $this, 'test' ] );
	}

	/** @return array<string, mixed> */
	public function test(): array {
		$alert = $this->alerts->current();
		if ( null !== $alert ) {
			return $this->result( 'critical', $alert->title, $alert->message, $alert->action );
		}
		try {
			$status = $this->schema->mending( $this->reader->status( ... ) );
		} catch ( QueryFailed $error ) {
			return $this->result(
				'critical',
				__( 'The tables of Ivorey for WooCommerce cannot be used', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: %s: what the database said. */
					__( 'Nothing can be sent to Ivorey until the site’s database allows it. The database says: %s', 'ivorey-for-woocommerce' ),
					$error->getMessage()
				),
				__( 'View status', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Disconnected === $status->connection->state ) {
			return $this->result( 'recommended', __( 'The store is not connected to Ivorey', 'ivorey-for-woocommerce' ), __( 'The plugin is active, but does nothing until the store is connected.', 'ivorey-for-woocommerce' ), __( 'Connect the store', 'ivorey-for-woocommerce' ) );
		}
		if ( $status->link->hasFailedFor( self::DELAY_SECONDS, $this->clock->microseconds() ) ) {
			return $this->result(
				'recommended',
				__( 'Deliveries to Ivorey are failing', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: %d: number of deliveries. */
					_n( 'The last %d delivery failed. The plugin retries every few minutes, and nothing is lost.', 'The last %d deliveries failed. The plugin retries every few minutes, and nothing is lost.', $status->link->failures, 'ivorey-for-woocommerce' ),
					$status->link->failures
				),
				__( 'See why', 'ivorey-for-woocommerce' )
			);
		}
		$waiting = $this->waitingProblem( $status );
		if ( null !== $waiting ) {
			return $waiting;
		}
		$quarantined = $status->outbox[ RowState::Quarantined->value ] ?? 0;
		if ( $quarantined > 0 ) {
			return $this->result(
				'recommended',
				__( 'Some records need attention and are not in Ivorey', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: %d: number of records. */
					_n( '%d record could not be sent. The Activity page shows why and lets you retry.', '%d records could not be sent. The Activity page shows why and lets you retry.', $quarantined, 'ivorey-for-woocommerce' ),
					$quarantined
				),
				__( 'View records', 'ivorey-for-woocommerce' )
			);
		}
		if ( $this->differs( $this->reconciliation->agreement() ) || $this->differs( $this->reconciliation->check() ) ) {
			return $this->result( 'recommended', __( 'Your store and Ivorey differ', 'ivorey-for-woocommerce' ), __( 'The last comparison found records that do not match.', 'ivorey-for-woocommerce' ), __( 'View comparison', 'ivorey-for-woocommerce' ) );
		}
		return $this->result( 'good', __( 'The store is connected to Ivorey', 'ivorey-for-woocommerce' ), __( 'Changes in your store are sent to Ivorey within seconds.', 'ivorey-for-woocommerce' ), __( 'View status', 'ivorey-for-woocommerce' ) );
	}

	/** A record that was resent is compared again automatically. */
	private function differs( ?Agreement $agreement ): bool {
		return false === $agreement?->agrees() && 0 === $agreement->repaired;
	}

	/**
	 * Whether changes are delivered promptly. A connected store alone does not prove that.
	 *
	 * @return array<string, mixed>|null
	 */
	private function waitingProblem( Status $status ): ?array {
		$loopback = State::Active === $status->connection->state ? ( $this->loopbackProblem )() : null;
		$since    = State::Active === $status->connection->state ? $this->stall->since( self::STALL_SECONDS ) : null;
		if ( null !== $since ) {
			return $this->result(
				'critical',
				__( 'Changes are waiting to be sent to Ivorey', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: %s: how long, such as "3 hours". */
					__( 'The oldest change has been waiting for %s. Nothing on this server sends it, because WP-Cron does not run as it should. Ask your host to run wp-cron.php every minute.', 'ivorey-for-woocommerce' ),
					human_time_diff( intdiv( $since, 1_000_000 ), intdiv( $this->clock->microseconds(), 1_000_000 ) )
				) . ( null === $loopback ? '' : ' ' . $this->loopbackText( $loopback ) ),
				__( 'View status', 'ivorey-for-woocommerce' )
			);
		}
		if ( null !== $loopback ) {
			return $this->result( 'recommended', __( 'Changes may reach Ivorey late', 'ivorey-for-woocommerce' ), $this->loopbackText( $loopback ), __( 'View status', 'ivorey-for-woocommerce' ) );
		}
		if ( $this->scheduler->isSweepOverdue( self::STALL_SECONDS ) ) {
			return $this->result(
				'recommended',
				__( 'WP-Cron does not run every minute', 'ivorey-for-woocommerce' ),
				__( 'Requests made in Ivorey, and changes that could not be sent at once, are waiting for WP-Cron. If this message is still here after you reload the page, ask your host to run wp-cron.php every minute.', 'ivorey-for-woocommerce' ),
				__( 'View status', 'ivorey-for-woocommerce' )
			);
		}
		return null;
	}

	private function loopbackText( string $problem ): string {
		return sprintf(
			/* translators: %s: what happened, such as "HTTP 401". */
			__( 'This site cannot call its own REST API (%s), so changes are not sent right away. A plugin or the server blocks the request. Allow requests to /wp-json/ivorey/v1/wake.', 'ivorey-for-woocommerce' ),
			$problem
		);
	}

	/**
	 * @param mixed $information
	 * @return array<mixed>
	 */
	public function addInformation( mixed $information ): array {
		try {
			$fields = $this->fields( $this->schema->mending( $this->reader->status( ... ) ) );
		} catch ( QueryFailed $error ) {
			$fields = [ 'database' => [ __( 'Database', 'ivorey-for-woocommerce' ), $error->getMessage() ] ];
		}
		return ( is_array( $information ) ? $information : [] ) + [
			'ivorey-for-woocommerce' => [
				'label'  => __( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ),
				'fields' => array_map(
					static fn ( array $field ): array => [
						'label' => $field[0],
						'value' => $field[1],
					],
					$fields
				),
			],
		];
	}

	/** @return array<string, array{string, string}> Labels and values. */
	private function fields( Status $status ): array {
		$connection  = $status->connection;
		$fields      = [
			'version'      => [ __( 'Version', 'ivorey-for-woocommerce' ), IVOREY_FOR_WOOCOMMERCE_VERSION ],
			'state'        => [ __( 'Status', 'ivorey-for-woocommerce' ), $connection->state->value ],
			'pause'        => [ __( 'Reason for pause', 'ivorey-for-woocommerce' ), $connection->pause->reason ?? '-' ],
			'api'          => [ __( 'API', 'ivorey-for-woocommerce' ), '' === $connection->apiUrl ? $this->address->url() : $connection->apiUrl ],
			'approved_url' => [ __( 'Approved store', 'ivorey-for-woocommerce' ), '' === $connection->storeUrl ? '-' : $connection->storeUrl ],
			'copied'       => [ __( 'Copied site', 'ivorey-for-woocommerce' ), $this->connection->isCopied() ? 'yes' : 'no' ],
			'settings'     => [ __( 'Settings version', 'ivorey-for-woocommerce' ), (string) ( $connection->settings->version ?? '-' ) ],
			'failures'     => [ __( 'Consecutive failed deliveries', 'ivorey-for-woocommerce' ), (string) $status->link->failures ],
			'clock'        => [ __( 'Clock is behind by', 'ivorey-for-woocommerce' ), $status->link->clockOffset . ' s' ],
			'last'         => [ __( 'Last delivery', 'ivorey-for-woocommerce' ), null === $status->lastDelivery ? '-' : Views::delivery( $status->lastDelivery )['sent_at'] ],
		];
		$comparisons = [
			'checked'  => [ __( 'Last quick check', 'ivorey-for-woocommerce' ), $this->reconciliation->check() ],
			'compared' => [ __( 'Last full comparison', 'ivorey-for-woocommerce' ), $this->reconciliation->agreement() ],
		];
		foreach ( $comparisons as $name => [ $label, $agreement ] ) {
			$fields[ $name ] = [ $label, null === $agreement ? '-' : Timestamp::ofMicroseconds( $agreement->finishedAt ) . ' (' . ( $agreement->agrees() ? 'matches' : 'differs' ) . ')' ];
		}
		foreach ( $status->outbox as $state => $number ) {
			/* translators: %s: technical name of a state, such as "waiting". */
			$fields[ "outbox_$state" ] = [ sprintf( __( 'Outbox: %s', 'ivorey-for-woocommerce' ), $state ), (string) $number ];
		}
		return $fields;
	}

	/** @return array<string, mixed> */
	private function result( string $status, string $label, string $description, string $action ): array {
		return HealthChecks::result( self::TEST, $status, $label, $description, Panel::url(), $action );
	}
}
