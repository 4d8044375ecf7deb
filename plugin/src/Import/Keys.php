<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** The existing objects of one kind by key, from the highest down. */
interface Keys {

	/** @return int The highest key; 0 if there is none. */
	public function highest(): int;

	/** @return int Number of objects up to this key. */
	public function count( int $highest ): int;

	/**
	 * @param int $below
	 * @param int $limit
	 * @return list<int> The next lower keys, highest first; fewer than the limit at the end.
	 */
	public function below( int $below, int $limit ): array;
}
