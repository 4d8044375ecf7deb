<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** Fills batches up to their limits, in order. Pure. */
final class Packer {

	/**
	 * @param int $maxRecords
	 * @param int $maxBytes   Of all records' JSON together.
	 */
	public function __construct(
		private readonly int $maxRecords,
		private readonly int $maxBytes
	) {}

	/** @return bool False if it is too large even alone. */
	public function fits( Parcel $parcel ): bool {
		return count( $parcel->items ) <= $this->maxRecords && $parcel->bytes <= $this->maxBytes;
	}

	/**
	 * @param list<Parcel> $parcels    Each of which fits alone.
	 * @param int          $maxParcels At most so many, at least one.
	 * @return int How many of them, from the first, make the next batch.
	 */
	public function take( array $parcels, int $maxParcels ): int {
		$taken   = 0;
		$records = 0;
		$bytes   = 0;
		foreach ( $parcels as $parcel ) {
			$records += count( $parcel->items );
			$bytes   += $parcel->bytes;
			if ( $taken > 0 && ( $taken >= $maxParcels || $records > $this->maxRecords || $bytes > $this->maxBytes ) ) {
				break;
			}
			++$taken;
		}
		return $taken;
	}
}
