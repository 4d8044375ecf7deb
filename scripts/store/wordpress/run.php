<?php
/**
 * Runs PHP code inside the loaded WordPress, in a separate process: `php run.php <WordPress folder> <result file>`.
 *
 * Standard input: JSON `{code, args}`. The code's `return` value is written to the file as JSON.
 *
 * @package Ivorey\Store
 */

$ivorey_store_input = json_decode( (string) stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR );

// WordPress' globals are only global if it is loaded from the outermost scope.
require $argv[1] . '/wp-load.php';

file_put_contents(
	$argv[2],
	wp_json_encode(
		( static function ( string $code, array $args, wpdb $wpdb ) {
			return eval( $code );
		} )( $ivorey_store_input['code'], $ivorey_store_input['args'], $wpdb ),
		JSON_THROW_ON_ERROR
	)
);
