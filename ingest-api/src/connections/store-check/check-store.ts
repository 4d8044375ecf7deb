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
			/** R19: the address that is meant. */
			suggestion?: string;
			/** Where the owner can do something about it. */
			remedy?: { label: string; url: string };
	  };

/**
 * R19: whether this is a WooCommerce store with the plugin, so that nobody is sent to approve where
 * there is nothing to approve.
 *
 * @param typed As the owner typed it.
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
			message: url.message,
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

/** There is no plugin that answers: what there is instead. */
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
			message: `There is no WordPress at ${ store }, or it keeps its REST API (${ store }/wp-json/) to itself. If the store is in a subfolder, add it: ${ store }/shop.`,
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
			message: `${ hostOf( store ) } is a WordPress site, but WooCommerce is not active on it.`,
			remedy: {
				label: 'Install WooCommerce',
				url: installPage( store, 'woocommerce' ),
			},
		};
	}
	if ( ! namespaces.includes( 'ivorey/v1' ) ) {
		return {
			ok: false,
			problem: 'plugin_missing',
			message: `${ hostOf( store ) } has no active “Ivorey for WooCommerce” plugin. Install or activate it there, then connect again.`,
			remedy: {
				label: 'Install the plugin',
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
			message: `${ hostOf( store ) } names a page on another site (${ approve.host }) to approve on. Its WordPress address and its site address have to be on the same host.`,
		};
	}
	// Behind a proxy WordPress may take https for http.
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
		message: `This store calls itself ${ suggestion ?? own }. Connect it under that address.`,
		...( suggestion === undefined ? {} : { suggestion } ),
	};
}

function tooOld( store: string ): StoreCheck {
	return {
		ok: false,
		problem: 'too_old',
		message: `The “Ivorey for WooCommerce” plugin of ${ hostOf( store ) } is too old to be connected. Update it there, then connect again.`,
		remedy: {
			label: 'Update it',
			url: `${ store }/wp-admin/update-core.php`,
		},
	};
}

/** Finds what keeps visitors out of the store, such as a maintenance page or a password; null if nothing does. */
function wallOf( store: string, answer: PublicAnswer ): StoreCheck | null {
	const { status, url } = answer;
	if ( status === 503 ) {
		return {
			ok: false,
			problem: 'broken_store',
			message: `${ hostOf( store ) } is in maintenance, or too busy (503). Try again in a few minutes.`,
		};
	}
	if ( status >= 500 ) {
		return {
			ok: false,
			problem: 'broken_store',
			message: `${ hostOf( store ) } answers with an error (${ status }). Its hosting provider can tell why.`,
		};
	}
	const isLoginPage =
		! url.href.startsWith( `${ store }/wp-json` ) &&
		/\/wp-login\.php|\/(?:log-?in|sign-?in|sso|oauth2?)(?:\/|$)/i.test(
			url.pathname
		);
	// Many a theme has a login form on each page; a page of WordPress itself is no wall.
	const asksPassword =
		status < 400 &&
		! isJson( answer ) &&
		/<input[^>]+type\s*=\s*["']?password/i.test( answer.text ) &&
		! answer.text.includes( 'https://api.w.org/' );
	if ( status === 401 || isLoginPage || asksPassword ) {
		return {
			ok: false,
			problem: 'login_wall',
			message: `${ hostOf( store ) } is behind a login${ status === 401 ? ' (401)' : '' }. Ivorey has to reach ${ store }/wp-json/ without one.`,
		};
	}
	if ( status === 403 || status === 429 ) {
		return {
			ok: false,
			problem: 'blocked',
			message: `${ hostOf( store ) } turned Ivorey away (${ status }): a firewall, a security plugin or a bot protection closes ${ store }/wp-json/.`,
		};
	}
	return null;
}

function failure( store: string, why: PublicFailure, at: URL ): StoreCheck {
	const host = hostOf( store );
	const elsewhere = at.host === host ? '' : ` It leads to ${ at.host }.`;
	const messages: Record< PublicFailure, [ StoreProblem, string ] > = {
		unknown_host: [
			'not_reachable',
			`There is no server named ${ at.hostname }. Is the address spelled right?`,
		],
		internal_address: [
			'internal',
			`${ at.hostname } is an address inside a private network. Ivorey can only reach stores on the internet.${ elsewhere }`,
		],
		refused: [
			'not_reachable',
			`${ host } refuses connections. Is the store online?${ elsewhere }`,
		],
		timeout: [
			'not_reachable',
			`${ host } did not answer in time. Is the store online?${ elsewhere }`,
		],
		certificate: [
			'certificate',
			`${ at.host } has no valid certificate, so nobody can tell whether it is really your store. Its hosting provider can renew it.`,
		],
		too_many_redirects: [
			'not_reachable',
			`${ host } redirects in a circle.`,
		],
		bad_redirect: [
			'not_reachable',
			`${ host } redirects, but not to the address of a website. Its hosting provider can tell why.`,
		],
		not_https: [
			'not_reachable',
			`${ host } redirects to an address without https. Set the site address in WordPress to ${ store }.`,
		],
		broken: [
			'not_reachable',
			`${ host } ended the connection without an answer.${ elsewhere }`,
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
