<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use WP_REST_Request;
use WP_REST_Response;

/** Calls the plugin's own REST API from inside. */
final class Rest {

	/**
	 * @param array<string, mixed> $body
	 * @param array<string, mixed> $query
	 * @param int                  $user  Defaults to the administrator.
	 */
	public static function ask( string $method, string $route, array $body = [], array $query = [], int $user = 1 ): WP_REST_Response {
		$before = get_current_user_id();
		wp_set_current_user( $user );
		// Its routes belong to the process that created it.
		$GLOBALS['wp_rest_server'] = null;
		try {
			$request = new WP_REST_Request( $method, "/ivorey/v1$route" );
			$request->set_query_params( $query );
			if ( [] !== $body ) {
				$request->set_header( 'Content-Type', 'application/json' );
				$request->set_body( (string) wp_json_encode( $body ) );
			}
			return rest_do_request( $request );
		} finally {
			wp_set_current_user( $before );
		}
	}

	/**
	 * @param array<string, mixed> $body
	 * @param array<string, mixed> $query
	 * @return array<mixed> The answer as a client would decode it.
	 */
	public static function json( string $method, string $route, array $body = [], array $query = [] ): array {
		$json = (string) wp_json_encode( rest_get_server()->response_to_data( self::ask( $method, $route, $body, $query ), false ) );
		return (array) json_decode( $json, true, 512, JSON_THROW_ON_ERROR );
	}
}
