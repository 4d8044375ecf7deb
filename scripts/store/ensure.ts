import { VERSION_VARIABLES, chooseVersion } from './cache.ts';
import { InstallError } from './install-error.ts';
import { install } from './installer.ts';
import { PINNED_VERSIONS, type Component } from './versions.ts';

interface EnsureOptions {
	env?: Readonly< Record< string, string | undefined > >;
	log?: ( line: string ) => void;
}

/**
 * Installs WordPress and WooCommerce in the cache if no version is there: the pinned ones, or those that the
 * environment names.
 *
 * @return The reason why they are not available, in one line; null if they are.
 */
export async function ensureStoreComponents( {
	env = process.env,
	log = () => {},
}: EnsureOptions = {} ): Promise< string | null > {
	for ( const component of [ 'wordpress', 'woocommerce' ] as const ) {
		if ( 'version' in chooseVersion( component, undefined, env ) ) {
			continue;
		}
		try {
			await install( component, wantedVersion( component, env ), {
				env,
				log,
			} );
		} catch ( error ) {
			if ( error instanceof InstallError ) {
				return error.message;
			}
			throw error;
		}
	}
	return null;
}

function wantedVersion(
	component: Component,
	env: Readonly< Record< string, string | undefined > >
): string {
	return (
		env[ VERSION_VARIABLES[ component ] ] ?? PINNED_VERSIONS[ component ]
	);
}
