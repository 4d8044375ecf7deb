<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Closure;
use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Delivery\BatchSender;
use Ivorey\WooCommerce\Delivery\BatchSize;
use Ivorey\WooCommerce\Delivery\LedgerRules;
use Ivorey\WooCommerce\Delivery\OutcomeKind;
use Ivorey\WooCommerce\Delivery\Parcel;
use Ivorey\WooCommerce\Delivery\Receipt;
use Ivorey\WooCommerce\Delivery\Resources;
use Ivorey\WooCommerce\Delivery\SliceSize;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\Row;
use Throwable;

/**
 * Imports slice by slice, as long as its process may: the next one is read while the last one is on
 * its way. Where it was is saved after each receipt, so that whatever ends the process costs one
 * slice, which is sent again. After a breakdown nothing is read ahead: an object that ends PHP is then
 * the first that is not settled, and no other is taken for it.
 */
final class ImportRun {

	/** Objects that a run which ended without a word may have sent: at most one slice is under way. */
	private const UNCERTAIN = SliceSize::MOST;

	/** Runs that ended at one and the same object, before that is set aside: all halves, and some more. */
	private const BREAKDOWNS_TO_SET_ASIDE = 10;

	/** Runs that broke off with an exception, one after the other. */
	private const EXCEPTIONS_TO_FAIL = 20;

