<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Delivery\BatchSender;
use Ivorey\WooCommerce\Delivery\BatchSize;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Delivery\Settlement;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\Row;

/** Posts slices of an import and settles them by their receipts. */
final class SliceSettler {

	public function __construct(
		private readonly ImportOption $store,
		private readonly Connection $connection,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly BatchSender $batchSender,
		private readonly CircuitBreaker $breaker,
		private readonly Clock $clock
	) {}

	/** @param int $timeout Seconds. */
	public function post( Slice $slice, Sender $sender, int $timeout ): void {
		foreach ( $slice->batches as [ $packedRows, $batch ] ) {
			$slice->posted[] = [ $packedRows, $this->batchSender->begin( $batch, $sender, $timeout ) ];
		}
		$slice->batches = [];
	}

	/**
	 * Awaits the receipts, records each outcome, and saves the cursor.
	 *
	 * @param float $since Seconds, by microtime(): when the previous slice was settled.
	 * @return ImportEnd|null Null to continue.
	 */
	public function settle( Job $job, Slice $slice, float $since ): ?ImportEnd {
		$entries  = $slice->assembled->entries;
		$handOver = $slice->forOutbox;
		$rejected = array_map( static fn ( array $broken ): Row => $broken[0], $slice->assembled->broken );
		$toFollow = [];
		$failure  = null;
		$newest   = 0;
		foreach ( $slice->posted as [ $packedRows, $posted ] ) {
			[ $classification, $receipt ] = $this->batchSender->finish( $posted );
			if ( null !== $receipt ) {
				$settlement = Settlement::of( $packedRows, $receipt );
				array_push( $entries, ...$settlement->entries );
				array_push( $toFollow, ...$settlement->toFollow );
				array_push( $rejected, ...array_map( static fn ( array $row ): Row => $row[0], $settlement->rejected ) );
				$newest = max( $newest, $receipt->settingsVersion );
			} elseif ( $this->mayBeToBlame( $classification ) ) {
				// The outbox finds the bad record by halving, while the import continues.
				array_push( $handOver, ...array_map( static fn ( PackedRow $packedRow ): Row => $packedRow->row, $packedRows ) );
			} else {
				$failure ??= $classification;
			}
		}
		// The ledger first: without its entry a record would be sent as a new one.
		$this->ledger->write( ...$entries );
		$this->outbox->mark( ...$toFollow );
		if ( null !== $failure ) {
			return $this->failed( $failure );
		}
		$this->outbox->markIfClean( ...array_map( static fn ( Row $row ): Mark => new Mark( $row->element, $row->id, Reason::Changed ), $slice->assembled->unfired ) );
		$this->handOver( $job, $rejected, $handOver );
		$this->advance( $job, $slice, $entries, microtime( true ) - max( $since, $slice->began ) );
		if ( ! $this->store->saveJob( $job ) ) {
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
	 * A record that fails alone does not stop the import: the outbox retries it, and quarantines it if need
	 * be.
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

	/** Whether one of the records may be the cause. */
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
}
