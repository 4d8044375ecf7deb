<?php
/**
 * The unit tests run without WordPress: the code they test is pure, except for the few functions here.
 *
 * @package Ivorey\WooCommerce
 */

declare( strict_types=1 );

define( 'ABSPATH', __DIR__ . '/' );

require __DIR__ . '/../vendor/autoload.php';

if ( ! function_exists( '__' ) ) {
	/** @param string $domain Not translated here. */
	function __( string $text, string $domain = 'default' ): string {
		return $text;
	}
}
