<?php
/**
 * Nobody waits in a test: where the plugin pauses between two looks at both sides, an action is fired
 * instead, for what happens meanwhile.
 *
 * @package Ivorey\WooCommerce
 */

declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

/** Found before PHP's own, for code of this namespace. */
function usleep( int $microseconds ): void {
	do_action( 'ivorey_test_pause', $microseconds );
}
