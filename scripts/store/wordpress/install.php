<?php
/**
 * Installs WordPress into an empty database; with STORE_MULTISITE, its network tables too.
 *
 * @package Ivorey\Store
 */

define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// WordPress would request a page to check whether pretty permalinks work, but there is no server yet.
add_filter( 'pre_http_request', static fn () => new WP_Error( 'store', 'No server yet.' ) );

wp_install(
	'Test store',
	getenv( 'STORE_ADMIN_USER' ),
	getenv( 'STORE_ADMIN_EMAIL' ),
	true,
	'',
	getenv( 'STORE_ADMIN_PASSWORD' )
);

if ( getenv( 'STORE_MULTISITE' ) ) {
	foreach ( $wpdb->tables( 'ms_global' ) as $ivorey_store_table => $ivorey_store_name ) {
		$wpdb->$ivorey_store_table = $ivorey_store_name;
	}
	install_network();
	$ivorey_store_result = populate_network(
		1,
		(string) getenv( 'STORE_HOST' ),
		getenv( 'STORE_ADMIN_EMAIL' ),
		'Test stores',
		'/',
		false
	);
	// Without a wildcard DNS record it warns, although its work is done.
	if ( is_wp_error( $ivorey_store_result ) && 'no_wildcard_dns' !== $ivorey_store_result->get_error_code() ) {
		throw new RuntimeException( $ivorey_store_result->get_error_message() );
	}
}
