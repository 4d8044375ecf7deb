<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Outbox\Lease;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/**
 * Sends dirty rows until none are left or the time is up. Includes elements that were switched off in the
 * meantime: changes captured while they were on are not dropped (R25).
 */
final class Drain {

	/** Microseconds between two checks whether a pause has ended. */
	private const RECHECK_EVERY = 3_600_000_000;

	public function __construct(
		private readonly Connection $connection,
		private readonly OutboxTable $outbox,
		private readonly Assembler $assembler,
		private readonly Dispatcher $dispatcher,
		private readonly CircuitBreaker $breaker,
		private readonly NamedLock $lock,
		private readonly Database $database,
		private readonly Clock $clock
	) {}

	public function run( DrainOptions $options ): DrainReport {
		$tally = new Tally();
		$until = $this->clock->microseconds() + $options->budget * 1_000_000;
		do {
			$blocked = $this->blocked( $options );
			if ( null !== $blocked ) {
				return $this->report( $blocked, $tally );
			}
			if ( ! $this->lock->acquire( $options->lockWait ) ) {
				return $this->report( DrainEnd::Busy, $tally );
			}
			try {
				$end = $this->drain( $options, $until, $tally );
			} finally {
				$this->lock->release();
			}
			// A process that marked something while this one was about to stop found it draining and left the
			// row to it.
		} while ( DrainEnd::Empty === $end && $this->isDue() && $this->clock->microseconds() < $until );
		return $this->report( $end, $tally );
	}

	/** Whether there is nothing to do, determined without a lock. */
	private function blocked( DrainOptions $options ): ?DrainEnd {
		$state = $this->connection->current()->state;
		if ( State::Active !== $state && State::Paused !== $state ) {
			return DrainEnd::NotConnected;
		}
		if ( $this->database->isInTransaction() ) {
			return DrainEnd::InTransaction;
		}
		if ( $options->force ) {
			return null;
		}
		if ( State::Paused === $state && ! $this->breaker->isToAsk( self::RECHECK_EVERY ) ) {
			return DrainEnd::Paused;
		}
		return $this->breaker->isBackingOff() ? DrainEnd::BackingOff : null;
	}

	private function drain( DrainOptions $options, int $until, Tally $tally ): DrainEnd {
		try {
			if ( State::Paused === $this->connection->current()->state && Answered::Good !== $this->connection->check() ) {
				return DrainEnd::Paused;
			}
			$sender = $this->connection->sender();
		} catch ( CredentialsUnreadable ) {
			$this->connection->pause( Pause::CREDENTIALS_UNREADABLE );
			return DrainEnd::Paused;
		}
		if ( null === $sender ) {
			return DrainEnd::NotConnected;
		}
		if ( $options->force ) {
			$this->outbox->hasten();
		}
		Database::readFromPrimary();
		$resources = new Resources( $this->clock, $until );
		$size      = new LeaseSize( $resources );
		$isFirst   = true;
		while ( $isFirst ? $this->clock->microseconds() < $until : $resources->allow( 0.0 ) ) {
			$isFirst = false;
			$stored  = $this->connection->current();
			if ( State::Active !== $stored->state ) {
				return State::Paused === $stored->state ? DrainEnd::Paused : DrainEnd::NotConnected;
			}
			$lease = Lease::take();
			$rows  = $this->outbox->lease( $lease, $this->assembler->elements(), $options->rows, $size->limits() );
			if ( [] === $rows ) {
				return DrainEnd::Empty;
			}
			if ( $rows[0]->endsPhp() ) {
				// A single row: a row that may end PHP is leased alone.
				$this->dispatcher->endsPhp( $lease, $rows[0] );
				++$tally->broken;
				continue;
			}
			$end = $this->dispatcher->dispatch(
				new LeasedRows( $lease, $rows, $this->clock->microseconds(), $stored, $sender, $options->httpTimeout, $until, $tally, $size )
			);
			if ( null !== $end ) {
				return $end;
			}
			if ( $tally->settingsVersion > ( $stored->settings->version ?? 0 ) ) {
				$this->connection->check();
			}
			if ( $options->freeMemory ) {
				self::freeMemory();
			}
		}
		return DrainEnd::OutOfTime;
	}

	private function isDue(): bool {
		$at = $this->outbox->nextDueAt( $this->assembler->elements() );
		return null !== $at && $at <= $this->clock->microseconds();
	}

	private function report( DrainEnd $end, Tally $tally ): DrainReport {
		if ( DrainEnd::NotConnected === $end || DrainEnd::Paused === $end ) {
			return new DrainReport( $end, $tally, null );
		}
		$at = $this->outbox->nextDueAt( $this->assembler->elements() );
		return new DrainReport( $end, $tally, null === $at ? null : max( $at, $this->breaker->state()->retryAt ) );
	}

	/** Otherwise orders that were read stay in WordPress' object cache. */
	private static function freeMemory(): void {
		if ( function_exists( 'wp_cache_supports' ) && wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
		}
	}
}
