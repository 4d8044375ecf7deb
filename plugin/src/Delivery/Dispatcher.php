<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Log;
use Ivorey\WooCommerce\Outbox\Lease;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\Row;
use Throwable;

/** Sends the rows of one lease and settles each by the receipt. Whatever happens, none stays under lease. */
final class Dispatcher {

	/** A lease older than this is renewed before the next delivery. */
	private const RENEW_AFTER = 10_000_000;

	/** Seconds; for the way to Ivorey, and for a row that fails alone. */
	private const MAX_LINK_BACKOFF = 300.0;
	private const MAX_ROW_BACKOFF  = 3_600.0;

	private const NO_LIMIT = 1_000_000;

	/** Seconds. */
	private const AFTER_EXCEPTION = 30.0;

	/** So many rows that fail alone, one after the other, are not to blame: Ivorey is. */
	private const ALONE_TO_BLAME_IVOREY = 2;

	public function __construct(
		private readonly Connection $connection,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly Assembler $assembler,
		private readonly Courier $courier,
		private readonly LinkStateStore $links,
		private readonly Clock $clock
	) {}

	/**
	 * @param non-empty-list<Row> $rows
	 * @param int                 $deadline Microseconds since 1970; no delivery begins after it.
	 * @return DrainEnd|null Null to go on.
	 */
	public function dispatch( Lease $lease, array $rows, StoredConnection $stored, Sender $sender, DrainOptions $options, int $deadline, Tally $tally ): ?DrainEnd {
		$leasedAt = $this->clock->microseconds();
		$queue    = $rows;
		try {
			$queue = $this->prepare( $lease, $rows, $stored, $tally );
			$end   = $this->send( $lease, $queue, $leasedAt, $stored, $sender, $options, $deadline, $tally );
		} catch ( Throwable $error ) {
			// They may have arrived. What was settled before is not under this lease any more.
			$this->outbox->postpone( $lease, self::rows( $queue ), $this->in( self::AFTER_EXCEPTION ), $error::class );
			throw $error;
		}
		$this->outbox->release( $lease, self::rows( $queue ) );
		return $end;
	}

	/**
	 * Reads the objects, and settles what needs no sending.
	 *
	 * @param non-empty-list<Row> $rows
	 * @return list<Parcel>
	 */
	private function prepare( Lease $lease, array $rows, StoredConnection $stored, Tally $tally ): array {
		$assembled = $this->assembler->assemble( $rows, $stored );
		$this->ledger->write( ...$assembled->entries );
		$this->outbox->settle( $lease, $assembled->nothingToSend );
		foreach ( $assembled->broken as [ $row, $error ] ) {
			$this->quarantine( $lease, $row, 'broken', $error );
		}
		$tally->unchanged += count( $assembled->nothingToSend );
		$tally->broken    += count( $assembled->broken );

		$packer = self::packer();
		$fit    = [];
		foreach ( $assembled->parcels as $parcel ) {
			if ( $packer->fits( $parcel ) ) {
				$fit[] = $parcel;
			} else {
				$this->quarantine( $lease, $parcel->row, 'too-large', 'Too large to be sent, even alone.' );
			}
		}
		return $fit;
	}

	/**
	 * @param list<Parcel> $queue What is not settled yet; what is left in it at the end was not sent.
	 */
	private function send( Lease $lease, array &$queue, int $leasedAt, StoredConnection $stored, Sender $sender, DrainOptions $options, int $deadline, Tally $tally ): ?DrainEnd {
		$packer   = self::packer();
		$envelope = self::envelope( $stored );
		$cap      = self::NO_LIMIT;
		$limit    = $cap;
		$alone    = 0;
		while ( [] !== $queue && $this->clock->microseconds() < $deadline ) {
			$part = array_slice( $queue, 0, $packer->take( $queue, $limit ) );
			if ( $this->clock->microseconds() - $leasedAt > self::RENEW_AFTER ) {
				if ( ! $this->outbox->renew( $lease, self::rows( $queue ) ) ) {
					return null;
				}
				$leasedAt = $this->clock->microseconds();
			}
			$batch                 = Batch::of( $envelope, self::items( $part ), function_exists( 'gzencode' ) );
			[ $verdict, $receipt ] = strlen( $batch->body ) > Contract::BATCH_LIMITS['body_bytes']
				? [ Verdict::tooLarge(), null ]
				: $this->courier->deliver( $batch, $sender, $options->httpTimeout );

			if ( null !== $receipt ) {
				$this->settle( $lease, $part, $receipt );
				$tally->add( $receipt );
				$this->worked();
				$queue = array_slice( $queue, count( $part ) );
				$limit = min( 2 * $limit, $cap );
				$alone = 0;
				continue;
			}
			if ( VerdictKind::TooLarge === $verdict->kind || VerdictKind::Suspect === $verdict->kind ) {
				if ( count( $part ) > 1 ) {
					$limit = intdiv( count( $part ), 2 );
					// Too large stays too large; a suspect is behind us once it was found.
					$cap = VerdictKind::TooLarge === $verdict->kind ? $limit : $cap;
					continue;
				}
				$row   = $part[0]->row;
				$queue = array_slice( $queue, 1 );
				if ( VerdictKind::TooLarge === $verdict->kind ) {
					$this->quarantine( $lease, $row, 'too-large', 'Too large to be sent, even alone (' . $verdict->problem . ').' );
					continue;
				}
				$delay = Backoff::delay( $row->attempts + 1, self::MAX_ROW_BACKOFF, self::dice() );
				$this->outbox->postpone( $lease, [ $row ], $this->in( $delay ), $verdict->problem );
				Log::warning( 'A record could not be delivered.', [ 'element' => $row->element->value, 'id' => $row->id, 'problem' => $verdict->problem ] );
				if ( ++$alone >= self::ALONE_TO_BLAME_IVOREY ) {
					$this->failed( $verdict );
					return DrainEnd::BackingOff;
				}
				continue;
			}
			if ( VerdictKind::Refused === $verdict->kind && Answered::Refused === $this->connection->check() ) {
				return DrainEnd::Paused;
			}
			$this->outbox->postpone( $lease, self::rows( $part ), $this->failed( $verdict ), $verdict->problem );
			return DrainEnd::BackingOff;
		}
		return null;
	}

