<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\CodeDescription;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\Joining;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** `GET|POST ivorey/v1/approval`: a preview of the connection, and the owner's answer (R22). */
final class ApprovalController {

	private const APPROVE = 'approve';
	private const DENY    = 'deny';

	/**
	 * Tells the panel's page that the owner declined here; corresponds to RFC 6749's `error` in the other
	 * direction.
	 */
	private const DENIED = 'denied_here';

	public function __construct(
		private readonly Joining $joining,
		private readonly Connection $connection
	) {}

	public function register(): void {
		$args = [
			'code'  => [
				'type'      => 'string',
				'minLength' => 1,
				'maxLength' => 200,
				'required'  => true,
			],
			'api'   => [
				'description' => 'Address of the API that issued the code. Not needed with a state, since the site knows it then.',
				'type'        => 'string',
				'maxLength'   => 2_048,
			],
			'state' => [
				'type'      => 'string',
				'minLength' => 1,
				'maxLength' => 500,
			],
		];
		register_rest_route(
			Api::NAMESPACE,
			'/approval',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => $args,
				],
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'decide' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => $args + [
						'decision' => [
							'type'     => 'string',
							'enum'     => [ self::APPROVE, self::DENY ],
							'required' => true,
						],
					],
				],
				'schema' => [ Schemas::class, 'approval' ],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function get( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		try {
			return new WP_REST_Response( self::view( $this->joining->describe( ...self::named( $request ) ), $this->ends() ) );
		} catch ( AuthorizationFailed $error ) {
			return Api::failed( $error );
		}
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function decide( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$named = self::named( $request );
		try {
			if ( self::DENY === $request['decision'] ) {
				$this->joining->deny( ...$named );
				return new WP_REST_Response( [ 'redirect' => add_query_arg( 'error', self::DENIED, Panel::url() ) ] );
			}
			return new WP_REST_Response( [ 'redirect' => $this->joining->approve( ...$named ) ?? Panel::url() ] );
		} catch ( AuthorizationFailed $error ) {
			return Api::failed( $error );
		}
	}

	/**
	 * @return StoredConnection|null The connection that another one would end; a copied site does not end the
	 *                               original's.
	 */
	private function ends(): ?StoredConnection {
		$current = $this->connection->current();
		return State::Disconnected === $current->state || $this->connection->isCopied() ? null : $current;
	}

	/** @return array<string, mixed> */
	private static function view( CodeDescription $description, ?StoredConnection $ends ): array {
		return [
			'account'    => [
				'id'   => $description->accountId,
				'name' => $description->accountName,
			],
			'api_host'   => $description->apiHost,
			'settings'   => $description->settings->toArray(),
			'ends'       => null === $ends || $description->isOf( $ends ) ? null : [
				'id'   => $ends->accountId,
				'name' => $ends->accountName,
			],
			'expires_at' => $description->expiresAt,
		];
	}

	/**
	 * @param WP_REST_Request<array<string, mixed>> $request
	 * @return array{user: int, code: string, apiUrl: string|null, state: string|null}
	 */
	private static function named( WP_REST_Request $request ): array {
		return [
			'user'   => get_current_user_id(),
			'code'   => Api::text( $request['code'] ) ?? '',
			'apiUrl' => Api::text( $request['api'] ),
			'state'  => Api::text( $request['state'] ),
		];
	}
}
