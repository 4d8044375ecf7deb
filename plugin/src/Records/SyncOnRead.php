<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/**
 * With HPOS in compatibility mode WooCommerce writes while it reads: an order whose post says otherwise,
 * and is as recent to the second, is overwritten by that post. Where another request is about
 * to save an order (its tables are written, its post is not yet), such a read undoes the save.
 */
final class SyncOnRead {

	private const FILTER = 'woocommerce_hpos_enable_sync_on_read';

	/**
	 * Reads orders as the tables have them, and changes none.
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
