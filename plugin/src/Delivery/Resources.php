<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Clock;

/** Time and memory that a run in this process may still use, as measured. */
final class Resources {

	/** Share of PHP's limit; the rest is for other code in this process. */
	private const SHARE = 0.75;

	/** @param int $deadline Microseconds since 1970. */
	public function __construct(
		private readonly Clock $clock,
		private readonly int $deadline
	) {}

	/** @param float $seconds Expected duration of the next slice. */
	public function allow( float $seconds ): bool {
		return $this->clock->microseconds() + (int) ( $seconds * 1_000_000 ) < $this->deadline && $this->hasMemory();
	}

	public function hasMemory(): bool {
		return memory_get_usage() < self::memoryLimit();
	}

	/** @return int Bytes that may still be used. */
	public function free(): int {
		return max( 1, self::memoryLimit() - memory_get_usage() );
	}

	/** @return int Bytes. Read each time: WordPress raises the limit of some requests while they run. */
	private static function memoryLimit(): int {
		$limit = wp_convert_hr_to_bytes( ini_get( 'memory_limit' ) );
		return $limit <= 0 ? PHP_INT_MAX : (int) ( self::SHARE * $limit );
	}

	/** Otherwise objects that were read stay in the caches of this process. */
	public static function release(): void {
		if ( wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
		}
		if ( defined( 'SAVEQUERIES' ) && true === SAVEQUERIES ) {
			/** @var \wpdb $wpdb */
			global $wpdb;
			$wpdb->queries = [];
		}
	}
}
