<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Error;
use WP_Error;

/** Helpers for tests of objects that end PHP when read, or that use much memory. */
trait Dying {

	/** The product that ends PHP when it is read. */
	private int $poisoned = 0;

	/** @return list<int> Unmarked products: they are written as fast as possible, bypassing WooCommerce. */
	protected function products( int $number ): array {
		global $wpdb;
		$ids = [];
		for ( $i = 0; $i < $number; $i++ ) {
			$wpdb->insert(
				$wpdb->posts,
				[
					'post_type'         => 'product',
					'post_status'       => 'publish',
					'post_title'        => "Product $i",
					'post_name'         => "made-$i",
					'post_date'         => '2026-01-02 03:04:05',
					'post_date_gmt'     => '2026-01-02 03:04:05',
					'post_modified'     => '2026-01-02 03:04:05',
					'post_modified_gmt' => '2026-01-02 03:04:05',
				]
			);
			$id = $wpdb->insert_id;
			$wpdb->query( "INSERT INTO $wpdb->postmeta ( post_id, meta_key, meta_value ) VALUES ( $id, '_regular_price', '5' ), ( $id, '_price', '5' )" );
			$ids[] = $id;
		}
		return $ids;
	}

	/** @return bool Whether PHP ended. */
	protected function diesDuring( callable $work ): bool {
		$isDead = false;
		$this->killed(
			function () use ( $work, &$isDead ): void {
				add_action(
					'woocommerce_product_read',
					function ( int $id ) use ( &$isDead ): void {
						if ( $id === $this->poisoned || $isDead ) {
							$isDead = true;
							// A dead process writes and sends nothing.
							add_filter( 'query', '__return_empty_string', PHP_INT_MAX );
							add_filter( 'pre_http_request', static fn (): WP_Error => new WP_Error( 'dead' ), 1 );
							throw new Error( 'Allowed memory size exhausted' );
						}
					}
				);
				$work();
			}
		);
		$GLOBALS['wpdb']->query( 'DO RELEASE_ALL_LOCKS()' );
		return $isDead;
	}

	/**
	 * Makes each product that is read use this much memory, and keep it.
	 *
	 * @param int      $bytes Per product.
	 * @param int      $free  Bytes that the plugin may use: it leaves a quarter of PHP's limit to other code.
	 * @param callable $work
	 * @return bool Whether it was enough.
	 */
	protected function isEnoughMemory( int $bytes, int $free, callable $work ): bool {
		$before   = ini_get( 'memory_limit' );
		$isEnough = true;
		gc_collect_cycles();
		gc_mem_caches();
		$used  = memory_get_usage();
		$limit = intdiv( 4 * ( $used + $free ), 3 );
		// The plugin may exceed its share once, to learn from it; this process must not end.
		$end = $used + intdiv( 3 * $free, 2 );
		$this->killed(
			static function () use ( $bytes, $limit, $end, $before, $work, &$isEnough ): void {
				add_action(
					'woocommerce_product_read',
					static function ( int $id ) use ( $bytes, $end, $before, &$isEnough ): void {
						wp_cache_set( "hungry-$id", str_repeat( 'x', $bytes ), 'hungry' );
						if ( memory_get_usage() > $end ) {
							$isEnough = false;
							ini_set( 'memory_limit', $before ); // phpcs:ignore WordPress.PHP.IniSet.memory_limit_Blacklisted -- As it was.
						}
					}
				);
				ini_set( 'memory_limit', (string) $limit ); // phpcs:ignore WordPress.PHP.IniSet.memory_limit_Blacklisted -- What this is about.
				try {
					$work();
				} finally {
					ini_set( 'memory_limit', $before ); // phpcs:ignore WordPress.PHP.IniSet.memory_limit_Blacklisted -- As it was.
				}
			}
		);
		return $isEnough;
	}
}