	/** @param Closure( Job ): void $saved Called after each slice. */
	public function __construct(
		private readonly ImportStore $store,
		private readonly SliceReader $reader,
		private readonly Connection $connection,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly BatchSender $batchSender,
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
			$job = $this->open();
			return null === $job ? ImportEnd::Idle : $this->import( $job, $options, $onProgress );
		} finally {
			$this->lock->release();
		}
	}

	/** Whether there is nothing to be done just now, found out without a lock. */
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

	/** Notes that a run is under way. If it ends without a word, the next one finds that note. */
	private function open(): ?Job {
		$opened = null;
		$this->store->change(
			static function ( ImportRecord $record ) use ( &$opened ): bool {
				$opened = null === $record->job || $record->job->state->isOver() ? null : clone $record->job;
				if ( null === $opened ) {
					return false;
				}
				$record->job->state  = ImportState::Running;
				$record->job->isOpen = true;
				++$record->job->breakdowns;
				return true;
			}
		);
		if ( null !== $opened ) {
			$opened->state = ImportState::Running;
		}
		return $opened;
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
			return $this->slices( $job, $sender, $options, $onProgress );
		} catch ( Throwable $error ) {
			Log::error( 'An import broke off; it goes on later.', [ 'error' => Log::describe( $error ) ] );
			++$job->exceptions;
			return $this->close( $job, $job->exceptions < self::EXCEPTIONS_TO_FAIL ? ImportEnd::BrokeOff : ImportEnd::Failed );
		}
	}

	private function slices( Job $job, Sender $sender, ImportOptions $options, ?Closure $onProgress ): ImportEnd {
		$resources = new Resources( $this->clock, $this->clock->microseconds() + $options->budget * 1_000_000 );
		$size      = new SliceSize( $job->breakdowns );
		$uncertain = $job->isOpen ? self::UNCERTAIN : 0;
		$expected  = 0.0;
		$ready     = null;
		$underway  = null;
		$finished  = microtime( true );
		$place     = $this->placeAfter( $job, null );
		$isFirst   = true;
		$this->warnOfMemory( $job, $resources );
		if ( $job->breakdowns >= self::BREAKDOWNS_TO_SET_ASIDE && null !== $place ) {
			$place = $this->setAside( $job, $place );
		}
		while ( true ) {
			// One in each run, however little there is, so that the import gets on.
			$mayRead = 0 === $job->breakdowns || null === $underway;
			if ( $mayRead && null !== $place && ( $isFirst || $resources->allow( $expected ) ) ) {
				$isFirst  = false;
				$limit    = $resources->hasMemory() ? $size->current() : 1;
				$free     = $resources->free();
				$used     = memory_get_usage();
				$ready    = $this->reader->read( $job, $place[0], $place[1], $limit, $uncertain > 0, $this->connection->current() );
				$expected = microtime( true ) - $ready->began;

				$uncertain -= $ready->objects;
				$size->learn( $ready->objects, $expected, max( 0, memory_get_usage() - $used ) / $free );
				Resources::release();
				$place = $this->placeAfter( $job, $ready );
			}
			if ( null !== $underway ) {
				$end = $this->settle( $job, $underway, $finished );
				if ( null !== $end ) {
					return $this->close( $job, $end );
				}
				$finished = microtime( true );
				( $this->saved )( $job );
				if ( null !== $onProgress ) {
					$onProgress( $job );
				}
				$underway = null;
			}
			if ( null === $ready ) {
				if ( $mayRead || null === $place ) {
					break;
				}
				continue;
			}
			$this->post( $ready, $sender, $options->httpTimeout );
			[ $underway, $ready ] = [ $ready, null ];
		}
		return $this->close( $job, null === $job->pass() ? ImportEnd::Done : ImportEnd::OutOfResources );
	}

	/** Once for each import, where it begins so. */
	private function warnOfMemory( Job $job, Resources $resources ): void {
		if ( $resources->hasMemory() || array_sum( array_map( static fn ( Progress $progress ): int => $progress->done, $job->progress ) ) > 0 ) {
			return;
		}
		Log::warning(
			'Most of PHP’s memory is in use before the import begins, so it takes one object at a time. Raise memory_limit to import faster.',
			[
				'memory_limit' => ini_get( 'memory_limit' ),
				'used'         => size_format( memory_get_usage() ),
			]
		);
	}

	/**
	 * Where to read next.
	 *
	 * @return array{int, int}|null Pass and cursor; null at the end.
	 */
	private function placeAfter( Job $job, ?Slice $slice ): ?array {
		if ( null !== $slice && ! $slice->isLast ) {
			return [ $slice->pass, $slice->cursor ];
		}
		foreach ( $job->passes as $index => $pass ) {
			if ( ! $pass->isDone && ( null === $slice || $index > $slice->pass ) ) {
				return [ $index, $pass->cursor ];
			}
		}
		return null;
	}

	/**
	 * Passes over the object at which one run after the other ended.
	 *
	 * @param array{int, int} $place
	 * @return array{int, int}
	 */
	private function setAside( Job $job, array $place ): array {
		$pass = $job->passes[ $place[0] ];
		$key  = $this->reader->nextKey( $pass, $place[1] );
		if ( null === $key ) {
			return $place;
		}
		foreach ( $pass->elements as $element ) {
			$this->outbox->setAside( $element, $key, Reason::Import, 'PHP ended each time when this was read: an error in a plugin or theme, or a memory_limit that is too low.' );
			++$job->of( $element )->rejected;
			$job->of( $element )->advance( 1, 0 );
		}
		Log::error(
			'An object was put aside.',
			[
				'element' => $pass->elements[0]->value,
				'id'      => $key,
				'why'     => 'ends-php',
			]
		);
		$pass->cursor = $key;
		// This run, should it break down, is the first one at the next object.
		$job->breakdowns = 1;
		$this->save( $job );
		return [ $place[0], $key ];
	}

	private function post( Slice $slice, Sender $sender, int $timeout ): void {
		foreach ( $slice->batches as [ $parcels, $batch ] ) {
			$slice->posted[] = [ $parcels, $this->batchSender->begin( $batch, $sender, $timeout ) ];
		}
		$slice->batches = [];
	}

	/** Awaits the receipts, notes what became of each record, and saves the cursor. */
	private function settle( Job $job, Slice $slice, float $since ): ?ImportEnd {
		$entries  = $slice->assembled->entries;
		$handOver = $slice->forOutbox;
		$rejected = array_map( static fn ( array $broken ): Row => $broken[0], $slice->assembled->broken );
		$toFollow = [];
		$failure  = null;
		$newest   = 0;
		foreach ( $slice->posted as [ $parcels, $posted ] ) {
			[ $classification, $receipt ] = $this->batchSender->finish( $posted );
			if ( null !== $receipt ) {
				array_push( $rejected, ...self::note( $parcels, $receipt, $entries, $toFollow ) );
				$newest = max( $newest, $receipt->settingsVersion );
			} elseif ( $this->mayBeToBlame( $classification ) ) {
				// One of them may be to blame. The outbox finds it by halves, while the import goes on after it.
				array_push( $handOver, ...array_map( static fn ( Parcel $parcel ): Row => $parcel->row, $parcels ) );
			} else {
				$failure ??= $classification;
			}
		}
		// The ledger first: without its entry a record would be sent as something new.
		$this->ledger->write( ...$entries );
		$this->outbox->mark( ...$toFollow );
		if ( null !== $failure ) {
			return $this->failed( $failure );
		}
		$this->outbox->markIfClean( ...array_map( static fn ( Row $row ): Mark => new Mark( $row->element, $row->id, Reason::Changed ), $slice->assembled->unfired ) );
		$this->handOver( $job, $rejected, $handOver );
		$this->advance( $job, $slice, $entries, microtime( true ) - max( $since, $slice->began ) );
		if ( ! $this->save( $job ) ) {
			return ImportEnd::Superseded;
		}
		$this->breaker->worked();
		if ( $newest > ( $this->connection->current()->settings->version ?? 0 ) ) {
			$this->connection->check();
		}
		if ( State::Active !== $this->connection->current()->state ) {
			return ImportEnd::Paused;
		}
		return [] === $handOver ? null : ImportEnd::Waiting;
	}

	/**
	 * @param list<Parcel>      $parcels
	 * @param list<LedgerEntry> $entries  To be added to.
	 * @param list<Mark>        $toFollow To be added to.
	 * @return list<Row> Those with a record that Ivorey rejects.
	 */
	private static function note( array $parcels, Receipt $receipt, array &$entries, array &$toFollow ): array {
		$index    = 0;
		$rejected = [];
		foreach ( $parcels as $parcel ) {
			$isRejected = false;
			foreach ( $parcel->items as $item ) {
				$outcome   = $receipt->outcomes[ $index++ ];
				$entries[] = LedgerRules::afterReceipt( $item, $outcome );
				if ( LedgerRules::isToFollow( $item, $outcome ) ) {
					$toFollow[] = new Mark( $parcel->row->element, $parcel->row->id, Reason::Changed );
				}
				$isRejected = $isRejected || OutcomeKind::Rejected === $outcome->kind;
			}
			if ( $isRejected ) {
				$rejected[] = $parcel->row;
			}
		}
		return $rejected;
	}

	/**
	 * What fails alone does not stop the import: the outbox tries it again, and puts it in quarantine.
	 *
	 * @param list<Row> $rejected
	 * @param list<Row> $others
	 */
	private function handOver( Job $job, array $rejected, array $others ): void {
		foreach ( $rejected as $row ) {
			++$job->of( $row->element )->rejected;
		}
		$this->outbox->mark( ...array_map( static fn ( Row $row ): Mark => new Mark( $row->element, $row->id, Reason::Import ), [ ...$rejected, ...$others ] ) );
	}

	/** @param list<LedgerEntry> $entries */
	private function advance( Job $job, Slice $slice, array $entries, float $seconds ): void {
		$pass = $job->passes[ $slice->pass ];
		foreach ( $entries as $entry ) {
			if ( 'excluded' === $entry->outcome && isset( $job->progress[ $entry->element->value ] ) ) {
				$job->of( $entry->element )->exclude( $entry->reason );
			}
		}
		$pass->cursor = $slice->cursor;
		$pass->isDone = $slice->isLast;
		foreach ( $pass->elements as $element ) {
			$progress        = $job->of( $element );
			$progress->state = ImportState::Running;
			$progress->advance( $slice->objects, $seconds );
			if ( $slice->isLast ) {
				$progress->finish();
			}
		}
		$job->isOpen     = true;
		$job->breakdowns = 0;
		$job->exceptions = 0;
		if ( null === $job->pass() ) {
			$job->end( ImportState::Done, $this->clock->microseconds() );
		}
	}

	private function mayBeToBlame( Classification $classification ): bool {
		return match ( $classification->kind ) {
			ResponseClass::TooLarge, ResponseClass::Suspect => true,
			ResponseClass::Broken => BatchSize::isSuspicious( $this->breaker->state()->failures ),
			default => false,
		};
	}

	private function failed( Classification $classification ): ImportEnd {
		if ( ResponseClass::Refused === $classification->kind && Answered::Refused === $this->connection->check( wasRefused: true ) ) {
			return ImportEnd::Paused;
		}
		$this->breaker->failed( $classification );
		return ImportEnd::BackingOff;
	}

	private function close( Job $job, ImportEnd $end ): ImportEnd {
		// What failed may have arrived all the same: then its end is open.
		$job->isOpen     = ! in_array( $end, [ ImportEnd::Done, ImportEnd::OutOfResources, ImportEnd::Waiting ], true );
		$job->breakdowns = 0;
		if ( ImportEnd::Failed === $end ) {
			$job->end( ImportState::Failed, $this->clock->microseconds() );
			Log::error( 'The import was given up.' );
		}
		if ( ImportEnd::Superseded !== $end ) {
			$this->save( $job );
		}
		( $this->saved )( $job );
		return $end;
	}

	/** @return bool False if it was cancelled meanwhile, or another one was begun. */
	private function save( Job $job ): bool {
		$isOurs = false;
		$this->store->change(
			static function ( ImportRecord $record ) use ( $job, &$isOurs ): bool {
				$isOurs = $record->job?->id === $job->id && ! $record->job->state->isOver();
				if ( $isOurs ) {
					$record->job = $job;
				}
				return $isOurs;
			}
		);
		return $isOurs;
	}
}
