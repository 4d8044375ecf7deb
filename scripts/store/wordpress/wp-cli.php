<?php
/**
 * Replaces WP-CLI's plugin command, which its core does not include: without that class, WooCommerce ends the process
 * without a message.
 *
 * @package Ivorey\Store
 */

if ( ! class_exists( 'Plugin_Command' ) ) {
	class Plugin_Command extends WP_CLI_Command {}
}

// Notices of WP-CLI's own dependencies on newer PHP versions would be mistaken for the plugin's.
set_error_handler(
	static fn ( int $severity, string $message, string $file ): bool => str_contains( $file, '/vendor/mustache/' ),
	E_DEPRECATED
);
