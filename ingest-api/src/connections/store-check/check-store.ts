import {
	ABOUT_ROUTE,
	APPROVE_PATH,
	aboutSchema,
	checkStoreUrl,
	BATCH_CONTRACT,
	sameStore,
	type About,
} from '@ivorey/shared';
import { z } from 'zod';
import { askRest, isJson, jsonOf } from './ask-rest.ts';
import {
	getPublic,
	type PublicAnswer,
	type PublicFailure,
	type PublicHttpOptions,
	type PublicResult,
} from '../../http/public-http.ts';
import { texts } from '../../texts/texts.ts';
import { mistakeText } from './mistake-text.ts';

export type StoreProblem =
	| 'url'
	| 'not_reachable'
	| 'internal'
	| 'certificate'
	| 'login_wall'
	| 'blocked'
	| 'broken_store'
	| 'no_wordpress'
	| 'no_woocommerce'
	| 'plugin_missing'
	| 'too_old'
	| 'other_address'
	| 'bad_answer';

export type StoreCheck =
	| { ok: true; storeUrl: string; approveUrl: string; about: About }
	| {
			ok: false;
			problem: StoreProblem;
			message: string;
			/** R19: the address that was probably meant. */
			suggestion?: string;
			/** The page on which the owner can fix it. */
			remedy?: { label: string; url: string };
	  };

/**
 * R19: checks that this is a WooCommerce store with the plugin, so that nobody is sent to a page that cannot approve.
 *
 * @param typed The URL as the owner typed it.
 */
export async function checkStore(
	typed: string,
	options: PublicHttpOptions
): Promise< StoreCheck > {
	const url = checkStoreUrl( typed );
	if ( ! url.ok ) {
		return {
			ok: false,
			problem: 'url',
			message: mistakeText( url.mistake ),
			...( url.suggestion === undefined
				? {}
				: { suggestion: url.suggestion } ),
		};
	}
	const store = url.url;
	const first = await askRest( store, ABOUT_ROUTE, options );
	const about = aboutOf( first );
	if ( about !== null ) {
		return judge( store, about );
	}
	if ( first.kind === 'failed' ) {
		return failure( store, first.why, first.url );
	}
	return explain( store, first, options );
}

const indexSchema = z.object( { namespaces: z.array( z.string() ) } );

/** Explains what is there if the plugin does not answer. */
async function explain(
	store: string,
	first: PublicAnswer,
	options: PublicHttpOptions
): Promise< StoreCheck > {
	const wall = wallOf( store, first );
	if ( wall !== null ) {
		return wall;
	}
	const index = await askRest( store, '/', options );
	const found = indexSchema.safeParse( jsonOf( index ) );
	if ( found.success ) {
		return judgeNamespaces( store, found.data.namespaces );
	}
	const home = await getPublic( new URL( `${ store }/` ), options );
	if ( home.kind === 'failed' ) {
		return failure( store, home.why, home.url );
	}
	return (
		wallOf( store, home ) ?? {
			ok: false,
			problem: 'no_wordpress',
			message: texts().storeCheck.noWordPress( {
				store,
				api: `${ store }/wp-json/`,
				example: `${ store }/shop`,
			} ),
		}
	);
}

function judgeNamespaces(
	store: string,
	namespaces: readonly string[]
): StoreCheck {
	if ( ! namespaces.some( ( name ) => name.startsWith( 'wc/' ) ) ) {
		return {
			ok: false,
			problem: 'no_woocommerce',
			message: texts().storeCheck.noWooCommerce( {
				host: hostOf( store ),
			} ),
			remedy: {
				label: texts().storeCheck.installWooCommerce,
				url: installPage( store, 'woocommerce' ),
			},
		};
	}
	if ( ! namespaces.includes( 'ivorey/v1' ) ) {
		return {
			ok: false,
			problem: 'plugin_missing',
			message: texts().storeCheck.noPlugin( { host: hostOf( store ) } ),
			remedy: {
				label: texts().storeCheck.installPlugin,
				url: installPage( store, 'Ivorey for WooCommerce' ),
			},
		};
	}
	return tooOld( store );
}

function judge( store: string, about: About ): StoreCheck {
	if ( about.contract < BATCH_CONTRACT ) {
		return tooOld( store );
	}
	if ( ! sameStore( about.store_url, store ) ) {
		return otherAddress( about.store_url );
	}
	const approve = new URL( about.approve_url ?? store + APPROVE_PATH );
	if ( approve.host !== new URL( store ).host ) {
		return {
			ok: false,
			problem: 'bad_answer',
			message: texts().storeCheck.elsewhere( {
				host: hostOf( store ),
				other: approve.host,
			} ),
		};
	}
	// Behind a proxy, WordPress may report http instead of https.
	approve.protocol = new URL( store ).protocol;
	approve.username = approve.password = approve.hash = '';
	return { ok: true, storeUrl: store, approveUrl: approve.href, about };
}

