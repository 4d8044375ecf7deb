<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Outbox\Lease;
use Ivorey\WooCommerce\Outbox\Row;

/** The rows of one lease while they are being sent. */
final class LeasedRows {

	/** @var list<PackedRow> Rows that are not settled yet. */
	public array $queue = [];

	public readonly BatchSize $size;

	/** Consecutive records that failed alone. */
	public int $failedAlone = 0;

	/**
	 * @param non-empty-list<Row> $rows
	 * @param int                 $leasedAt Microseconds since 1970.
	 * @param int                 $deadline Microseconds since 1970; no delivery begins after it.
	 */
	public function __construct(
		public readonly Lease $lease,
		public readonly array $rows,
		public int $leasedAt,
		public readonly StoredConnection $connection,
		public readonly Sender $sender,
		public readonly int $httpTimeout,
		public readonly int $deadline,
		public readonly Tally $tally,
		public readonly LeaseSize $leaseSize
	) {
		$this->size = new BatchSize( self::mostAttempts( $rows ) );
	}

	/** @return list<Row> The rows that are not settled yet. */
	public function queuedRows(): array {
		return self::rowsOf( $this->queue );
	}

	/** Removes settled rows from the queue. */
	public function advance( int $packedRows ): void {
		$this->queue = array_slice( $this->queue, $packedRows );
	}

	/**
	 * @param list<PackedRow> $packedRows
	 * @return list<Row>
	 */
	public static function rowsOf( array $packedRows ): array {
		return array_map( static fn ( PackedRow $packedRow ): Row => $packedRow->row, $packedRows );
	}

	/** @param list<Row> $rows */
	public static function mostAttempts( array $rows ): int {
		return max( 0, ...array_map( static fn ( Row $row ): int => $row->attempts, $rows ) );
	}
}
