<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Http\Backoff;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Outbox\Lease;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\Row;
use Throwable;

/** Sends the rows of one lease and settles each by the receipt. No row stays leased, even after an error. */
final class Dispatcher {

	/** Microseconds. An older lease is renewed before the next delivery. */
	private const RENEW_AFTER = 5_000_000;

	/** Seconds; for a record that fails alone, and after an exception. */
	private const MAX_ROW_BACKOFF = 3_600.0;
	private const AFTER_EXCEPTION = 30.0;

	/**
	 * Initial delay in seconds: an object that was not found is assumed to be on its way to the replica that
	 * was read.
	 */
	private const REPLICA_LAG = 2.0;

	private const ENDS_PHP = 'PHP stopped each time this record was read or sent. The server’s error log shows why: an error in a plugin or theme, or a memory_limit that is too low. Fix that, then retry.';

	/** If this many records in a row fail alone, the cause is Ivorey and not the records. */
	private const ALONE_TO_BLAME_IVOREY = 2;

	public function __construct(
		private readonly Connection $connection,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly Assembler $assembler,
		private readonly BatchSender $batchSender,
		private readonly History $history,
		private readonly CircuitBreaker $breaker,
		private readonly Clock $clock
	) {}

	/** @return DrainEnd|null Null to continue. */
	public function dispatch( LeasedRows $leased ): ?DrainEnd {
		$prepared = false;
		try {
			$this->prepare( $leased );
			$prepared = true;
			$end      = $this->send( $leased );
		} catch ( Throwable $error ) {
			// The records may have arrived. Rows settled earlier are no longer under this lease.
			$rows = $prepared ? $leased->queuedRows() : $leased->rows;
			$this->outbox->postpone( $leased->lease, $rows, $this->in( self::AFTER_EXCEPTION ), $error::class );
			$this->history->failed( $rows, $error::class );
			throw $error;
		}
		$this->outbox->release( $leased->lease, $leased->queuedRows() );
		return $end;
	}

	/**
	 * PHP ended each time this row was read or sent, the last time with the row alone: it must not hold up
	 * others.
	 */
	public function endsPhp( Lease $lease, Row $row ): void {
		$this->quarantine( $lease, $row, 'ends-php', self::ENDS_PHP );
	}

	/** Reads the objects, settles rows that need no sending, and queues the rest. */
	private function prepare( LeasedRows $leased ): void {
		$assembled = $leased->leaseSize->watch(
			$leased->rows,
			fn (): Assembled => $this->assembler->assemble( $leased->rows, $leased->connection )
		);
		$this->ledger->write( ...$assembled->entries );
		$this->outbox->settle( $leased->lease, $assembled->nothingToSend );
		$this->history->unchanged( $assembled->nothingToSend );
		foreach ( $assembled->broken as [ $row, $error ] ) {
			$this->quarantine( $leased->lease, $row, 'broken', $error );
		}
		foreach ( $assembled->unseen as $row ) {
			$this->outbox->postpone( $leased->lease, [ $row ], $this->in( self::REPLICA_LAG * 2 ** $row->attempts ), 'not-seen-yet' );
		}
		$leased->tally->unchanged += count( $assembled->nothingToSend );
		$leased->tally->broken    += count( $assembled->broken );

		$batcher = Batcher::of( $leased->connection );
		foreach ( $assembled->packedRows as $packedRow ) {
			if ( $batcher->fits( $packedRow ) ) {
				$leased->queue[] = $packedRow;
			} else {
				$this->quarantine( $leased->lease, $packedRow->row, 'too-large', 'Too large to send, even on its own.' );
			}
		}
	}

	private function send( LeasedRows $leased ): ?DrainEnd {
		$batcher = Batcher::of( $leased->connection );
		while ( [] !== $leased->queue && $this->clock->microseconds() < $leased->deadline ) {
			if ( ! $this->holds( $leased ) ) {
				return null;
			}
			[ $part, $batch ] = $batcher->next( $leased->queue, $leased->size->limit() );

			[ $classification, $receipt ] = Batcher::isTooLarge( $batch )
				? [ Classification::tooLarge(), null ]
				: $this->batchSender->deliver( $batch, $leased->sender, $leased->httpTimeout );

			if ( null !== $receipt ) {
				$this->received( $leased, $part, $receipt );
				continue;
			}
			$end = $this->notReceived( $leased, $part, $classification );
			if ( null !== $end ) {
				return $end;
			}
		}
		return null;
	}

