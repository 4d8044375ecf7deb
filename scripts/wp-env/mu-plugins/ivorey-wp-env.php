<?php
/**
 * Plugin Name: Set up by HTTP
 * Description: Sets up a fresh WordPress of wp-env by HTTP, because in Playground it takes no commands.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

if ( 'local' !== wp_get_environment_type() ) {
	return;
}

add_action(
	'rest_api_init',
	static function (): void {
		// Each step runs in a separate request, because only the next request loads an activated plugin.
		$steps = array(
			'activate' => static function (): bool {
				require_once ABSPATH . 'wp-admin/includes/plugin.php';
				foreach ( array( 'woocommerce/woocommerce.php', 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' ) as $plugin ) {
					$result = activate_plugin( $plugin );
					if ( is_wp_error( $result ) ) {
						throw new RuntimeException( $result->get_error_message() );
					}
				}
				return true;
			},
			'fill'     => static function (): bool {
				require WP_CONTENT_DIR . '/sample-shop/sample-shop.php';
				flush_rewrite_rules();
				return true;
			},
			'check'    => static fn (): bool =>
				\Ivorey\WooCommerce\Connection\Answered::Good === \Ivorey\WooCommerce\Plugin::instance()->connecting->connection->check(),
			'connect'  => static function ( WP_REST_Request $request ): bool {
				\Ivorey\WooCommerce\Plugin::instance()->connecting->connection->connect(
					\Ivorey\WooCommerce\Http\Credentials::fromJson( (string) wp_json_encode( $request['credentials'] ), true )
				);
				return true;
			},
		);
		foreach ( $steps as $name => $step ) {
			register_rest_route(
				'ivorey-wp-env',
				"/$name",
				array(
					'methods'             => 'POST',
					'permission_callback' => static function ( WP_REST_Request $request ): bool {
						$user = wp_authenticate( (string) $request['user'], (string) $request['password'] );
						return $user instanceof WP_User && user_can( $user, 'manage_options' );
					},
					'callback'            => static function ( WP_REST_Request $request ) use ( $step ) {
						try {
							return $step( $request );
						} catch ( Throwable $error ) {
							return new WP_Error( 'failed', $error->getMessage(), array( 'status' => 500 ) );
						}
					},
				)
			);
		}
	}
);
