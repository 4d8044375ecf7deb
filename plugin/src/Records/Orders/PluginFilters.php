<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use WC_Deprecated_Hooks;
use WP_Hook;

/** Tells whether a plugin filters values that WooCommerce and WordPress read. */
final class PluginFilters {

	/** @param list<string> $filters */
	public static function onAny( array $filters ): bool {
		foreach ( $filters as $filter ) {
			if ( false !== has_filter( $filter ) && self::hasForeign( $filter ) ) {
				return true;
			}
		}
		return false;
	}

	/** WooCommerce itself listens to many filters, only to support callbacks of their deprecated names. */
	private static function hasForeign( string $filter ): bool {
		/** @var array<string, WP_Hook> $wp_filter */
		global $wp_filter;
		foreach ( $wp_filter[ $filter ]->callbacks ?? [] as $callbacks ) {
			foreach ( $callbacks as $callback ) {
				$function = $callback['function'];
				if ( ! is_array( $function ) || ! $function[0] instanceof WC_Deprecated_Hooks ) {
					return true;
				}
			}
		}
		return false;
	}
}
