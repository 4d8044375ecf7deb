<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Clock;

/** What a run may still take of this process: time and memory, both as measured. */
final class Resources {

	/** Of PHP's limit; what is above is for whatever else runs in this process. */
	private const SHARE = 0.75;

	/** Bytes; 0 for no limit. */
	private readonly int $memoryLimit;

	/** @param int $deadline Microseconds since 1970. */
	public function __construct(
		private readonly Clock $clock,
		private readonly int $deadline
	) {
		$limit             = wp_convert_hr_to_bytes( ini_get( 'memory_limit' ) );
		$this->memoryLimit = $limit <= 0 ? 0 : (int) ( self::SHARE * $limit );
	}

	/** @param float $seconds What the next slice is expected to take. */
	public function allow( float $seconds ): bool {
		return $this->clock->microseconds() + (int) ( $seconds * 1_000_000 ) < $this->deadline
			&& ( 0 === $this->memoryLimit || memory_get_usage() < $this->memoryLimit );
	}

	/** @return int Bytes that may still be used. */
	public function free(): int {
		return 0 === $this->memoryLimit ? PHP_INT_MAX : max( 1, $this->memoryLimit - memory_get_usage() );
	}

	/** What was read stays in the caches of this process otherwise. */
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
