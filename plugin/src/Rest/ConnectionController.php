<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\ConnectFailed;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\InvalidCredentials;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** `GET|POST|DELETE ivorey/v1/connection`: read, connect, disconnect. Credentials are accepted and never returned. */
final class ConnectionController {

	public function __construct(
		private readonly Connection $connection,
		private readonly ApiAddress $address
	) {}

	public function register(): void {
		$credential = [
			'type'      => 'string',
			'minLength' => 1,
			'maxLength' => 2_048,
			'required'  => true,
		];
		register_rest_route(
			Api::NAMESPACE,
			'/connection',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'connect' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'api_url'    => $credential + [ 'format' => 'uri' ],
						'connection' => $credential,
						'token'      => $credential,
						'secret'     => $credential,
					],
				],
				[
					'methods'             => 'DELETE',
					'callback'            => [ $this, 'disconnect' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'connection' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		return new WP_REST_Response( Views::connection( $this->connection->current() ) );
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function connect( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		try {
			$credentials = Credentials::fromJson(
				(string) wp_json_encode(
					[
						'api_url'    => $this->address->accept( Api::text( $request['api_url'] ) ),
						'connection' => $request['connection'],
						'token'      => $request['token'],
						'secret'     => $request['secret'],
					]
				),
				'local' === wp_get_environment_type()
			);
			return new WP_REST_Response( Views::connection( $this->connection->connect( $credentials ) ), 201 );
		} catch ( AuthorizationFailed $error ) {
			return Api::failed( $error );
		} catch ( InvalidCredentials $error ) {
			return new WP_Error( 'ivorey_invalid_credentials', $error->getMessage(), [ 'status' => 400 ] );
		} catch ( ConnectFailed $error ) {
			return new WP_Error( 'ivorey_connect_failed', $error->getMessage(), [ 'status' => 502 ] );
		}
	}

	public function disconnect(): WP_REST_Response {
		$this->connection->disconnect();
		return new WP_REST_Response( Views::connection( $this->connection->current() ) );
	}
}
