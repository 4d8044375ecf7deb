import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The components of a store. */
export type Component = 'wordpress' | 'woocommerce';

export const COMPONENT_NAMES: Record< Component, string > = {
	wordpress: 'WordPress',
	woocommerce: 'WooCommerce',
};

/** The versions that `npm start` and `npm test` install by themselves if none is installed. */
export const PINNED_VERSIONS: Readonly< Record< Component, string > > = {
	wordpress: '7.0.4',
	woocommerce: '10.2.4',
};

/** The file that contains the version, and the pattern that finds it. */
const MARKERS: Record< Component, { file: string; pattern: RegExp } > = {
	wordpress: {
		file: 'wp-includes/version.php',
		pattern: /^\$wp_version\s*=\s*'([^']+)'/m,
	},
	woocommerce: {
		file: 'woocommerce.php',
		pattern: /^\s*\*\s*Version:\s*(\S+)/m,
	},
};

/** The version of the WordPress or WooCommerce in a folder; null if the folder contains none. */
export async function readVersion(
	component: Component,
	folder: string
): Promise< string | null > {
	const { file, pattern } = MARKERS[ component ];
	try {
		const source = await readFile( path.join( folder, file ), 'utf8' );
		return pattern.exec( source )?.[ 1 ] ?? null;
	} catch {
		return null;
	}
}

/** The order of PHP's version_compare for releases: `7.0-RC1 < 7.0 < 7.0.4 < 7.1`. */
export function compareVersions( a: string, b: string ): number {
	const [ left, right ] = [ parts( a ), parts( b ) ];
	for ( let i = 0; i < Math.max( left.length, right.length ); i++ ) {
		const difference = ( left[ i ] ?? 0 ) - ( right[ i ] ?? 0 );
		if ( difference !== 0 ) {
			return difference;
		}
	}
	return 0;
}

const PRE_RELEASES = [ 'dev', 'alpha', 'beta', 'rc' ];

/** A pre-release's name sorts below the missing part of the release. */
function parts( version: string ): number[] {
	return ( version.toLowerCase().match( /\d+|[a-z]+/g ) ?? [] ).map(
		( part ) => {
			if ( /\d/.test( part ) ) {
				return Number( part );
			}
			return PRE_RELEASES.indexOf( part ) - PRE_RELEASES.length;
		}
	);
}

export function isVersion( text: string ): boolean {
	return /^\d+(\.\d+){1,3}(-[a-z0-9.]+)?$/i.test( text );
}
