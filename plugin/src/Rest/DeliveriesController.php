<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Diagnostics\Views;
use WP_REST_Request;
use WP_REST_Response;

/** `GET ivorey/v1/deliveries`: latest first. */
final class DeliveriesController {

	public function __construct( private readonly DeliveryLog $deliveries ) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/deliveries',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'list' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => Api::paging(),
				],
				'schema' => [ Schemas::class, 'delivery' ],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function list( WP_REST_Request $request ): WP_REST_Response {
		[ $limit, $offset ] = Api::slice( $request['page'], $request['per_page'] );
		$attempts           = $this->deliveries->last( $limit, $offset );
		return new WP_REST_Response( array_map( Views::delivery( ... ), $attempts ) );
	}
}
