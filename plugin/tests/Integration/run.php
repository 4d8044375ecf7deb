<?php
/**
 * Runs PHPUnit inside a loaded WordPress with WooCommerce: `php run.php <WordPress folder> [PHPUnit's
 * arguments]`.
 *
 * @package Ivorey\WooCommerce
 */

// phpcs:disable WordPress.Security, WordPress.PHP, WordPress.WP.GlobalVariablesOverride -- A program for the command line.

$ivorey_wordpress = $argv[1];

// WordPress' globals are global only if it is loaded from the outermost scope.
require $ivorey_wordpress . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once __DIR__ . '/../../vendor/autoload.php';
require_once __DIR__ . '/Support/pauses.php';

\Ivorey\WooCommerce\Tests\Integration\Support\Site::take();

$_SERVER['argv'] = [ 'phpunit', ...array_slice( $argv, 2 ) ];
$_SERVER['argc'] = count( $_SERVER['argv'] );

$ivorey_status = \PHPUnit\TextUI\Command::main( false );

// The end of this process is not a request.
remove_all_actions( 'shutdown' );
exit( $ivorey_status );
