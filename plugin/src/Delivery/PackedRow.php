<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Outbox\Row;

/** A row with its records. They go in one batch, so that one receipt settles the row. */
final class PackedRow {

	/** Length of the JSON, including the commas. */
	public readonly int $bytes;

	/** @param non-empty-list<WireItem> $items */
	public function __construct(
		public readonly Row $row,
		public readonly array $items
	) {
		$this->bytes = array_sum( array_map( static fn ( WireItem $item ): int => strlen( $item->json ) + 1, $items ) );
	}
}
