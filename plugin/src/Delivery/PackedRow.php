<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Outbox\Row;

/** A row with its records, which go in one batch, so that the row is settled by one receipt. */
final class PackedRow {

	/** Length of the JSON, with the commas. */
	public readonly int $bytes;

	/** @param non-empty-list<WireItem> $items */
	public function __construct(
		public readonly Row $row,
		public readonly array $items
	) {
		$this->bytes = array_sum( array_map( static fn ( WireItem $item ): int => strlen( $item->json ) + 1, $items ) );
	}
}
