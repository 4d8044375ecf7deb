<?php
/**
 * Nobody waits in a test: where the plugin pauses, an action is fired instead, for what happens meanwhile.
 * Code finds the functions of its own namespace before PHP's.
 *
 * @package Ivorey\WooCommerce
 */

// phpcs:disable Universal.Namespaces, WordPress.NamingConventions.PrefixAllGlobals -- They stand for PHP's own.

namespace Ivorey\WooCommerce\Reconcile {

	/** Between two looks at both sides. */
	function usleep( int $microseconds ): void {
		do_action( 'ivorey_test_pause', $microseconds );
	}
}

namespace Ivorey\WooCommerce\Schedule {

	/** Before a process that was woken looks again. */
	function usleep( int $microseconds ): void {
		do_action( 'ivorey_test_pause', $microseconds );
	}
}
