<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Verify\Verification;
use Ivorey\WooCommerce\Views;
use WP_REST_Response;

/** `GET ivorey/v1/status`. */
final class StatusController {

	public function __construct(
		private readonly Connection $connection,
		private readonly Verification $verification
	) {}

	public function register(): void {
		register_rest_route(
			Routes::NAMESPACE,
			'/status',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Routes::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'status' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		return new WP_REST_Response( Views::status( $this->connection->status(), $this->verification->agreement() ) );
	}
}
