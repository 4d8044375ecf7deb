<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Schedule;

use Ivorey\WooCommerce\Capture\WebRequest;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Delivery\Drain;
use Ivorey\WooCommerce\Delivery\DrainEnd;
use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Sites;
use Throwable;

/**
 * Makes sure that marked objects are sent within a second or two, and never stranded: at the end of the
 * request that marked them, by one Action Scheduler action, and by a sweep each minute. It does nothing at
 * all before the shopper has the response.
 */
final class Waker {

	/** Microseconds between questions for new settings in a quiet store. */
	private const ASK_EVERY = 300_000_000;

	/** @var array<int, true> Sites where this request marked something. */
	private array $marked = [];

	/** Whether this request exists only to drain. */
	private bool $woken = false;

	/** Whether it should ask Ivorey first. */
	private bool $asks = false;

	/** Whether nobody waits for this request any more. */
	private bool $mayWork = false;

	public function __construct(
		private readonly Drain $drain,
		private readonly Connection $connection,
		private readonly CircuitBreaker $breaker,
		private readonly Scheduler $scheduler,
		private readonly Loopback $loopback,
		private readonly Clock $clock
	) {}

	public function register(): void {
		// phpcs:ignore WordPress.WP.CronInterval -- The sweep looks at one index, and finds nothing as a rule.
		add_filter( 'cron_schedules', [ $this->scheduler, 'addSchedule' ] );
		add_action( 'shutdown', [ $this, 'onShutdown' ], PHP_INT_MAX );
		add_action( Scheduler::ACTION, [ $this, 'drainInBackground' ] );
		add_action( Scheduler::SWEEP, [ $this, 'onSweep' ] );
		add_action( 'init', [ $this, 'keepSweeping' ] );
		add_action( Connection::CHANGED, [ $this, 'onConnectionChanged' ] );
	}

	/** Rows that waited for the connection are sent at the end of the request that connected. */
	public function onConnectionChanged( mixed $connection ): void {
		$this->marked();
		if ( $connection instanceof StoredConnection && State::Disconnected === $connection->state ) {
			$this->scheduler->stop();
		} else {
			$this->scheduler->start();
		}
	}

	/** Something was marked on the current site. */
	public function marked(): void {
		$this->marked[ get_current_blog_id() ] = true;
	}

	/** This request was sent to wake a drain. */
	public function woken(): void {
		$this->woken = true;
	}

	/** Somebody says that Ivorey has news. */
	public function asked(): void {
		$this->woken = true;
		$this->asks  = true;
	}

	public function wasWoken(): bool {
		return $this->woken;
	}

	/** Whether this request may do slow work at its end. If not, another request was sent to do it. */
	public function mayWork(): bool {
		return $this->mayWork;
	}

	/** The plugin may have been deactivated since, or a backup restored. Never runs in a shopper's request. */
	public function keepSweeping(): void {
		$here = is_admin() || wp_doing_cron() || 'cli' === PHP_SAPI;
		if ( $here && State::Disconnected !== $this->connection->current()->state ) {
			$this->scheduler->start();
		}
	}

	public function onShutdown(): void {
		if ( [] === $this->marked && ! $this->woken ) {
			$this->sweepIfOverdue();
			return;
		}
		$waking = Waking::choose( PHP_SAPI, $this->woken || wp_doing_cron(), null !== WebRequest::finisher() );
		if ( Waking::Loopback !== $waking ) {
			WebRequest::letGo();
			$this->mayWork = true;
		}
		$here = get_current_blog_id();
		$this->wakeOtherSites( $here );
		if ( ! isset( $this->marked[ $here ] ) && ! $this->woken ) {
			return;
		}
		if ( Waking::Loopback === $waking ) {
			$this->loopback->send();
			return;
		}
		if ( $this->asks ) {
			$this->ask();
		}
		$began = $this->clock->microseconds();
		$this->drain( Waking::Inline === $waking && ! $this->woken ? DrainOptions::background() : DrainOptions::afterResponse() );
		if ( $this->woken ) {
			$this->lookAgain( $began );
		}
	}

	/**
	 * If nothing runs WP-Cron, requests of shop visitors do the sweep, after their response. Costs no query
	 * while the sweep runs by itself.
	 */
	private function sweepIfOverdue(): void {
		$isVisit = WebRequest::isWaitedFor() && in_array( $this->connection->current()->state, [ State::Active, State::Paused ], true );
		if ( ! $isVisit || ! $this->scheduler->isSweepOverdue() || ! $this->loopback->isMyTurn( 'sweep', Scheduler::OVERDUE_SECONDS ) ) {
			return;
		}
		if ( null === WebRequest::finisher() ) {
			$this->loopback->send();
			return;
		}
		WebRequest::letGo();
		$this->mayWork = true;
		do_action( Scheduler::SWEEP ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
	}

	public function drainInBackground(): void {
		$this->drain( DrainOptions::background() );
	}

	public function onSweep(): void {
		$this->drainInBackground();
		$quiet = State::Active === $this->connection->current()->state
			&& ! $this->breaker->isBackingOff()
			&& $this->breaker->isToAsk( self::ASK_EVERY );
		if ( $quiet ) {
			$this->ask();
		}
	}

	/** Adopts changes from Ivorey. */
	private function ask(): void {
		if ( State::Disconnected === $this->connection->current()->state ) {
			return;
		}
		try {
			$this->connection->check();
		} catch ( CredentialsUnreadable | QueryFailed ) {
			// The next drain with something to send fails the same way and reports the reason.
			return;
		}
	}

	/** Objects of another site of the network are best read by a request to that site. */
	private function wakeOtherSites( int $here ): void {
		foreach ( array_keys( $this->marked ) as $site ) {
			if ( $site !== $here ) {
				Sites::in( $site, $this->loopback->send( ... ) );
			}
		}
	}

	/** Never throws: a failed action would stay in Action Scheduler's table forever. */
	private function drain( DrainOptions $options ): void {
		try {
			$report = $this->drain->run( $options );
			if ( null !== $report->nextWakeAt && ! in_array( $report->end, [ DrainEnd::Busy, DrainEnd::InTransaction ], true ) ) {
				$this->scheduler->wakeAt( $report->nextWakeAt );
			}
			if ( DrainEnd::OutOfTime === $report->end ) {
				// Another request continues at once; the scheduled action covers a site that cannot reach
				// itself.
				$this->loopback->send();
			}
		} catch ( Throwable $error ) {
			Log::error( 'A delivery was interrupted; the next sweep continues.', [ 'error' => Log::describe( $error ) ] );
		}
	}

	/** Requests of the last second relied on this one and sent none of their own. */
	private function lookAgain( int $began ): void {
		$rest = $began + Loopback::INTERVAL_MICROSECONDS - $this->clock->microseconds();
		if ( $rest > 0 ) {
			usleep( $rest );
		}
		$this->drain( DrainOptions::afterResponse() );
	}
}
