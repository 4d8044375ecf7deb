<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use WP_Error;
use WP_REST_Response;

/** `POST ivorey/v1/check`: makes the check that otherwise runs every few minutes now, and acts on the answer. */
final class CheckController {

	public function __construct( private readonly Connection $connection ) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/check',
			[
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'check' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'check' ],
			]
		);
	}

	public function check(): WP_REST_Response|WP_Error {
		try {
			$answered = $this->connection->check();
		} catch ( CredentialsUnreadable ) {
			$this->connection->pause( Pause::CREDENTIALS_UNREADABLE );
			$answered = Answered::Refused;
		}
		if ( Answered::Unclear === $answered ) {
			return new WP_Error( 'ivorey_unanswered', __( 'Ivorey did not answer. The store retries automatically.', 'ivorey-for-woocommerce' ), [ 'status' => 502 ] );
		}
		$stored = $this->connection->current();
		return new WP_REST_Response(
			[
				'state'    => $stored->state->value,
				'settings' => $stored->settings?->toArray(),
			]
		);
	}
}
