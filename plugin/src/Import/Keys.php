<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** The objects that there are of one kind, by their key, from the highest down. */
interface Keys {

	/** @return int The highest there is; 0 if there is none. */
	public function highest(): int;

	/** @return int How many there are up to this key. */
	public function count( int $highest ): int;

	/**
	 * @param int $below
	 * @param int $limit
	 * @return list<int> The next lower ones, highest first; fewer than the limit at the end.
	 */
	public function below( int $below, int $limit ): array;
}
