<?php
/**
 * Stands in for WP-CLI's plugin command, which its core comes without: WooCommerce ends the process,
 * with no word about it, where that class is missing.
 *
 * @package Ivorey\Store
 */

if ( ! class_exists( 'Plugin_Command' ) ) {
	class Plugin_Command extends WP_CLI_Command {}
}

// Notices of WP-CLI's own dependencies on newer PHP versions would be taken for the plugin's.
set_error_handler(
	static fn ( int $severity, string $message, string $file ): bool => str_contains( $file, '/vendor/mustache/' ),
	E_DEPRECATED
);
