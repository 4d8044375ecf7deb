<?php
/**
 * The functions of the "WP Consent API" plugin that concern consent by cookie.
 *
 * @package Ivorey\WooCommerce
 */

declare( strict_types=1 );

/** @return string|false */
function wp_get_consent_type(): string|false {
	$type = $GLOBALS['consent_type'] ?? '';
	return is_string( $type ) && '' !== $type ? $type : false;
}

function wp_has_consent( string $category ): bool {
	$type   = wp_get_consent_type();
	$cookie = $_COOKIE[ "wp_consent_$category" ] ?? null;
	return match ( true ) {
		false === $type                                 => true,
		str_contains( $type, 'optout' ) && null === $cookie => true,
		default                                         => 'allow' === $cookie,
	};
}
