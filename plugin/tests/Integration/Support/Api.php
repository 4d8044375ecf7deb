<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Plugin;
use RuntimeException;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/** The plugin's own REST routes, asked as the panel asks them. */
final class Api {

	private static ?Plugin $plugin = null;

	/**
	 * @param string               $path   Below `ivorey/v1`.
	 * @param array<string, mixed> $params
	 * @param int                  $user   The administrator; 0 for nobody.
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
	 * @return array<string, mixed> What was answered, if all went well.
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

	/** One whose routes are those of the present plugin. */
	public static function server(): WP_REST_Server {
		if ( Plugin::instance() !== self::$plugin ) {
			self::$plugin              = Plugin::instance();
			$GLOBALS['wp_rest_server'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		}
		return rest_get_server();
	}
}
