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
 * Sees to it that what was marked is sent within a second or two, and is never stranded: at the end
 * of the request that marked it, by one Action Scheduler action, and by a sweep each minute. Before
 * the shopper has the response it does nothing at all.
 */
final class Waker {

	/** A quiet store asks Ivorey so often for its settings. */
	private const ASK_EVERY = 300_000_000;

	/** @var array<int, true> Sites in which this request marked something. */
	private array $marked = [];

	/** Whether this request exists to drain. */
	private bool $woken = false;

	/** Whether it is to ask Ivorey first. */
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

	/** The rows that waited for the connection go at the end of the request that made it. */
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

	/** Somebody says that Ivorey has something new. */
	public function asked(): void {
		$this->woken = true;
		$this->asks  = true;
	}

	public function wasWoken(): bool {
		return $this->woken;
	}

	/** Whether this request, at its end, may do what takes its time. If not, another one was asked to. */
	public function mayWork(): bool {
		return $this->mayWork;
	}

	/** The plugin may have been deactivated since, or a backup restored. Never in a shopper's request. */
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

	/** Where nothing runs WP-Cron, visitors of the shop do, after their response. Costs no query while the sweep comes by itself. */
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

	/** Takes over what is new in Ivorey. */
	private function ask(): void {
		if ( State::Disconnected === $this->connection->current()->state ) {
			return;
		}
		try {
			$this->connection->check();
		} catch ( CredentialsUnreadable | QueryFailed ) {
			// The next drain that has something to send meets the same, and says why.
			return;
		}
	}

	/** Objects of another site of the network are read best by a request to that site. */
	private function wakeOtherSites( int $here ): void {
		foreach ( array_keys( $this->marked ) as $site ) {
			if ( $site !== $here ) {
				Sites::in( $site, $this->loopback->send( ... ) );
			}
		}
	}

	/** Never throws: a failed action would stay in Action Scheduler's table for ever. */
	private function drain( DrainOptions $options ): void {
		try {
			$report = $this->drain->run( $options );
			if ( null !== $report->nextWakeAt && ! in_array( $report->end, [ DrainEnd::Busy, DrainEnd::InTransaction ], true ) ) {
				$this->scheduler->wakeAt( $report->nextWakeAt );
			}
			if ( DrainEnd::OutOfTime === $report->end ) {
				// Another request goes on at once; the alarm is for where the site cannot reach itself.
				$this->loopback->send();
			}
		} catch ( Throwable $error ) {
			Log::error( 'A delivery was interrupted; the next sweep continues.', [ 'error' => Log::describe( $error ) ] );
		}
	}

	/** Requests of the last second relied on this one, and sent none of their own. */
	private function lookAgain( int $began ): void {
		$rest = $began + Loopback::INTERVAL_MICROSECONDS - $this->clock->microseconds();
		if ( $rest > 0 ) {
			usleep( $rest );
		}
		$this->drain( DrainOptions::afterResponse() );
	}
}
