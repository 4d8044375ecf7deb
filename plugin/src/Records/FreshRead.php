<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use stdClass;
use WC_Cache_Helper;
use WC_Data_Store;

/**
 * Clears caches before reading. A record is sent with the number of the last mark, so it must not be built
 * from an object read before another process changed and marked it: that change would be settled without ever
 * being sent.
 */
final class FreshRead {

	private static ?object $together = null;

	/**
	 * Records built in the callback are built together: an object that one builder has read is fresh enough
	 * for the next, since everything was marked before.
	 *
	 * @template T
	 * @param callable(): T $build
	 * @return T
	 */
	public static function together( callable $build ): mixed {
		self::$together = new stdClass();
		try {
			return $build();
		} finally {
			self::$together = null;
		}
	}

	/** @return object|null A different object for each together(); null outside. */
	public static function current(): ?object {
		return self::$together;
	}

	/** @param list<int> $ids */
	public static function ofOrders( array $ids ): void {
		self::forgetThisProcess();
		// Also clears a cache server: a process that read the old order last may have stored it after the
		// writer removed it.
		wp_cache_delete_multiple( $ids, 'posts' );
		wp_cache_delete_multiple( $ids, 'post_meta' );
		wp_cache_delete_multiple( array_map( static fn ( int $id ): string => 'order-items-' . $id, $ids ), 'orders' );
		WC_Cache_Helper::invalidate_cache_group( 'orders' );
		$orders = WC_Data_Store::load( 'order' );
		if ( $orders->has_callable( 'clear_cached_data' ) ) {
			$orders->__call( 'clear_cached_data', [ $ids ] );
		}
	}

	/** @param list<int> $ids */
	public static function ofUsers( array $ids ): void {
		wp_cache_delete_multiple( $ids, 'users' );
		wp_cache_delete_multiple( $ids, 'user_meta' );
	}

	/** @param list<int> $ids */
	public static function ofProducts( array $ids ): void {
		self::forgetThisProcess();
		self::ofVariations( $ids );
	}

	/** @param list<int> $ids Products that were already read. */
	public static function ofVariations( array $ids ): void {
		wp_cache_delete_multiple( $ids, 'posts' );
		wp_cache_delete_multiple( $ids, 'post_meta' );
		clean_object_term_cache( $ids, 'product' );
		// Whole products, if WooCommerce caches them (product_instance_caching).
		WC_Cache_Helper::invalidate_cache_group( 'product_objects' );
		foreach ( $ids as $id ) {
			// The type, and other data that WooCommerce caches for it.
			WC_Cache_Helper::invalidate_cache_group( 'product_' . $id );
		}
	}

	/** @param list<int> $ids */
	public static function ofTerms( array $ids ): void {
		self::forgetThisProcess();
		wp_cache_delete_multiple( $ids, 'terms' );
		wp_cache_delete_multiple( $ids, 'term_meta' );
	}

	/** Clears everything this process has read before, under any key. */
	private static function forgetThisProcess(): void {
		if ( wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
		}
	}
}
