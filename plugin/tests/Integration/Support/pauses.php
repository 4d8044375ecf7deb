<?php
/**
 * Tests do not wait: where the plugin pauses, an action fires instead, so that a test can run code at that
 * moment. PHP finds functions in the code's own namespace before its own.
 *
 * @package Ivorey\WooCommerce
 */

// phpcs:disable Universal.Namespaces, WordPress.NamingConventions.PrefixAllGlobals -- They stand for PHP's own.

namespace Ivorey\WooCommerce\Reconcile {

	/** Between two comparisons of both sides. */
	function usleep( int $microseconds ): void {
		do_action( 'ivorey_test_pause', $microseconds );
	}
}

namespace Ivorey\WooCommerce\Schedule {

	/** Before a woken process looks again. */
	function usleep( int $microseconds ): void {
		do_action( 'ivorey_test_pause', $microseconds );
	}
}
