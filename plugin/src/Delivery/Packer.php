<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Contract\Contract;

/** Fills batches up to their limits, in order. Pure. */
final class Packer {

	/**
	 * @param int $maxRecords
	 * @param int $maxBytes   Limit for the JSON of all records together.
	 */
	public function __construct(
		private readonly int $maxRecords,
		private readonly int $maxBytes
	) {}

	/** With the contract's limits. */
	public static function forBatches(): self {
		// Without zlib the body is sent as plain JSON.
		$bytes = function_exists( 'gzencode' ) ? Contract::BATCH_LIMITS['inflated_bytes'] : Contract::BATCH_LIMITS['body_bytes'];
		return new self( Contract::BATCH_LIMITS['records'], $bytes - Envelope::MAX_BYTES );
	}

	/** @return bool False if it is too large even alone. */
	public function fits( PackedRow $packedRow ): bool {
		return count( $packedRow->items ) <= $this->maxRecords && $packedRow->bytes <= $this->maxBytes;
	}

	/**
	 * @param list<PackedRow> $packedRows    Each row fits alone.
	 * @param int          $maxRows Maximum number of rows, at least one.
	 * @return int Number of rows, from the first, in the next batch.
	 */
	public function take( array $packedRows, int $maxRows ): int {
		$taken   = 0;
		$records = 0;
		$bytes   = 0;
		foreach ( $packedRows as $packedRow ) {
			$records += count( $packedRow->items );
			$bytes   += $packedRow->bytes;
			if ( $taken > 0 && ( $taken >= $maxRows || $records > $this->maxRecords || $bytes > $this->maxBytes ) ) {
				break;
			}
			++$taken;
		}
		return $taken;
	}
}
