<?php
/**
 * The site's requirements. The site's PHP may be of any version, so the file uses the syntax of PHP 7.4.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'ABSPATH' ) || exit;

const IVOREY_FOR_WOOCOMMERCE_MINIMUM_PHP         = '8.1';
const IVOREY_FOR_WOOCOMMERCE_MINIMUM_WOOCOMMERCE = '9.9';

/**
 * Returns the name of the requirement that the site lacks.
 *
 * @param string      $php         PHP's version.
 * @param string|null $woocommerce WooCommerce's version, null if it is not active.
 * @param int         $integer     Bytes of an integer: record versions do not fit into four.
 * @return string|null `php`, `64bit`, `woocommerce` or `woocommerce_version`; null if nothing is missing.
 */
function ivorey_for_woocommerce_missing_requirement( $php, $woocommerce, $integer = PHP_INT_SIZE ) {
	if ( version_compare( $php, IVOREY_FOR_WOOCOMMERCE_MINIMUM_PHP, '<' ) ) {
		return 'php';
	}
	if ( $integer < 8 ) {
		return '64bit';
	}
	if ( null === $woocommerce ) {
		return 'woocommerce';
	}
	if ( version_compare( $woocommerce, IVOREY_FOR_WOOCOMMERCE_MINIMUM_WOOCOMMERCE, '<' ) ) {
		return 'woocommerce_version';
	}
	return null;
}

/**
 * The message for the owner. Plain text, not escaped.
 *
 * @param string $missing As ivorey_for_woocommerce_missing_requirement() returns it.
 * @return string
 */
function ivorey_for_woocommerce_requirement_message( $missing ) {
	if ( 'php' === $missing ) {
		return sprintf(
			/* translators: 1: the version that is needed, 2: the version the site has. */
			__( 'Ivorey for WooCommerce needs PHP %1$s or newer and is inactive: this site runs PHP %2$s.', 'ivorey-for-woocommerce' ),
			IVOREY_FOR_WOOCOMMERCE_MINIMUM_PHP,
			PHP_VERSION
		);
	}
	if ( '64bit' === $missing ) {
		return __( 'Ivorey for WooCommerce needs a 64-bit PHP and is inactive: this site runs a 32-bit one.', 'ivorey-for-woocommerce' );
	}
	if ( 'woocommerce' === $missing ) {
		return __( 'Ivorey for WooCommerce needs WooCommerce and is inactive until WooCommerce is installed and active.', 'ivorey-for-woocommerce' );
	}
	return sprintf(
		/* translators: 1: the version that is needed, 2: the version the site has. */
		__( 'Ivorey for WooCommerce needs WooCommerce %1$s or newer and is inactive: this site has WooCommerce %2$s.', 'ivorey-for-woocommerce' ),
		IVOREY_FOR_WOOCOMMERCE_MINIMUM_WOOCOMMERCE,
		defined( 'WC_VERSION' ) ? WC_VERSION : ''
	);
}