	/** @param list<PackedRow> $part */
	private function notReceived( LeasedRows $leased, array $part, Classification $classification ): ?DrainEnd {
		switch ( $classification->kind ) {
			case ResponseClass::TooLarge:
				$this->tooLarge( $leased, $part, $classification );
				return null;
			case ResponseClass::Suspect:
				return $this->suspect( $leased, $part, $classification );
			case ResponseClass::Broken:
				return BatchSize::isSuspicious( LeasedRows::mostAttempts( LeasedRows::rowsOf( $part ) ) )
					? $this->suspect( $leased, $part, $classification )
					: $this->failed( $leased, $part, $classification );
			case ResponseClass::Refused:
				return $this->refused( $leased, $part, $classification );
			default:
				return $this->failed( $leased, $part, $classification );
		}
	}

	/** Whether this process still holds all rows; renews the lease if it runs out soon. */
	private function holds( LeasedRows $leased ): bool {
		$now = $this->clock->microseconds();
		if ( $now - $leased->leasedAt <= self::RENEW_AFTER ) {
			return true;
		}
		$leased->leasedAt = $now;
		return $this->outbox->renew( $leased->lease, $leased->queuedRows() );
	}

	/** @param list<PackedRow> $part */
	private function received( LeasedRows $leased, array $part, Receipt $receipt ): void {
		$settlement = Settlement::of( $part, $receipt );
		$this->ledger->write( ...$settlement->entries );
		$this->outbox->mark( ...$settlement->toFollow );
		$this->outbox->settle( $leased->lease, $settlement->done );
		$this->history->answered( $settlement->answered );
		foreach ( $settlement->rejected as [ $row, $error ] ) {
			$this->quarantine( $leased->lease, $row, 'rejected', $error );
		}
		$leased->tally->add( $receipt );
		$leased->advance( count( $part ) );
		$leased->size->worked();
		$leased->failedAlone = 0;
		$this->breaker->worked();
	}

	/** @param list<PackedRow> $part */
	private function tooLarge( LeasedRows $leased, array $part, Classification $classification ): void {
		if ( count( $part ) > 1 ) {
			$leased->size->tooLarge( count( $part ) );
			return;
		}
		$this->quarantine( $leased->lease, $part[0]->row, 'too-large', 'Too large to send, even on its own (' . $classification->problem . ').' );
		$leased->advance( 1 );
	}

	/** @param list<PackedRow> $part */
	private function suspect( LeasedRows $leased, array $part, Classification $classification ): ?DrainEnd {
		if ( count( $part ) > 1 ) {
			$leased->size->failed( count( $part ) );
			return null;
		}
		$row   = $part[0]->row;
		$delay = max( Backoff::delay( $row->attempts + 1, self::MAX_ROW_BACKOFF, Backoff::dice() ), (float) ( $classification->retryAfter ?? 0 ) );
		$this->outbox->postpone( $leased->lease, [ $row ], $this->in( $delay ), $classification->problem );
		$this->history->failed( [ $row ], $classification->problem );
		$leased->advance( 1 );
		Log::warning(
			'A record could not be delivered.',
			[
				'element' => $row->element->value,
				'id'      => $row->id,
				'problem' => $classification->problem,
			]
		);
		if ( ++$leased->failedAlone < self::ALONE_TO_BLAME_IVOREY ) {
			return null;
		}
		$this->breaker->failed( $classification );
		return DrainEnd::BackingOff;
	}

	/**
	 * Checks the connection before drawing a conclusion from the refusal.
	 *
	 * @param list<PackedRow> $part
	 */
	private function refused( LeasedRows $leased, array $part, Classification $classification ): DrainEnd {
		return match ( $this->connection->check( wasRefused: true ) ) {
			Answered::Refused => DrainEnd::Paused,
			default           => $this->failed( $leased, $part, $classification ),
		};
	}

	/** @param list<PackedRow> $part */
	private function failed( LeasedRows $leased, array $part, Classification $classification ): DrainEnd {
		$rows = LeasedRows::rowsOf( $part );
		$this->outbox->postpone( $leased->lease, $rows, $this->breaker->failed( $classification ), $classification->problem );
		$this->history->failed( $rows, $classification->problem );
		$leased->advance( count( $part ) );
		return DrainEnd::BackingOff;
	}

	private function quarantine( Lease $lease, Row $row, string $why, string $error ): void {
		$this->outbox->quarantine( $lease, $row, $error );
		$this->history->quarantined( $row, $error );
		// Not the error itself: it may quote the record's content.
		Log::error(
			'A record was quarantined.',
			[
				'element' => $row->element->value,
				'id'      => $row->id,
				'why'     => $why,
			]
		);
	}

	/** @param float $seconds From now. */
	private function in( float $seconds ): int {
		return $this->clock->microseconds() + (int) ( $seconds * 1_000_000 );
	}
}
