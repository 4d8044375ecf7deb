/** The versions of PHP that the plugin may declare and that are available as WebAssembly. */
export const PHP_VERSIONS = [ '8.1', '8.2', '8.3', '8.4', '8.5' ] as const;
export type PhpVersion = ( typeof PHP_VERSIONS )[ number ];

/** Versions on which WordPress still runs but the plugin does not; the plugin says so there. */
export const TOO_OLD_PHP_VERSIONS = [ '7.4', '8.0' ] as const;

/** Names the version that serves a store instead of the system's PHP. */
export const PHP_VARIABLE = 'IVOREY_STORE_PHP';

export function isPhpVersion( version: string ): version is PhpVersion {
	return ( PHP_VERSIONS as readonly string[] ).includes( version );
}
