<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Connection\RotationFailed;
use Ivorey\WooCommerce\Diagnostics\Views;
use WP_Error;
use WP_REST_Response;

/** `POST ivorey/v1/connection/rotate`: renews the credentials now. They are never returned. */
final class RotationController {

	public function __construct(
		private readonly Connection $connection,
		private readonly Rotation $rotation
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/connection/rotate',
			[
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'rotate' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'connection' ],
			]
		);
	}

	public function rotate(): WP_REST_Response|WP_Error {
		try {
			$this->rotation->rotate();
		} catch ( RotationFailed $error ) {
			return self::failed( $error->getMessage() );
		} catch ( CredentialsUnreadable ) {
			$this->connection->pause( Pause::CREDENTIALS_UNREADABLE );
			return self::failed( ( new Pause( Pause::CREDENTIALS_UNREADABLE, 0 ) )->message() );
		}
		return new WP_REST_Response( Views::connection( $this->connection->current() ) );
	}

	private static function failed( string $message ): WP_Error {
		return new WP_Error( 'ivorey_not_rotated', $message, [ 'status' => 502 ] );
	}
}
