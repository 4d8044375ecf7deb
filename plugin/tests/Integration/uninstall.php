<?php
/**
 * Deletes the plugin as WordPress does, while it is inactive: `php uninstall.php <WordPress folder> <plugin
 * folder>`. Sends nothing; prints the requests that it would have sent, as JSON.
 *
 * @package Ivorey\WooCommerce
 */

// phpcs:disable WordPress.Security, WordPress.PHP, WordPress.WP -- A program for the command line.

require $argv[1] . '/wp-load.php';

$ivorey_requests = [];
add_filter(
	'pre_http_request',
	static function ( $response, array $args, string $url ) use ( &$ivorey_requests ): array {
		$ivorey_requests[] = [
			'active' => defined( 'IVOREY_FOR_WOOCOMMERCE_FILE' ),
			'method' => $args['method'],
			'url'    => $url,
			'agent'  => $args['user-agent'],
		];
		return [ 'response' => [ 'code' => 503 ] ];
	},
	10,
	3
);

define( 'WP_UNINSTALL_PLUGIN', 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' );
require $argv[2] . '/uninstall.php';

echo json_encode( $ivorey_requests );
