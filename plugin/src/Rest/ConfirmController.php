<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Confirmation;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `GET ivorey/v1/confirm`: Ivorey asks whether this is the store that uses a code. Open to anybody; it
 * discloses nothing else.
 */
final class ConfirmController {

	public function __construct( private readonly Confirmation $confirmation ) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/confirm',
			[
				'methods'             => 'GET',
				'callback'            => [ $this, 'get' ],
				'permission_callback' => '__return_true',
				'show_in_index'       => false,
				'args'                => [
					'nonce' => [
						'type'     => 'string',
						'required' => true,
					],
				],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function get( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$proof = $this->confirmation->proof( Api::text( $request['nonce'] ) ?? '' );
		if ( null === $proof ) {
			return new WP_Error( 'ivorey_no_code', __( 'This store is not expecting a code right now.', 'ivorey-for-woocommerce' ), [ 'status' => 404 ] );
		}
		$response = new WP_REST_Response( [ 'proof' => $proof ] );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}
}
