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

/** Sends the rows of one lease and settles each by the receipt. Whatever happens, none stays under lease. */
final class Dispatcher {

	/** Microseconds. A lease older than this is renewed before the next delivery. */
	private const RENEW_AFTER = 5_000_000;

	/** Seconds; for a record that fails alone, and after an exception. */
	private const MAX_ROW_BACKOFF = 3_600.0;
	private const AFTER_EXCEPTION = 30.0;

	/** Seconds, at first: what was not found is believed to be on its way to the replica that was read. */
	private const REPLICA_LAG = 2.0;

	private const ENDS_PHP = 'PHP ended each time when this was read or sent. The server’s error log says why: an error in a plugin or theme, or a memory_limit that is too low. Mend that, then try again.';

	/** So many records that fail alone, one after the other, are not to blame: Ivorey is. */
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

	/** @return DrainEnd|null Null to go on. */
	public function dispatch( Shipment $shipment ): ?DrainEnd {
		$prepared = false;
		try {
			$this->prepare( $shipment );
			$prepared = true;
			$end      = $this->send( $shipment );
		} catch ( Throwable $error ) {
			// They may have arrived. What was settled before is not under this lease any more.
			$rows = $prepared ? $shipment->queuedRows() : $shipment->rows;
			$this->outbox->postpone( $shipment->lease, $rows, $this->in( self::AFTER_EXCEPTION ), $error::class );
			$this->history->failed( $rows, $error::class );
			throw $error;
		}
		$this->outbox->release( $shipment->lease, $shipment->queuedRows() );
		return $end;
	}

	/** PHP ended each time when this row was read or sent, at last alone: nobody else is to wait for it. */
	public function endsPhp( Lease $lease, Row $row ): void {
		$this->putAside( $lease, $row, 'ends-php', self::ENDS_PHP );
	}

	/** Reads the objects, settles what needs no sending, and queues the rest. */
	private function prepare( Shipment $shipment ): void {
		$assembled = $shipment->leaseSize->watch(
			$shipment->rows,
			fn (): Assembled => $this->assembler->assemble( $shipment->rows, $shipment->connection )
		);
		$this->ledger->write( ...$assembled->entries );
		$this->outbox->settle( $shipment->lease, $assembled->nothingToSend );
		$this->history->unchanged( $assembled->nothingToSend );
		foreach ( $assembled->broken as [ $row, $error ] ) {
			$this->putAside( $shipment->lease, $row, 'broken', $error );
		}
		foreach ( $assembled->unseen as $row ) {
			$this->outbox->postpone( $shipment->lease, [ $row ], $this->in( self::REPLICA_LAG * 2 ** $row->attempts ), 'not-seen-yet' );
		}
		$shipment->tally->unchanged += count( $assembled->nothingToSend );
		$shipment->tally->broken    += count( $assembled->broken );

		$batcher = Batcher::of( $shipment->connection );
		foreach ( $assembled->parcels as $parcel ) {
			if ( $batcher->fits( $parcel ) ) {
				$shipment->queue[] = $parcel;
			} else {
				$this->putAside( $shipment->lease, $parcel->row, 'too-large', 'Too large to be sent, even alone.' );
			}
		}
	}

	private function send( Shipment $shipment ): ?DrainEnd {
		$batcher = Batcher::of( $shipment->connection );
		while ( [] !== $shipment->queue && $this->clock->microseconds() < $shipment->deadline ) {
			if ( ! $this->holds( $shipment ) ) {
				return null;
			}
			[ $part, $batch ] = $batcher->next( $shipment->queue, $shipment->size->limit() );

			[ $classification, $receipt ] = Batcher::isTooLarge( $batch )
				? [ Classification::tooLarge(), null ]
				: $this->batchSender->deliver( $batch, $shipment->sender, $shipment->httpTimeout );

			if ( null !== $receipt ) {
				$this->received( $shipment, $part, $receipt );
				continue;
			}
			$end = $this->notReceived( $shipment, $part, $classification );
			if ( null !== $end ) {
				return $end;
			}
		}
		return null;
	}