	/** @param list<Parcel> $parcels */
	private function settle( Lease $lease, array $parcels, Receipt $receipt ): void {
		$index    = 0;
		$entries  = [];
		$done     = [];
		$rejected = [];
		foreach ( $parcels as $parcel ) {
			$errors = [];
			foreach ( $parcel->items as $item ) {
				$outcome   = $receipt->outcomes[ $index++ ];
				$entries[] = LedgerRules::afterReceipt( $item, $outcome );
				if ( OutcomeKind::Rejected === $outcome->kind ) {
					$errors[] = $outcome->error;
				}
			}
			if ( [] === $errors ) {
				$done[] = $parcel->row;
			} else {
				$rejected[] = [ $parcel->row, implode( '; ', $errors ) ];
			}
		}
		// The ledger first: a row without its entry would be sent as something new.
		$this->ledger->write( ...$entries );
		$this->outbox->settle( $lease, $done );
		foreach ( $rejected as [ $row, $error ] ) {
			$this->quarantine( $lease, $row, 'rejected', $error );
		}
	}

	private function quarantine( Lease $lease, Row $row, string $why, string $error ): void {
		$this->outbox->quarantine( $lease, $row, $error );
		// Not the error itself: it may quote what the record holds.
		Log::error( 'A record was put aside.', [ 'element' => $row->element->value, 'id' => $row->id, 'why' => $why ] );
	}

	/** @return int Microseconds since 1970: when to try again. */
	private function failed( Verdict $verdict ): int {
		$link = $this->links->get();
		if ( $link->retryAt > $this->clock->microseconds() ) {
			// A refusal that was not Ivorey's own has been counted already.
			return $link->retryAt;
		}
		$delay   = Backoff::delay( $link->failures + 1, self::MAX_LINK_BACKOFF, self::dice() );
		$retryAt = $this->in( max( $delay, (float) ( $verdict->retryAfter ?? 0 ) ) );
		$this->links->save( $link->failed( $retryAt ) );
		Log::warning(
			'Ivorey cannot be reached just now: will try again.',
			[
				'problem'  => $verdict->problem,
				'failures' => $link->failures + 1,
			]
		);
		return $retryAt;
	}

	private function worked(): void {
		$link = $this->links->get();
		if ( $link->failures > 0 || $link->strikes > 0 ) {
			$this->links->save( $link->worked() );
			Log::info( 'Ivorey can be reached again.' );
		}
	}

	/** @param float $seconds From now. */
	private function in( float $seconds ): int {
		return $this->clock->microseconds() + (int) ( $seconds * 1_000_000 );
	}

	private static function dice(): float {
		return random_int( 0, 1_000_000 ) / 1_000_000;
	}

	private static function packer(): Packer {
		// Without zlib the bytes on the wire are the JSON's.
		$bytes = function_exists( 'gzencode' ) ? Contract::BATCH_LIMITS['inflated_bytes'] : Contract::BATCH_LIMITS['body_bytes'];
		return new Packer( Contract::BATCH_LIMITS['records'], $bytes - Envelope::MAX_BYTES );
	}

	private static function envelope( StoredConnection $stored ): Envelope {
		return new Envelope(
			$stored->connection,
			Contract::BATCH_CONTRACT,
			[
				'plugin'      => IVOREY_FOR_WOOCOMMERCE_VERSION,
				'wordpress'   => get_bloginfo( 'version' ),
				'woocommerce' => WC_VERSION,
				'php'         => PHP_VERSION,
			],
			$stored->settings->version ?? 0
		);
	}

	/**
	 * @param list<Parcel|Row> $parcels
	 * @return list<Row>
	 */
	private static function rows( array $parcels ): array {
		return array_map( static fn ( Parcel|Row $parcel ): Row => $parcel instanceof Row ? $parcel : $parcel->row, $parcels );
	}

	/**
	 * @param list<Parcel> $parcels
	 * @return list<WireItem>
	 */
	private static function items( array $parcels ): array {
		return array_merge( ...array_map( static fn ( Parcel $parcel ): array => $parcel->items, $parcels ) );
	}
}
