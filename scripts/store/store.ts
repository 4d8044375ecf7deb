import { chooseVersion, type Choice } from './cache.ts';
import { startNativeStore } from './native/store.ts';
import { startPlaygroundStore } from './playground/store.ts';
import type { Versions } from './settings.ts';
import type { Component } from './versions.ts';
import { findNativeTools, type NativeTools } from './tools.ts';
import type { Runtime, Store, StoreOptions } from './types.ts';

export type {
	Mail,
	PhpOptions,
	RequestReport,
	Runtime,
	Site,
	Store,
	StoreOptions,
	WpOptions,
	WpResult,
} from './types.ts';
export { REQUEST_HEADER } from './types.ts';

const NATIVE_REMEDY =
	'On Debian: `apt-get install php-cli php-fpm php-mysql php-curl php-xml php-mbstring php-intl php-gd php-zip mariadb-server nginx`';

export type StoreAvailability =
	| {
			available: true;
			runtime: Runtime;
			wordpress: string;
			woocommerce: string;
	  }
	| { available: false; reason: string; remedy: string };

/** The command that brings a component that is missing. */
const installCommand = ( components: readonly Component[] ) =>
	`npm run store:install -- ${ components.map( ( name ) => `--${ name } <version|folder|zip>` ).join( ' ' ) }`;

type Plan =
	| {
			available: true;
			runtime: 'native';
			tools: NativeTools;
			versions: Versions;
	  }
	| { available: true; runtime: 'playground'; versions: Versions }
	| { available: false; reason: string; remedy: string };

/** Whether a store can be started on this machine, or why not, in words, and what to do about it. */
export function storeAvailability(
	options: StoreOptions = {}
): StoreAvailability {
	const found = plan( options );
	if ( ! found.available ) {
		return found;
	}
	const { runtime, versions } = found;
	return {
		available: true,
		runtime,
		wordpress: versions.wordpress.version,
		woocommerce: versions.woocommerce.version,
	};
}

/** What keeps a store from running natively, with the command for it, in one line; null where nothing does. */
export function missingForNativeStore(): string | null {
	const native = findNativeTools();
	return 'tools' in native
		? null
		: `${ native.missing.join( ' and ' ) } not found. ${ NATIVE_REMEDY }`;
}

/** Starts a WordPress with WooCommerce. It lives until it is stopped, or until this process ends. */
export async function startStore(
	options: StoreOptions = {}
): Promise< Store > {
	const found = plan( options );
	if ( ! found.available ) {
		throw new Error(
			`No store can be started: ${ found.reason }. ${ found.remedy }.`
		);
	}
	return found.runtime === 'native'
		? startNativeStore( found.tools, found.versions, options )
		: startPlaygroundStore( found.versions, options );
}

function plan( options: StoreOptions ): Plan {
	const wordpress = chooseVersion( 'wordpress', options.wordpress );
	const woocommerce = chooseVersion( 'woocommerce', options.woocommerce );
	if ( 'missing' in wordpress || 'missing' in woocommerce ) {
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
	const versions = { wordpress, woocommerce };
	if ( options.runtime === 'playground' ) {
		return { available: true, runtime: 'playground', versions };
	}
	const native = findNativeTools();
	if ( 'tools' in native ) {
		return {
			available: true,
			runtime: 'native',
			tools: native.tools,
			versions,
		};
	}
	if ( options.runtime === undefined ) {
		return { available: true, runtime: 'playground', versions };
	}
	return {
		available: false,
		reason: `${ native.missing.join( ' and ' ) } not found`,
		remedy: NATIVE_REMEDY,
	};
}
