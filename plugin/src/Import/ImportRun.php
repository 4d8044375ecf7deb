<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Throwable;

/** One run of an import, from the check for work to the note of how it ended. */
final class ImportRun {

	/** Consecutive runs that ended with an exception. */
	private const EXCEPTIONS_TO_FAIL = 20;

	/** @param Closure( Job ): void $saved Called after each slice. */
	public function __construct(
		private readonly ImportOption $store,
		private readonly Slices $slices,
		private readonly Connection $connection,
		private readonly OutboxTable $outbox,
		private readonly CircuitBreaker $breaker,
		private readonly NamedLock $lock,
		private readonly Closure $saved,
		private readonly Clock $clock
	) {}

	/** @param Closure( Job ): void|null $onProgress Called after each slice. */
	public function run( ImportOptions $options, ?Closure $onProgress = null ): ImportEnd {
		$end = $this->blocked( $options );
		if ( null !== $end ) {
			return $end;
		}
		if ( ! $this->lock->acquire( $options->lockWait ) ) {
			return ImportEnd::Busy;
		}
		try {
			Database::readFromPrimary();
			$job = $this->store->openJob();
			return null === $job ? ImportEnd::Idle : $this->import( $job, $options, $onProgress );
		} finally {
			$this->lock->release();
		}
	}

	/** Whether there is nothing to do now, determined without a lock. */
	private function blocked( ImportOptions $options ): ?ImportEnd {
		$job = $this->store->read()->job;
		if ( null === $job || $job->state->isOver() ) {
			return ImportEnd::Idle;
		}
		$state = $this->connection->current()->state;
		if ( State::Active !== $state ) {
			return State::Paused === $state ? ImportEnd::Paused : ImportEnd::NotConnected;
		}
		if ( ! $options->force && $this->breaker->isBackingOff() ) {
			return ImportEnd::BackingOff;
		}
		return $this->outbox->hasUntried( Reason::Import ) ? ImportEnd::Waiting : null;
	}

	private function import( Job $job, ImportOptions $options, ?Closure $onProgress ): ImportEnd {
		try {
			$sender = $this->connection->sender();
		} catch ( CredentialsUnreadable ) {
			$this->connection->pause( Pause::CREDENTIALS_UNREADABLE );
			return $this->close( $job, ImportEnd::Paused );
		}
		if ( null === $sender ) {
			return $this->close( $job, ImportEnd::NotConnected );
		}
		try {
			$end = $this->slices->run( $job, $sender, $options, fn () => $this->report( $job, $onProgress ) );
			return $this->close( $job, $end );
		} catch ( Throwable $error ) {
			Log::error( 'An import was interrupted; it continues later.', [ 'error' => Log::describe( $error ) ] );
			++$job->exceptions;
			return $this->close( $job, $job->exceptions < self::EXCEPTIONS_TO_FAIL ? ImportEnd::BrokeOff : ImportEnd::Failed );
		}
	}

	private function report( Job $job, ?Closure $onProgress ): void {
		( $this->saved )( $job );
		if ( null !== $onProgress ) {
			$onProgress( $job );
		}
	}

	private function close( Job $job, ImportEnd $end ): ImportEnd {
		// A slice that failed may have arrived anyway: its outcome is then unknown.
		$job->isOpen     = ! in_array( $end, [ ImportEnd::Done, ImportEnd::OutOfResources, ImportEnd::Waiting ], true );
		$job->breakdowns = 0;
		if ( ImportEnd::Failed === $end ) {
			$job->end( ImportState::Failed, $this->clock->microseconds() );
			Log::error( 'The import failed.' );
		}
		if ( ImportEnd::Superseded !== $end ) {
			$this->store->saveJob( $job );
		}
		( $this->saved )( $job );
		return $end;
	}
}
