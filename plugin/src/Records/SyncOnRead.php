<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/**
 * With HPOS in compatibility mode WooCommerce writes while it reads: if an order and its post differ and were
 * modified in the same second, the post overwrites the order. If another request is in the middle of saving
 * an order (its tables are written, its post is not yet), such a read undoes the save.
 */
final class SyncOnRead {

	private const FILTER = 'woocommerce_hpos_enable_sync_on_read';

	/**
	 * Reads orders from their tables, without changing any.
	 *
	 * @template T
	 * @param callable(): T $read
	 * @return T
	 */
	public static function off( callable $read ): mixed {
		$off = static fn (): bool => false;
		add_filter( self::FILTER, $off, PHP_INT_MAX );
		try {
			return $read();
		} finally {
			remove_filter( self::FILTER, $off, PHP_INT_MAX );
		}
	}
}
