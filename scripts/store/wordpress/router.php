<?php
/**
 * Does the work of a web server's rewrite rules for PHP's built-in server.
 *
 * @package Ivorey\Store
 */

$ivorey_store_path = '/' . ltrim( rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ), '/' );
if ( '/.store/php-ping' === $ivorey_store_path ) {
	echo 'pong';
	return true;
}

$ivorey_store_root = $_SERVER['DOCUMENT_ROOT'];
// A network's sites in subfolders share WordPress' files.
if ( ! file_exists( $ivorey_store_root . $ivorey_store_path ) ) {
	$ivorey_store_path = preg_replace( '#^/[_0-9a-zA-Z-]+(/wp-.*|/.*\.php)$#', '$1', $ivorey_store_path );
}

if ( is_dir( $ivorey_store_root . $ivorey_store_path ) ) {
	if ( ! str_ends_with( $ivorey_store_path, '/' ) ) {
		header( 'Location: ' . $ivorey_store_path . '/', true, 301 );
		return true;
	}
	$ivorey_store_path .= 'index.php';
}
if ( ! file_exists( $ivorey_store_root . $ivorey_store_path ) ) {
	$ivorey_store_path = '/index.php';
}
if ( ! str_ends_with( $ivorey_store_path, '.php' ) ) {
	return false;
}

$_SERVER['SCRIPT_NAME']     = $ivorey_store_path;
$_SERVER['PHP_SELF']        = $ivorey_store_path;
$_SERVER['SCRIPT_FILENAME'] = $ivorey_store_root . $ivorey_store_path;
chdir( dirname( $_SERVER['SCRIPT_FILENAME'] ) );
require $_SERVER['SCRIPT_FILENAME'];
return true;
