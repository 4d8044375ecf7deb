<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\Joining;
use Ivorey\WooCommerce\Diagnostics\Views;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `POST ivorey/v1/connect|disconnect|site`: begins to connect (R23), disconnects (R26), and decides whether a
 * copied site is a copy or has moved.
 */
final class ConnectController {

	private const MOVED = 'moved';
	private const COPY  = 'copy';

	public function __construct(
		private readonly Connection $connection,
		private readonly Joining $joining
	) {}

	public function register(): void {
		foreach (
			[
				'/connect'    => [ [ $this, 'connect' ], [], [ Schemas::class, 'redirect' ] ],
				'/disconnect' => [ [ $this, 'disconnect' ], [], [ Schemas::class, 'connection' ] ],
				'/site'       => [
					[ $this, 'site' ],
					[
						'decision' => [
							'type'     => 'string',
							'enum'     => [ self::MOVED, self::COPY ],
							'required' => true,
						],
					],
					[ Schemas::class, 'redirect' ],
				],
			] as $path => [ $callback, $args, $schema ]
		) {
			register_rest_route(
				Api::NAMESPACE,
				$path,
				[
					[
						'methods'             => 'POST',
						'callback'            => $callback,
						'permission_callback' => [ Api::class, 'mayManage' ],
						'args'                => $args,
					],
					'schema' => $schema,
				]
			);
		}
	}

	public function connect(): WP_REST_Response|WP_Error {
		return $this->begin();
	}

	public function disconnect(): WP_REST_Response {
		$this->connection->disconnect();
		return new WP_REST_Response( Views::connection( $this->connection->current() ) );
	}

	/**
	 * A site that has moved is connected again to its own Ivorey; a copy forgets the connection, and the
	 * original keeps it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request
	 */
	public function site( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		if ( ! $this->connection->isCopied() ) {
			return new WP_Error( 'ivorey_not_copied', __( 'This is the site that was approved, so there is nothing to decide.', 'ivorey-for-woocommerce' ), [ 'status' => 409 ] );
		}
		if ( self::MOVED === $request['decision'] ) {
			return $this->begin( hasMoved: true );
		}
		$this->connection->forgetAsCopy();
		return new WP_REST_Response( [ 'redirect' => Panel::url() ] );
	}

	private function begin( bool $hasMoved = false ): WP_REST_Response|WP_Error {
		try {
			return new WP_REST_Response( [ 'redirect' => $this->joining->begin( get_current_user_id(), $hasMoved ) ] );
		} catch ( AuthorizationFailed $error ) {
			return Api::failed( $error );
		}
	}
}
