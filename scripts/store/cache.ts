import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import {
	COMPONENT_NAMES,
	PINNED_VERSIONS,
	compareVersions,
	type Component,
} from './versions.ts';

type Env = Readonly< Record< string, string | undefined > >;

/** The variables that select a component's version if several are installed. */
export const VERSION_VARIABLES: Record< Component, string > = {
	wordpress: 'IVOREY_STORE_WORDPRESS',
	woocommerce: 'IVOREY_STORE_WOOCOMMERCE',
};

/** The user's folder for the components of stores, shared by every clone of the repository. */
export function cacheFolder( env: Env = process.env ): string {
	// The XDG specification says to ignore relative paths.
	const base = env.XDG_CACHE_HOME;
	return path.join(
		base && path.isAbsolute( base )
			? base
			: path.join( homedir(), '.cache' ),
		'ivorey-for-woocommerce',
		'store'
	);
}

export function componentFolder(
	component: Component,
	version: string,
	env: Env = process.env
): string {
	return path.join( cacheFolder( env ), component, version );
}

/** The installed versions, newest first. */
export function installedVersions(
	component: Component,
	env: Env = process.env
): string[] {
	const folder = path.join( cacheFolder( env ), component );
	if ( ! existsSync( folder ) ) {
		return [];
	}
	return readdirSync( folder, { withFileTypes: true } )
		.filter(
			( entry ) => entry.isDirectory() && ! entry.name.startsWith( '.' )
		)
		.map( ( entry ) => entry.name )
		.sort( ( a, b ) => compareVersions( b, a ) );
}

export type Choice = { version: string; folder: string } | { missing: string };

/**
 * The requested version, else the environment's, else the pinned one, else the newest; or a message about the missing
 * one.
 */
export function chooseVersion(
	component: Component,
	wanted?: string,
	env: Env = process.env
): Choice {
	const versions = installedVersions( component, env );
	const asked = wanted ?? env[ VERSION_VARIABLES[ component ] ];
	const version =
		asked ??
		versions.find( ( kept ) => kept === PINNED_VERSIONS[ component ] ) ??
		versions[ 0 ];
	if ( version === undefined ) {
		return {
			missing: `no ${ COMPONENT_NAMES[ component ] } is installed for stores`,
		};
	}
	if ( ! versions.includes( version ) ) {
		const kept = versions.length > 0 ? versions.join( ', ' ) : 'none';
		return {
			missing: `${ COMPONENT_NAMES[ component ] } ${ version } is not installed for stores (installed: ${ kept })`,
		};
	}
	return { version, folder: componentFolder( component, version, env ) };
}
