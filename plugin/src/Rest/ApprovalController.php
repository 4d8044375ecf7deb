<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\ConnectFailed;
use Ivorey\WooCommerce\Connection\CodeDescription;
use Ivorey\WooCommerce\Connection\Joining;
use Ivorey\WooCommerce\Outbox\Element;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** `GET|POST ivorey/v1/approval`: what would be connected, and the owner's answer (R22). */
final class ApprovalController {

	private const APPROVE = 'approve';
	private const DENY    = 'deny';

	public function __construct( private readonly Joining $joining ) {}

	public function register(): void {
		$args = [
			'code'  => [
				'type'      => 'string',
				'minLength' => 1,
				'maxLength' => 200,
				'required'  => true,
			],
			'api'   => [
				'description' => 'Where the code is good; not with a state, since the site knows then.',
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
			Routes::NAMESPACE,
			'/approval',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Routes::class, 'mayManage' ],
					'args'                => $args,
				],
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'decide' ],
					'permission_callback' => [ Routes::class, 'mayManage' ],
					'args'                => $args + [
						'decision' => [
							'type'     => 'string',
							'enum'     => [ self::APPROVE, self::DENY ],
							'required' => true,
						],
					],
				],
				'schema' => [ self::class, 'schema' ],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function get( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		try {
			return new WP_REST_Response( self::view( $this->joining->describe( ...self::named( $request ) ) ) );
		} catch ( AuthorizationFailed $error ) {
			return Routes::failed( $error );
		}
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function decide( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$named = self::named( $request );
		try {
			if ( self::DENY === $request['decision'] ) {
				$this->joining->deny( ...$named );
				return new WP_REST_Response( [ 'redirect' => Panel::url() ] );
			}
			return new WP_REST_Response( [ 'redirect' => $this->joining->approve( ...$named ) ?? Panel::url() ] );
		} catch ( AuthorizationFailed $error ) {
			return Routes::failed( $error );
		} catch ( ConnectFailed $error ) {
			return new WP_Error( 'ivorey_connect_failed', $error->getMessage(), [ 'status' => 502 ] );
		}
	}

	/** @return array<string, mixed> */
	public static function schema(): array {
		$text = [ 'type' => 'string' ];
		return [
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'ivorey-approval',
			'type'       => 'object',
			'properties' => [
				'account'    => [
					'type'       => 'object',
					'properties' => [
						'id'   => $text,
						'name' => $text,
					],
				],
				'api_host'   => $text,
				'settings'   => [ 'type' => 'object' ],
				'reads'      => [
					'type'  => 'array',
					'items' => [
						'type' => 'string',
						'enum' => array_column( Element::cases(), 'value' ),
					],
				],
				'expires_at' => [
					'type'   => 'string',
					'format' => 'date-time',
				],
			],
		];
	}

	/** @return array<string, mixed> */
	private static function view( CodeDescription $description ): array {
		$settings = $description->settings;
		return [
			'account'    => [
				'id'   => $description->accountId,
				'name' => $description->accountName,
			],
			'api_host'   => $description->apiHost,
			'settings'   => $settings->toArray(),
			// What is read of the store, be it once or from now on.
			'reads'      => array_values(
				array_map(
					static fn ( Element $element ): string => $element->value,
					array_filter( Element::cases(), static fn ( Element $element ): bool => $settings->imports( $element ) || $settings->keepsInSync( $element ) )
				)
			),
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
			'code'   => Routes::text( $request['code'] ) ?? '',
			'apiUrl' => Routes::text( $request['api'] ),
			'state'  => Routes::text( $request['state'] ),
		];
	}
}
