import { chooseVersion } from './cache.ts';
import { startNativeStore } from './native/store.ts';
import { startPlaygroundStore } from './playground/store.ts';
import type { Versions } from './settings.ts';
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

const PACKAGES =
	'php-cli php-fpm php-mysql php-curl php-xml php-mbstring php-intl php-gd php-zip mariadb-server nginx';

export type StoreAvailability =
	| {
			available: true;
			runtime: Runtime;
			wordpress: string;
			woocommerce: string;
	  }
	| { available: false; reason: string; remedy: string };

const INSTALL =
	'npm run store:install -- --wordpress <version|folder|zip> --woocommerce <version|folder|zip>';

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

/** Starts a WordPress with WooCommerce. It lives until it is stopped, or until this process ends. */
export async function startStore(
	options: StoreOptions = {}
): Promise< Store > {
	const found = plan( options );
	if ( ! found.available ) {
		throw new Error(
			`No store can be started: ${ found.reason }. ${ found.remedy }`
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
		return {
			available: false,
			reason: [ wordpress, woocommerce ]
				.flatMap( ( choice ) =>
					'missing' in choice ? [ choice.missing ] : []
				)
				.join( ', ' ),
			remedy: `Run \`${ INSTALL }\`.`,
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
		remedy: `On Debian: \`apt-get install ${ PACKAGES }\`.`,
	};
}
