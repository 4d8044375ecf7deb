<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use WP_Object_Cache;

/**
 * A persistent object cache for some groups: its content outlives the process, until it is deleted by key.
 *
 * @property array<string, array<string, mixed>> $cache By group; WordPress exposes it.
 */
final class CacheServer extends WP_Object_Cache {

	private ?WP_Object_Cache $before = null;

	/** @param list<string> $groups */
	public function __construct( private readonly array $groups ) {
		parent::__construct();
	}

	public function start(): void {
		$this->before               = $GLOBALS['wp_object_cache'];
		$GLOBALS['wp_object_cache'] = $this; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As a drop-in does.
	}

	public function stop(): void {
		$GLOBALS['wp_object_cache'] = $this->before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As it was.
	}

	/** Flushes one process' cache. */
	public function flush(): bool {
		$kept = array_intersect_key( $this->cache, array_flip( $this->groups ) );
		parent::flush();
		$this->cache = $kept;
		return true;
	}
}
