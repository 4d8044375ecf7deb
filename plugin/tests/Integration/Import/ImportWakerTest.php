<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeClock;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_REST_Request;

/** An import continues from one process to the next. */
final class ImportWakerTest extends StoreTestCase {

	use Importing;

	/** @var resource|null Receives the site's requests to itself. */
	private $door = null;

	private FakeClock $time;

	protected function setUp(): void {
		parent::setUp();
		$this->time = new FakeClock();
		$door       = stream_socket_server( 'tcp://127.0.0.1:0' );
		$this->door = false === $door ? null : $door;
	}

	protected function begin(): Plugin {
		$plugin = parent::begin();
		add_filter( 'rest_url', fn ( string $url ): string => null === $this->door ? $url : 'http://' . stream_socket_get_name( $this->door, false ) . '/wake' );
		return $plugin;
	}

	public function test_R24_an_import_out_of_time_calls_its_own_site_and_schedules_an_action(): void {
		$orders = $this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		$this->batchesTake( 21 );
		$this->sweep();
		// One slice per run, however little time there is.
		self::assertSame( [ 'running', 1 ], [ self::view()['state'], self::view()['elements']['orders']['done'] ] );
		self::assertSame( 1, $this->knocks() );
		self::assertSame( 31, $this->alarm() );

		$this->slowly();
		$this->wake();
		self::assertSame( 2, self::view()['elements']['orders']['done'] );
		self::assertSame( 1, $this->knocks() );
		$this->slowly();
		$this->actionRuns();
		self::assertSame( 3, self::view()['elements']['orders']['done'] );
		self::assertSame( 1, $this->knocks() );

		$this->ivorey->comeBack();
		$this->wake();
		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( 0, $this->knocks(), 'There is nothing left to do.' );
		$this->assertArrived( $orders );
	}

	public function test_R24_an_import_begins_new_slices_while_there_is_time(): void {
		$this->ordersBefore( 6 );
		$this->begun( Element::Orders );
		$this->batchesTake( 12 );
		$this->sweep();
		self::assertSame( 3, self::view()['elements']['orders']['done'], 'Two slices have time.' );
	}

	public function test_R24_an_import_backs_off_while_Ivorey_is_away(): void {
		$orders = $this->ordersBefore( 3 );
		$this->begun( Element::Orders );
		$this->ivorey->treat( static fn ( string $method, string $path ): ?array => '/v1/batches' === $path ? [ 503, '' ] : null );
		$this->sweep();
		self::assertSame( [ 'running', 0 ], [ self::view()['state'], self::view()['elements']['orders']['done'] ] );
		self::assertSame( 0, $this->knocks() );
		self::assertGreaterThan( 0, $this->alarm() );
		self::assertLessThanOrEqual( 4, $this->alarm() );

		$this->ivorey->comeBack();
		$this->ivorey->forgetRequests();
		$this->actionRuns();
		self::assertSame( [], $this->ivorey->batches(), 'Its time has not come.' );
		$this->time->pass( 10 );
		$this->clock = $this->time;
		$this->actionRuns();
		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( 0, Rest::json( 'GET', '/status' )['failures'] );
		$this->assertArrived( $orders );
	}

