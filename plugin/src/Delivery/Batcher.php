<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Contract\Contract;

/** Builds batches of rows, in order, for deliveries and imports. */
final class Batcher {

	private function __construct(
		private readonly Packer $packer,
		private readonly Envelope $envelope
	) {}

	public static function of( StoredConnection $connection ): self {
		return new self( Packer::forBatches(), Envelope::of( $connection ) );
	}

	/** @return bool False if the row is too large even alone. */
	public function fits( PackedRow $packedRow ): bool {
		return $this->packer->fits( $packedRow );
	}

	/**
	 * @param non-empty-list<PackedRow> $queue Each row fits alone.
	 * @param int                    $most  Maximum number of rows, at least one.
	 * @return array{non-empty-list<PackedRow>, Batch} The first rows of the queue, and their batch.
	 */
	public function next( array $queue, int $most = PHP_INT_MAX ): array {
		$part  = [ $queue[0], ...array_slice( $queue, 1, $this->packer->take( $queue, $most ) - 1 ) ];
		$items = array_merge( ...array_map( static fn ( PackedRow $packedRow ): array => $packedRow->items, $part ) );
		return [ $part, Batch::of( $this->envelope, $items, function_exists( 'gzencode' ) ) ];
	}

	/** Whether Ivorey would refuse the batch although its JSON is small enough, because it compresses badly. */
	public static function isTooLarge( Batch $batch ): bool {
		return strlen( $batch->body ) > Contract::BATCH_LIMITS['body_bytes'];
	}
}
