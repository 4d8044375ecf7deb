<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Diagnostics;

use Ivorey\WooCommerce\Admin\SiteHealth;
use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Diagnostics\Stall;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_Error;

/** A store that is connected but sends nothing reports it. */
final class StallTest extends StoreTestCase {

	public function test_an_order_that_stays_unsent_is_reported_in_wp_admin_and_in_Site_Health(): void {
		$this->import();
		self::assertSame( [ 'good', null ], [ $this->health()['status'], $this->alert() ] );
		$this->killed( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertSame( [ 'good', null ], [ $this->health()['status'], $this->alert() ], 'A moment ago.' );

		$this->hoursPass( 3 );
		$health = $this->health();
		self::assertSame( 'critical', $health['status'] );
		self::assertSame( 'Changes are waiting to be sent to Ivorey', $this->alert() );

		self::assertNotNull( Shop::rest( 'GET', '/ivorey/v1/status' )['stalled_since'] );

		$this->drain();
		self::assertNull( Shop::rest( 'GET', '/ivorey/v1/status' )['stalled_since'] );
		self::assertSame( [ 'good', null ], [ $this->health()['status'], $this->alert() ] );
	}

	public function test_Site_Health_shows_how_long_an_order_has_waited_before_there_is_an_alert(): void {
		$this->import();
		$this->killed( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->hoursPass( 0.2 );
		self::assertNull( $this->alert() );
		self::assertStringContainsString( '12 minutes', $this->health()['description'] );
	}

	public function test_a_backlog_that_is_being_sent_is_not_a_stall(): void {
		$this->import();
		$this->killed( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->hoursPass( 3 );
		$GLOBALS['wpdb']->query( "UPDATE {$GLOBALS['wpdb']->prefix}ivorey_deliveries SET sent_at = UNIX_TIMESTAMP() * 1000000" );
		self::assertSame( [ 'good', null ], [ $this->health()['status'], $this->alert() ] );
	}

	public function test_an_order_that_is_being_retried_is_not_a_stall(): void {
		$this->import();
		$this->ivorey->goAway();
		$this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->hoursPass( 3 );
		self::assertNull( $this->alert() );
	}

	public function test_a_missing_sweep_is_reported_in_Site_Health(): void {
		$this->import();
		wp_clear_scheduled_hook( Scheduler::SWEEP );
		wp_schedule_event( time() - HOUR_IN_SECONDS, 'ivorey_minute', Scheduler::SWEEP );
		$health = $this->health();
		self::assertSame( [ 'recommended', 'WP-Cron does not run every minute' ], [ $health['status'], $health['label'] ] );
	}

	public function test_a_site_that_refuses_its_own_requests_is_reported_in_Site_Health(): void {
		$this->import();
		self::assertSame( 'good', $this->health( null )['status'] );
		$health = $this->health( 'HTTP 401' );
		self::assertSame( 'recommended', $health['status'] );
		self::assertStringContainsString( 'HTTP 401', $health['description'] );
	}

	public function test_the_loopback_check_detects_a_request_that_is_refused_or_fails(): void {
		foreach ( [ [ 204, null ], [ 401, 'HTTP 401' ], [ null, 'no route' ] ] as [ $status, $problem ] ) {
			$answer = static fn (): array|WP_Error => null === $status ? new WP_Error( 'http_request_failed', 'no route' ) : [ 'response' => [ 'code' => $status ] ];
			add_filter( 'pre_http_request', $answer );
			self::assertSame( $problem, ( new Loopback( new SystemClock() ) )->problem() );
			remove_filter( 'pre_http_request', $answer );
		}
	}

	/** All waiting rows get older by this. */
	private function hoursPass( float $hours ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = due_at - %d", (int) ( 3_600_000_000 * $hours ) ) );
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}ivorey_deliveries SET sent_at = sent_at - %d", (int) ( 3_600_000_000 * $hours ) ) );
	}

	private function alert(): ?string {
		return Plugin::instance()->diagnosing->alerts->current()?->title;
	}

	/** @return array<string, mixed> */
	private function health( ?string $loopbackProblem = null ): array {
		$plugin   = Plugin::instance();
		$database = new Database();
		$clock    = new SystemClock();
		$stall    = new Stall( $plugin->core->outbox, new DeliveryLog( $database ), new CircuitBreaker( new CircuitOption(), $clock ), $clock );
		return ( new SiteHealth( $plugin->connecting->connection, $plugin->diagnosing->status, $plugin->reconciling->full, $plugin->diagnosing->alerts, new Schema( $database ), new ApiAddress(), $stall, new Scheduler(), static fn (): ?string => $loopbackProblem, $clock ) )->test();
	}
}