	public function test_R24_an_import_waits_for_a_minute_after_an_exception(): void {
		$this->ordersBefore( 1 );
		$this->begun( Element::Orders );
		$this->clock = $this->time;
		$this->request(
			static function (): void {
				add_filter( 'query', static fn ( string $query ): string => str_contains( $query, 'AS object_id FROM' ) ? 'BROKEN' : $query );
				do_action( Scheduler::IMPORT ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
			}
		);
		self::assertSame( 61, $this->alarm() );
		self::assertSame( 0, $this->knocks() );
	}

	public function test_R24_an_import_continues_after_the_rows_that_it_left_to_the_outbox(): void {
		$orders = $this->ordersBefore( 4 );
		$this->begun( Element::Orders );
		$this->ivorey->treat(
			function ( string $method, string $path ): ?array {
				$request = end( $this->ivorey->requests );
				return '/v1/batches' === $path && false !== $request && is_array( $request['body'] ) && count( (array) $request['body']['records'] ) > 1 ? [ 413, '' ] : null;
			}
		);
		$this->clock = $this->time;
		$this->actionRuns();
		self::assertSame( 'running', self::view()['state'] );
		self::assertSame( [], $this->marks(), 'Delivered by the same process.' );
		self::assertSame( 6, $this->alarm() );
		$this->actionRuns();
		self::assertSame( 'done', self::view()['state'] );
		$this->assertArrived( $orders );
		self::assertSame( [], $this->marks() );
	}

	public function test_R9_R24_an_unfired_trigger_that_an_import_finds_is_sent_by_the_same_process(): void {
		$this->connectedOnly();
		$order = $this->killed( static fn (): int => Shop::blockCheckout() );
		$this->forgetMarks();
		$this->killed(
			static function (): void {
				Plugin::instance()->importing->imports->cancel();
				Plugin::instance()->importing->imports->start( [ Element::Orders ] );
			}
		);
		$this->actionRuns();
		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
		self::assertSame( [], $this->marks(), 'No sweep is waited for.' );
	}

	public function test_R24_a_new_import_begins_after_the_one_that_it_replaced_has_stopped(): void {
		$orders = $this->ordersBefore( 3 );
		$this->begun( Element::Orders );
		$this->clock = $this->time;
		$this->request(
			function (): void {
				$this->afterBatches(
					1,
					fn () => $this->meanwhile(
						static function (): void {
							Plugin::instance()->importing->imports->cancel();
							Plugin::instance()->importing->imports->start( [ Element::Orders, Element::Transactions ] );
						}
					)
				);
				do_action( Scheduler::IMPORT ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
			}
		);
		self::assertSame( 'waiting', self::view()['state'] );
		self::assertSame( 1, $this->knocks() );
		self::assertSame( 31, $this->alarm() );
		$this->wake();
		self::assertSame( 'done', self::view()['state'] );
		$this->assertArrived( $orders );
	}

	public function test_R24_an_import_that_runs_in_another_process_is_left_alone(): void {
		$this->ordersBefore( 2 );
		$this->begun( Element::Orders );
		$this->meanwhile( static fn () => do_action( Scheduler::SWEEP ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
		self::assertSame( 'waiting', self::view()['state'] );
		self::assertSame( [], $this->ivorey->batches() );
		self::assertSame( [ 0, null ], [ $this->knocks(), $this->alarm() ] );
	}

	public function test_R24_the_next_sweep_continues_the_import_of_a_dead_process(): void {
		$orders = $this->ordersBefore( 3 );
		$this->begun( Element::Orders );
		$this->importKilled( fn () => $this->afterBatches( 2, fn () => $this->dies() ) );
		self::assertNull( $this->alarm() );

		$this->sweep();
		self::assertSame( 'done', self::view()['state'] );
		self::assertSame( 'done', $this->ivorey->status()['import']['state'] ?? null );
		$this->assertArrived( $orders );
	}

	/** Each delivery takes this many seconds by the plugin's clock. */
	private function batchesTake( int $seconds ): void {
		$this->clock = $this->time;
		$this->ivorey->treat(
			function ( string $method, string $path ) use ( $seconds ): ?array {
				$this->time->pass( '/v1/batches' === $path ? $seconds : 0 );
				return null;
			}
		);
	}

	/** The site's request to itself arrives. */
	private function wake(): void {
		self::forgetAlarms();
		$this->request(
			function (): void {
				$GLOBALS['wp_rest_server'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- Its routes belong to the process that asked first.

				$request = new WP_REST_Request( 'POST', '/' . Loopback::ROUTE );
				$request->set_header( Loopback::HEADER, Loopback::token()->issue( intdiv( $this->time->now, 1_000_000 ) ) );
				self::assertSame( 204, rest_do_request( $request )->get_status() );
			}
		);
	}

	/** Action Scheduler runs the action. */
	private function actionRuns(): void {
		self::forgetAlarms();
		$this->request( static fn () => do_action( Scheduler::IMPORT ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
	}

	private static function forgetAlarms(): void {
		as_unschedule_all_actions( Scheduler::IMPORT );
	}

	/** @return int|null Seconds from now to the next run by Action Scheduler; null if there is none. */
	private function alarm(): ?int {
		$next = as_next_scheduled_action( Scheduler::IMPORT );
		return is_int( $next ) ? $next - intdiv( $this->time->now, 1_000_000 ) : null;
	}

	/** @return int Number of the site's requests to itself since the last call. */
	private function knocks(): int {
		$knocks = 0;
		while ( null !== $this->door ) {
			$caller = @stream_socket_accept( $this->door, 0 ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- Nobody is there.
			if ( false === $caller ) {
				break;
			}
			++$knocks;
			fclose( $caller );
		}
		return $knocks;
	}
}
