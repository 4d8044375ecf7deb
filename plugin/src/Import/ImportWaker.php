<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Schedule\Waker;
use Throwable;

/**
 * Keeps an import running until it is done: at the end of the request that started it, then by a chain of
 * requests from the site to itself. If a site cannot reach itself, Action Scheduler takes over, and at least
 * the sweep of each minute.
 */
final class ImportWaker {

	/** After the deliveries of the same sweep. */
	private const AFTER_DELIVERIES = 20;

	/** Seconds. A run chained to this one has begun by then, or never will. */
	private const CHAIN_BROKE   = 30;
	private const AFTER_WAITING = 5;
	private const AFTER_BREAK   = 60;

	/** Whether this request started or ended an import. */
	private bool $hasChanged = false;

	/** @param Closure(): void $report Reports the import's progress to Ivorey. */
	public function __construct(
		private readonly Imports $imports,
		private readonly ImportRun $run,
		private readonly Closure $report,
		private readonly Waker $waker,
		private readonly Scheduler $scheduler,
		private readonly Loopback $loopback,
		private readonly CircuitBreaker $breaker,
		private readonly Clock $clock
	) {}

	/** After Waker::register(): its work at the end of the request goes first. */
	public function register(): void {
		add_action( Connection::CONNECTED, [ $this->imports, 'onConnected' ] );
		add_action( Connection::CHANGED, [ $this->imports, 'onConnectionChanged' ] );
		add_action( Connection::IMPORT_REQUESTED, [ $this->imports, 'onRequest' ] );
		add_action( Imports::CHANGED, [ $this, 'onChanged' ] );
		add_action( 'shutdown', [ $this, 'onShutdown' ], PHP_INT_MAX );
		add_action( Scheduler::IMPORT, [ $this, 'onAction' ] );
		add_action( Scheduler::SWEEP, [ $this, 'onSweep' ], self::AFTER_DELIVERIES );
	}

	/** This request started or ended an import. */
	public function onChanged(): void {
		$this->hasChanged = true;
		$this->waker->marked();
	}

	public function onShutdown(): void {
		if ( ! $this->waker->mayWork() || ! ( $this->hasChanged || $this->waker->wasWoken() ) ) {
			return;
		}
		$this->goOn();
		if ( $this->hasChanged ) {
			( $this->report )();
		}
	}

	public function onAction(): void {
		$this->goOn();
	}

	public function onSweep(): void {
		$this->goOn();
		( $this->report )();
	}

	/** Never throws: a failed action would stay in Action Scheduler's table forever. */
	private function goOn(): void {
		try {
			$end = $this->run->run( ImportOptions::background() );
			if ( ImportEnd::Waiting === $end || ImportEnd::Done === $end ) {
				// Sends records and triggers that the import left to the outbox.
				$this->waker->drainInBackground();
			}
			$this->follow( $end );
		} catch ( Throwable $error ) {
			Log::error( 'An import could not continue; the next sweep retries.', [ 'error' => Log::describe( $error ) ] );
		}
	}

	private function follow( ImportEnd $end ): void {
		switch ( $end ) {
			case ImportEnd::OutOfResources:
				$this->loopback->send();
				$this->wakeIn( self::CHAIN_BROKE );
				break;
			case ImportEnd::Waiting:
				$this->wakeIn( self::AFTER_WAITING );
				break;
			case ImportEnd::BackingOff:
				$this->scheduler->wakeAt( $this->breaker->state()->retryAt, Scheduler::IMPORT );
				break;
			case ImportEnd::BrokeOff:
				$this->wakeIn( self::AFTER_BREAK );
				break;
			case ImportEnd::Done:
			case ImportEnd::Superseded:
				$this->startNext();
				break;
			default:
				// Another process runs it, or it continues when the connection does.
				break;
		}
	}

	/** Another import may have been started in the meantime and found this process busy. */
	private function startNext(): void {
		$job = $this->imports->current()->job;
		if ( null !== $job && ! $job->state->isOver() ) {
			$this->loopback->send();
			$this->wakeIn( self::CHAIN_BROKE );
		}
	}

	private function wakeIn( int $seconds ): void {
		$this->scheduler->wakeAt( $this->clock->microseconds() + $seconds * 1_000_000, Scheduler::IMPORT );
	}
}