	/** @param list<Parcel> $part */
	private function notReceived( Shipment $shipment, array $part, Classification $classification ): ?DrainEnd {
		switch ( $classification->kind ) {
			case ResponseClass::TooLarge:
				$this->tooLarge( $shipment, $part, $classification );
				return null;
			case ResponseClass::Suspect:
				return $this->suspect( $shipment, $part, $classification );
			case ResponseClass::Broken:
				return BatchSize::isSuspicious( Shipment::mostAttempts( Shipment::rowsOf( $part ) ) )
					? $this->suspect( $shipment, $part, $classification )
					: $this->failed( $shipment, $part, $classification );
			case ResponseClass::Refused:
				return $this->refused( $shipment, $part, $classification );
			default:
				return $this->failed( $shipment, $part, $classification );
		}
	}

	/** Whether all rows are still ours; asks for more time if that runs out. */
	private function holds( Shipment $shipment ): bool {
		$now = $this->clock->microseconds();
		if ( $now - $shipment->leasedAt <= self::RENEW_AFTER ) {
			return true;
		}
		$shipment->leasedAt = $now;
		return $this->outbox->renew( $shipment->lease, $shipment->queuedRows() );
	}

	/** @param list<Parcel> $part */
	private function received( Shipment $shipment, array $part, Receipt $receipt ): void {
		$settlement = Settlement::of( $part, $receipt );
		$this->ledger->write( ...$settlement->entries );
		$this->outbox->mark( ...$settlement->toFollow );
		$this->outbox->settle( $shipment->lease, $settlement->done );
		$this->history->answered( $settlement->answered );
		foreach ( $settlement->rejected as [ $row, $error ] ) {
			$this->putAside( $shipment->lease, $row, 'rejected', $error );
		}
		$shipment->tally->add( $receipt );
		$shipment->advance( count( $part ) );
		$shipment->size->worked();
		$shipment->failedAlone = 0;
		$this->breaker->worked();
	}

	/** @param list<Parcel> $part */
	private function tooLarge( Shipment $shipment, array $part, Classification $classification ): void {
		if ( count( $part ) > 1 ) {
			$shipment->size->tooLarge( count( $part ) );
			return;
		}
		$this->putAside( $shipment->lease, $part[0]->row, 'too-large', 'Too large to be sent, even alone (' . $classification->problem . ').' );
		$shipment->advance( 1 );
	}

	/** @param list<Parcel> $part */
	private function suspect( Shipment $shipment, array $part, Classification $classification ): ?DrainEnd {
		if ( count( $part ) > 1 ) {
			$shipment->size->failed( count( $part ) );
			return null;
		}
		$row   = $part[0]->row;
		$delay = max( Backoff::delay( $row->attempts + 1, self::MAX_ROW_BACKOFF, Backoff::dice() ), (float) ( $classification->retryAfter ?? 0 ) );
		$this->outbox->postpone( $shipment->lease, [ $row ], $this->in( $delay ), $classification->problem );
		$this->history->failed( [ $row ], $classification->problem );
		$shipment->advance( 1 );
		Log::warning(
			'A record could not be delivered.',
			[
				'element' => $row->element->value,
				'id'      => $row->id,
				'problem' => $classification->problem,
			]
		);
		if ( ++$shipment->failedAlone < self::ALONE_TO_BLAME_IVOREY ) {
			return null;
		}
		$this->breaker->failed( $classification );
		return DrainEnd::BackingOff;
	}

	/**
	 * Asks once more before anything is concluded from it.
	 *
	 * @param list<Parcel> $part
	 */
	private function refused( Shipment $shipment, array $part, Classification $classification ): DrainEnd {
		return match ( $this->connection->check( wasRefused: true ) ) {
			Answered::Refused => DrainEnd::Paused,
			default           => $this->failed( $shipment, $part, $classification ),
		};
	}

	/** @param list<Parcel> $part */
	private function failed( Shipment $shipment, array $part, Classification $classification ): DrainEnd {
		$rows = Shipment::rowsOf( $part );
		$this->outbox->postpone( $shipment->lease, $rows, $this->breaker->failed( $classification ), $classification->problem );
		$this->history->failed( $rows, $classification->problem );
		$shipment->advance( count( $part ) );
		return DrainEnd::BackingOff;
	}

	private function putAside( Lease $lease, Row $row, string $why, string $error ): void {
		$this->outbox->quarantine( $lease, $row, $error );
		$this->history->putAside( $row, $error );
		// Not the error itself: it may quote what the record holds.
		Log::error(
			'A record was put aside.',
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
