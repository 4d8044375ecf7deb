<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Plugin;
use RuntimeException;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/** Calls the plugin's own REST routes as the panel does. */
final class Api {

	private static ?Plugin $plugin = null;

	/**
	 * @param string               $path   Relative to `ivorey/v1`.
	 * @param array<string, mixed> $params
	 * @param int                  $user   Defaults to the administrator; 0 for nobody.
	 */
	public static function call( string $method, string $path, array $params = [], int $user = 1 ): WP_REST_Response {
		self::server();
		$before = get_current_user_id();
		wp_set_current_user( $user );
		try {
			$request = new WP_REST_Request( $method, "/ivorey/v1$path" );
			if ( 'GET' === $method ) {
				$request->set_query_params( $params );
			} else {
				$request->set_header( 'Content-Type', 'application/json' );
				$request->set_body( (string) wp_json_encode( (object) $params ) );
			}
			return rest_do_request( $request );
		} finally {
			wp_set_current_user( $before );
		}
	}

	/**
	 * @param array<string, mixed> $params
	 * @return array<string, mixed> The answer, if the request succeeded.
	 */
	public static function ask( string $method, string $path, array $params = [] ): array {
		$response = self::call( $method, $path, $params );
		if ( $response->get_status() >= 300 ) {
			throw new RuntimeException( "$method $path: " . wp_json_encode( $response->get_data() ) );
		}
		/** @var array<string, mixed> $data */
		$data = $response->get_data();
		return $data;
	}

	/** A server with the routes of the current plugin. */
	public static function server(): WP_REST_Server {
		if ( Plugin::instance() !== self::$plugin ) {
			self::$plugin              = Plugin::instance();
			$GLOBALS['wp_rest_server'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		}
		return rest_get_server();
	}
}