function otherAddress( own: string ): StoreCheck {
	const checked = checkStoreUrl( own.replace( /\/+$/, '' ) );
	const suggestion = checked.ok ? checked.url : checked.suggestion;
	return {
		ok: false,
		problem: 'other_address',
		message: texts().storeCheck.otherAddress( {
			address: suggestion ?? own,
		} ),
		...( suggestion === undefined ? {} : { suggestion } ),
	};
}

function tooOld( store: string ): StoreCheck {
	return {
		ok: false,
		problem: 'too_old',
		message: texts().storeCheck.tooOld( { host: hostOf( store ) } ),
		remedy: {
			label: texts().storeCheck.updatePlugin,
			url: `${ store }/wp-admin/update-core.php`,
		},
	};
}

/** Finds an obstacle for visitors, such as a maintenance page or a password; null if there is none. */
function wallOf( store: string, answer: PublicAnswer ): StoreCheck | null {
	const { status, url } = answer;
	if ( status === 503 ) {
		return {
			ok: false,
			problem: 'broken_store',
			message: texts().storeCheck.maintenance( {
				host: hostOf( store ),
			} ),
		};
	}
	if ( status >= 500 ) {
		return {
			ok: false,
			problem: 'broken_store',
			message: texts().storeCheck.serverError( {
				host: hostOf( store ),
				status: String( status ),
			} ),
		};
	}
	const isLoginPage =
		! url.href.startsWith( `${ store }/wp-json` ) &&
		/\/wp-login\.php|\/(?:log-?in|sign-?in|sso|oauth2?)(?:\/|$)/i.test(
			url.pathname
		);
	// Many themes have a login form on every page, so a page of WordPress itself is no wall.
	const asksPassword =
		status < 400 &&
		! isJson( answer ) &&
		/<input[^>]+type\s*=\s*["']?password/i.test( answer.text ) &&
		! answer.text.includes( 'https://api.w.org/' );
	if ( status === 401 || isLoginPage || asksPassword ) {
		return {
			ok: false,
			problem: 'login_wall',
			message: texts().storeCheck.login( {
				host: hostOf( store ),
				status,
				api: `${ store }/wp-json/`,
			} ),
		};
	}
	if ( status === 403 || status === 429 ) {
		return {
			ok: false,
			problem: 'blocked',
			message: texts().storeCheck.blocked( {
				host: hostOf( store ),
				status: String( status ),
				api: `${ store }/wp-json/`,
			} ),
		};
	}
	return null;
}

function failure( store: string, why: PublicFailure, at: URL ): StoreCheck {
	const host = hostOf( store );
	const elsewhere =
		at.host === host ? '' : texts().storeCheck.leadsTo( { host: at.host } );
	const messages: Record< PublicFailure, [ StoreProblem, string ] > = {
		unknown_host: [
			'not_reachable',
			texts().storeCheck.unknownHost( { host: at.hostname } ),
		],
		internal_address: [
			'internal',
			texts().storeCheck.internalAddress( {
				host: at.hostname,
				elsewhere,
			} ),
		],
		refused: [
			'not_reachable',
			texts().storeCheck.refused( { host, elsewhere } ),
		],
		timeout: [
			'not_reachable',
			texts().storeCheck.timeout( { host, elsewhere } ),
		],
		certificate: [
			'certificate',
			texts().storeCheck.certificate( { host: at.host } ),
		],
		too_many_redirects: [
			'not_reachable',
			texts().storeCheck.redirectLoop( { host } ),
		],
		bad_redirect: [
			'not_reachable',
			texts().storeCheck.badRedirect( { host } ),
		],
		not_https: [
			'not_reachable',
			texts().storeCheck.notHttps( { host, store } ),
		],
		broken: [
			'not_reachable',
			texts().storeCheck.broken( { host, elsewhere } ),
		],
	};
	const [ problem, message ] = messages[ why ];
	return { ok: false, problem, message };
}

function aboutOf( result: PublicResult ): About | null {
	const parsed = aboutSchema.safeParse( jsonOf( result ) );
	return parsed.success ? parsed.data : null;
}

function installPage( store: string, search: string ): string {
	return `${ store }/wp-admin/plugin-install.php?${ new URLSearchParams( { s: search, tab: 'search', type: 'term' } ) }`;
}

function hostOf( store: string ): string {
	return new URL( store ).host;
}
