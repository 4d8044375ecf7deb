<?php
/**
 * Plugin Name: Run PHP in a store without a command line
 * Description: Runs the code of a request that knows the store's token.
 *
 * Expects JSON `{code, args}`, answers `{output, value}` or `{error}`.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

if ( hash_equals( STORE_RUN_TOKEN, $_SERVER['HTTP_X_STORE_RUN'] ?? '' ) ) {
	add_action(
		'wp_loaded',
		static function (): void {
			$input = json_decode( (string) file_get_contents( 'php://input' ), true, 512, JSON_THROW_ON_ERROR );
			ob_start();
			try {
				$value  = ( static function ( string $code, array $args, wpdb $wpdb ) {
					return eval( $code );
				} )( $input['code'], $input['args'], $GLOBALS['wpdb'] );
				$answer = array(
					'output' => ob_get_clean(),
					'value'  => $value,
				);
			} catch ( Throwable $error ) {
				ob_end_clean();
				$answer = array( 'error' => (string) $error );
			}
			header( 'Content-Type: application/json' );
			echo wp_json_encode( $answer );
			exit;
		},
		PHP_INT_MAX
	);
}
