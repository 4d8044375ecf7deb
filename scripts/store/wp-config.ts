import { randomBytes } from 'node:crypto';

export interface WpConfig {
	database: string;
	/** In WordPress' format, for example with a socket after a colon. */
	databaseHost: string;
	tablePrefix: string;
	/** `host:port` of the site or the network. */
	host: string;
	multisite: boolean;
	cron: boolean;
	salts: Readonly< Record< string, string > >;
	/** The folder for mails and reports. */
	files: string;
	debugLog: string;
	/** Whether command-line programs print errors; a page never does. */
	cliShowsErrors: boolean;
	constants: Readonly< Record< string, string | number | boolean > >;
}

const SALTS = [
	'AUTH_KEY',
	'SECURE_AUTH_KEY',
	'LOGGED_IN_KEY',
	'NONCE_KEY',
	'AUTH_SALT',
	'SECURE_AUTH_SALT',
	'LOGGED_IN_SALT',
	'NONCE_SALT',
];

export function randomSalts(): Record< string, string > {
	return Object.fromEntries(
		SALTS.map( ( name ) => [
			name,
			randomBytes( 48 ).toString( 'base64' ),
		] )
	);
}

export function wpConfig( config: WpConfig ): string {
	const url = `http://${ config.host }`;
	const constants: Record< string, string | number | boolean > = {
		DB_NAME: config.database,
		DB_USER: 'root',
		DB_PASSWORD: '',
		DB_HOST: config.databaseHost,
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		...config.salts,
		...( config.multisite
			? {
					MULTISITE: true,
					SUBDOMAIN_INSTALL: false,
					DOMAIN_CURRENT_SITE: config.host,
					PATH_CURRENT_SITE: '/',
					SITE_ID_CURRENT_SITE: 1,
					BLOG_ID_CURRENT_SITE: 1,
				}
			: { WP_HOME: url, WP_SITEURL: url } ),
		WP_ENVIRONMENT_TYPE: 'local',
		WP_DEBUG: true,
		WP_DEBUG_LOG: config.debugLog,
		// A fatal error should be readable in the log, not hidden behind a recovery mode.
		WP_DISABLE_FATAL_ERROR_HANDLER: true,
		// Otherwise admin pages would wait for the network.
		WP_HTTP_BLOCK_EXTERNAL: true,
		WP_ACCESSIBLE_HOSTS: 'localhost,127.0.0.1',
		DISABLE_WP_CRON: ! config.cron,
		AUTOMATIC_UPDATER_DISABLED: true,
		// Deleting the plugin in wp-admin would delete it from the repository.
		DISALLOW_FILE_MODS: true,
		WP_MEMORY_LIMIT: '512M',
		STORE_FILES: config.files,
		...config.constants,
	};
	return `<?php
${ Object.entries( constants )
	.map(
		( [ name, value ] ) =>
			`defined( '${ name }' ) || define( '${ name }', ${ phpLiteral( value ) } );`
	)
	.join( '\n' ) }
define( 'WP_DEBUG_DISPLAY', ${ config.cliShowsErrors ? "'cli' === PHP_SAPI ? null : false" : 'false' } );
if ( isset( $_SERVER['HTTP_X_STORE_REQUEST'] ) ) {
	define( 'SAVEQUERIES', true );
}
$table_prefix = ${ phpLiteral( config.tablePrefix ) };
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;
}

export function phpLiteral( value: string | number | boolean ): string {
	if ( typeof value === 'string' ) {
		return `'${ value.replace( /[\\']/g, '\\$&' ) }'`;
	}
	return String( value );
}
