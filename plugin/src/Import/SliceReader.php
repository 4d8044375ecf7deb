<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Closure;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\Assembler;
use Ivorey\WooCommerce\Delivery\Batcher;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Row;

/** Reads the next objects of an import and packs the records to send. */
final class SliceReader {

	/** @param Closure( Element ): Keys $keys */
	public function __construct(
		private readonly Assembler $assembler,
		private readonly Closure $keys,
		private readonly Clock $clock
	) {}

	/**
	 * @param int  $pass        The pass' index in the job.
	 * @param int  $cursor      The keys are below this.
	 * @param int  $limit       Maximum number of objects.
	 * @param bool $isUncertain Whether an earlier run may have sent them without learning the result.
	 */
	public function read( Job $job, int $pass, int $cursor, int $limit, bool $isUncertain, StoredConnection $connection ): Slice {
		$began    = microtime( true );
		$elements = $job->passes[ $pass ]->elements;
		// The time before the read: later changes are marked with a later time, and win. A row that is even
		// delivered before this slice is assembled is left to the outbox, which reads it again.
		$seq  = $this->clock->microseconds();
		$keys = ( $this->keys )( $elements[0] )->below( $cursor, $limit );
		$rows = [];
		foreach ( $elements as $element ) {
			foreach ( $keys as $key ) {
				$rows[] = new Row( $element, $key, $seq, [ Reason::Import ], 0, $isUncertain );
			}
		}
		$slice = new Slice(
			$pass,
			[] === $keys ? $cursor : $keys[ count( $keys ) - 1 ],
			count( $keys ) < $limit,
			count( $keys ),
			$began,
			$this->assembler->assemble( $rows, $connection, isLeased: false )
		);
		$this->pack( $slice, $connection );
		return $slice;
	}

	/** @return int|null The first key below the cursor. */
	public function nextKey( Pass $pass, int $cursor ): ?int {
		return ( $this->keys )( $pass->elements[0] )->below( $cursor, 1 )[0] ?? null;
	}

	private function pack( Slice $slice, StoredConnection $connection ): void {
		$batcher = Batcher::of( $connection );
		$queue   = [];
		foreach ( $slice->assembled->packedRows as $packedRow ) {
			if ( $batcher->fits( $packedRow ) ) {
				$queue[] = $packedRow;
			} else {
				$slice->forOutbox[] = $packedRow->row;
			}
		}
		$slice->assembled->packedRows = [];
		array_push( $slice->forOutbox, ...$slice->assembled->overtaken, ...$slice->assembled->unseen );
		while ( [] !== $queue ) {
			[ $part, $batch ] = $batcher->next( $queue );
			$queue            = array_slice( $queue, count( $part ) );
			if ( Batcher::isTooLarge( $batch ) ) {
				// The outbox halves the batch.
				array_push( $slice->forOutbox, ...array_map( static fn ( PackedRow $packedRow ): Row => $packedRow->row, $part ) );
			} else {
				$slice->batches[] = [ $part, $batch ];
			}
		}
	}
}
