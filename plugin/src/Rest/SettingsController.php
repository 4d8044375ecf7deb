<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\SettingsEditor;
use Ivorey\WooCommerce\Connection\SettingsNotSaved;
use Ivorey\WooCommerce\Contract\Contract;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `GET|PUT ivorey/v1/settings`: the elements to import and to keep in sync. A switch that is not named stays
 * unchanged.
 */
final class SettingsController {

	public function __construct(
		private readonly Connection $connection,
		private readonly SettingsEditor $editor
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/settings',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				[
					'methods'             => 'PUT',
					'callback'            => [ $this, 'change' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'import' => self::switches( 'import' ),
						'sync'   => self::switches( 'sync' ),
					],
				],
				'schema' => [ Schemas::class, 'settings' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		return new WP_REST_Response( $this->connection->current()->settings?->toArray() );
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function change( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		try {
			$settings = $this->editor->change( self::flips( $request['import'] ), self::flips( $request['sync'] ) );
			return new WP_REST_Response( $settings->toArray() );
		} catch ( SettingsNotSaved $error ) {
			return new WP_Error(
				match ( true ) {
					$error->isConflict => 'ivorey_settings_conflict',
					$error->isUnknown  => 'ivorey_settings_unknown',
					default            => 'ivorey_settings_not_saved',
				},
				$error->getMessage(),
				[
					'status'   => $error->isConflict ? 409 : 502,
					'settings' => $this->connection->current()->settings?->toArray(),
				]
			);
		} catch ( CredentialsUnreadable ) {
			$this->connection->pause( Pause::CREDENTIALS_UNREADABLE );
			return new WP_Error( 'ivorey_settings_not_saved', ( new Pause( Pause::CREDENTIALS_UNREADABLE, 0 ) )->message(), [ 'status' => 502 ] );
		}
	}

	/**
	 * @param 'import'|'sync' $group
	 * @return array<string, mixed>
	 */
	private static function switches( string $group ): array {
		return [
			'type'                 => 'object',
			'properties'           => array_map( static fn (): array => [ 'type' => 'boolean' ], Contract::DEFAULT_SETTINGS[ $group ] ),
			'additionalProperties' => false,
		];
	}

	/** @return array<string, bool> */
	private static function flips( mixed $switches ): array {
		$flips = [];
		foreach ( is_array( $switches ) ? $switches : [] as $name => $isOn ) {
			if ( is_string( $name ) && is_bool( $isOn ) ) {
				$flips[ $name ] = $isOn;
			}
		}
		return $flips;
	}
}
