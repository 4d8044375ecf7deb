import { chooseVersion, type Choice } from './cache.ts';
import { startNativeStore } from './native/store.ts';
import { startPlaygroundStore } from './playground/store.ts';
import type { Versions } from './settings.ts';
import type { Component } from './versions.ts';
import { findNativeTools, type NativeTools } from './tools.ts';
import {
	PHP_VARIABLE,
	PHP_VERSIONS,
	isPhpVersion,
} from './webassembly/versions.ts';
import type {
	Runtime,
	ServedOptions,
	ServedStore,
	Store,
	StoreOptions,
} from './types.ts';

export type {
	Mail,
	PhpOptions,
	RequestReport,
	Runtime,
	ServedStore,
	Site,
	Store,
	StoreOptions,
	WpOptions,
	WpResult,
} from './types.ts';
export { REQUEST_HEADER } from './types.ts';

const NATIVE_REMEDY =
	'On Debian: `apt-get install php-cli php-fpm php-mysql php-curl php-xml php-mbstring php-intl php-gd php-zip mariadb-server nginx`';

export interface Unavailable {
	available: false;
	reason: string;
	remedy: string;
}

export type StoreAvailability =
	{ available: true; wordpress: string; woocommerce: string } | Unavailable;

/** The command that installs a missing component. */
const installCommand = ( components: readonly Component[] ) =>
	`npm run store:install -- ${ components.map( ( name ) => `--${ name } <version|folder|zip>` ).join( ' ' ) }`;

/** Whether a native store can be started on this machine; if not, the reason and the remedy. */
export function storeAvailability(
	options: StoreOptions = {}
): StoreAvailability {
	const found = findNative( options );
	return found.available ? describe( found.versions ) : found;
}

/** Starts a WordPress with WooCommerce. It runs until it is stopped, or until this process ends. */
export async function startStore(
	options: StoreOptions = {}
): Promise< Store > {
	const found = findNative( options );
	if ( ! found.available ) {
		throw new Error( noStore( found ) );
	}
	return startNativeStore( found.tools, found.versions, options );
}

/**
 * The same for `npm start`, which falls back to Playground if PHP or MariaDB is missing; `missing` names them in one
 * line, with the command to install them.
 */
export function servedAvailability():
	| {
			available: true;
			runtime: Runtime;
			missing: string | null;
			wordpress: string;
			woocommerce: string;
	  }
	| Unavailable {
	const versions = findVersions( {} );
	if ( 'available' in versions ) {
		return versions;
	}
	const native = findTools();
	return {
		...describe( versions ),
		...( native.available
			? { runtime: 'native', missing: null }
			: {
					runtime: 'playground',
					missing: `${ native.reason }. ${ native.remedy }`,
				} ),
	};
}

/** Natively if possible, else in Playground. */
export async function startServedStore(
	options: ServedOptions
): Promise< ServedStore > {
	const versions = findVersions( {} );
	if ( 'available' in versions ) {
		throw new Error( noStore( versions ) );
	}
	const native = findTools();
	return native.available
		? startNativeStore( native.tools, versions, options )
		: startPlaygroundStore( versions, options );
}

function noStore( { reason, remedy }: Unavailable ): string {
	return `No store can be started: ${ reason }. ${ remedy }.`;
}

function describe( { wordpress, woocommerce }: Versions ) {
	return {
		available: true as const,
		wordpress: wordpress.version,
		woocommerce: woocommerce.version,
	};
}

function findNative(
	options: StoreOptions
): { available: true; tools: NativeTools; versions: Versions } | Unavailable {
	const versions = findVersions( options );
	if ( 'available' in versions ) {
		return versions;
	}
	const native = findTools();
	if ( ! native.available ) {
		return native;
	}
	const php = options.php ?? process.env[ PHP_VARIABLE ] ?? null;
	if ( php !== null && ! isPhpVersion( php ) ) {
		return {
			available: false,
			reason: `PHP ${ php } cannot be had as WebAssembly`,
			remedy: `Set ${ PHP_VARIABLE } to ${ PHP_VERSIONS.join( ', ' ) }, or not at all`,
		};
	}
	return {
		available: true,
		tools: { ...native.tools, webAssembly: php },
		versions,
	};
}

function findTools(): { available: true; tools: NativeTools } | Unavailable {
	const native = findNativeTools();
	return 'tools' in native
		? { available: true, tools: native.tools }
		: {
				available: false,
				reason: `${ native.missing.join( ' and ' ) } not found`,
				remedy: NATIVE_REMEDY,
			};
}

function findVersions(
	options: Pick< StoreOptions, Component >
): Versions | Unavailable {
	const wordpress = chooseVersion( 'wordpress', options.wordpress );
	const woocommerce = chooseVersion( 'woocommerce', options.woocommerce );
	if ( ! ( 'missing' in wordpress || 'missing' in woocommerce ) ) {
		return { wordpress, woocommerce };
	}
	const choices = Object.entries( { wordpress, woocommerce } ) as Array<
		[ Component, Choice ]
	>;
	const missing = choices.flatMap( ( [ component, choice ] ) =>
		'missing' in choice ? [ { component, why: choice.missing } ] : []
	);
	return {
		available: false,
		reason: missing.map( ( { why } ) => why ).join( ', ' ),
		remedy: `Run \`${ installCommand( missing.map( ( { component } ) => component ) ) }\``,
	};
}
