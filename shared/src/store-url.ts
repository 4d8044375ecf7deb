/** The mistakes that a store URL can have (R19), and the details that a message names. */
export type StoreUrlMistake =
	| {
			code:
				| 'empty'
				| 'too_long'
				| 'spaces'
				| 'email'
				| 'scheme_typo'
				| 'scheme_twice'
				| 'other_scheme'
				| 'insecure'
				| 'no_host'
				| 'bad_host'
				| 'incomplete_host'
				| 'dot_at_end'
				| 'bad_port'
				| 'credentials'
				| 'page'
				| 'query'
				| 'fragment'
				| 'double_slash'
				| 'trailing_slash';
	  }
	| { code: 'missing_scheme'; scheme: 'http://' | 'https://' }
	/** Like "wp-admin". */
	| { code: 'wordpress_path'; part: string };

export type StoreUrlCheck =
	/** `url` is the origin and, where WordPress lives in a subfolder, its path; no trailing slash. */
	| { ok: true; url: string }
	/** `suggestion` is a URL that passes this same check; left out if the right one would be a guess. */
	| { ok: false; mistake: StoreUrlMistake; suggestion?: string };

interface Finding {
	mistake: StoreUrlMistake;
	/** The input without this mistake; it may still have others. */
	repaired?: string;
}

/** In characters. */
export const MAX_STORE_URL = 2048;

/** Every invisible character except the two joiners that some scripts need inside a domain name. */
const INVISIBLE = /(?![\u200c\u200d])[\s\p{Cc}\p{Cf}]/u;
const SCHEME_AND_REST = /^(?<scheme>https?):\/\/(?<rest>[^/\\].*)$/i;
const SCHEME_TYPO =
	/^(?<scheme>https?)(?:[:;][/\\]*|[/\\]+)(?<rest>[^/\\].*)$/i;
const WORDPRESS_PATH =
	/\/(?<part>wp-(?:admin|json|content|includes)|(?:wp-[a-z-]+|xmlrpc)\.php)(?:\/.*)?$/i;
const PAGE_FILE = /\/[^/]+\.(?:php\d?|html?)$/i;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DNS_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * R19: whether this is the address of a store, as its owner would type it. Reports the first mistake; a suggestion
 * has all of them repaired.
 */
export function checkStoreUrl( input: string ): StoreUrlCheck {
	const finding = inspect( input );
	if ( typeof finding === 'string' ) {
		return { ok: true, url: finding };
	}
	const { mistake, repaired } = finding;
	const suggestion =
		repaired === undefined ? undefined : repairAll( repaired );
	return {
		ok: false,
		mistake,
		...( suggestion === undefined ? {} : { suggestion } ),
	};
}

/**
 * Whether both URLs name the same store: host (in any case), port and path. The scheme does not count, because behind
 * a proxy WordPress may mistake https for http.
 */
export function sameStore( a: string, b: string ): boolean {
	const identity = storeIdentity( a );
	return identity !== null && identity === storeIdentity( b );
}

function storeIdentity( input: string ): string | null {
	const url = input.length > MAX_STORE_URL ? null : URL.parse( input );
	if ( url === null || ! isHttp( url ) ) {
		return null;
	}
	return url.host + withoutTrailingSlashes( url.pathname );
}

/** Repairs one mistake after another; undefined if one of them cannot be repaired. */
function repairAll( input: string ): string | undefined {
	let candidate: string | undefined = input;
	// Each kind of mistake is repaired for good, so this terminates; the bound only guards against a bug above.
	for ( let round = 0; round < 20 && candidate !== undefined; round++ ) {
		const finding: Finding | string = inspect( candidate );
		if ( typeof finding === 'string' ) {
			return finding;
		}
		candidate = finding.repaired;
	}
	return undefined;
}

/** @return The normalised URL, or the first mistake. */
function inspect( input: string ): string | Finding {
	return (
		inspectText( input ) ?? inspectScheme( input ) ?? inspectUrl( input )
	);
}

function inspectText( input: string ): Finding | null {
	// This check comes first: the time of the following ones grows faster than the length.
	if ( input.length > MAX_STORE_URL ) {
		return { mistake: { code: 'too_long' } };
	}
	const trimmed = trimInvisible( input );
	if ( trimmed === '' ) {
		return { mistake: { code: 'empty' } };
	}
	if ( INVISIBLE.test( input ) ) {
		return {
			mistake: { code: 'spaces' },
			...( INVISIBLE.test( trimmed ) ? {} : { repaired: trimmed } ),
		};
	}
	if ( /^[^@:/\\?#]+@[^@:/\\?#]+$/.test( input ) ) {
		return { mistake: { code: 'email' } };
	}
	return null;
}

function inspectScheme( input: string ): Finding | null {
	const wellFormed = SCHEME_AND_REST.exec( input );
	if ( wellFormed !== null ) {
		const rest = wellFormed.groups!.rest!;
		return /^https?:\/\//i.test( rest )
			? {
					mistake: { code: 'scheme_twice' },
					repaired: rest,
				}
			: null;
	}
	if ( /^https?:[/\\]*$/i.test( input ) ) {
		return { mistake: { code: 'no_host' } };
	}
	const typo = SCHEME_TYPO.exec( input );
	if ( typo !== null ) {
		const { scheme, rest } = typo.groups as {
			scheme: string;
			rest: string;
		};
		return {
			mistake: { code: 'scheme_typo' },
			repaired: `${ scheme }://${ rest }`,
		};
	}
	if ( hasOtherScheme( input ) ) {
		return { mistake: { code: 'other_scheme' } };
	}
	const bare = input.replace( /^[:/\\]+/, '' );
	const scheme = isLocalWithoutScheme( bare ) ? 'http://' : 'https://';
	return {
		mistake: { code: 'missing_scheme', scheme },
		...( bare === '' ? {} : { repaired: scheme + bare } ),
	};
}

/** "ftp://…" and "mailto:…", but not the host and port of "localhost:8080" or "yourstore.com:8443". */
function hasOtherScheme( input: string ): boolean {
	return (
		/^[a-z][a-z0-9+.-]*:\/\//i.test( input ) ||
		/^[a-z][a-z0-9+-]*:(?!\d+(?:[/\\?#]|$))/i.test( input )
	);
}

function isLocalWithoutScheme( input: string ): boolean {
	const url = URL.parse( `http://${ input }` );
	return url !== null && isLocal( url.hostname );
}

/** @param input An http or https URL, as typed. */
function inspectUrl( input: string ): string | Finding {
	const authority = /^https?:\/\/([^/\\?#]*)/i.exec( input )![ 1 ]!;
	const url = URL.parse( input );
	const port = /:(?<port>[^:\]@]*)$/.exec( authority )?.groups!.port ?? '';
	if ( url === null || url.port === '0' ) {
		return isPort( port ) ? badHost() : badPort();
	}
	return (
		inspectHost( url, authority ) ??
		inspectAuthority( url, authority ) ??
		inspectPath( input, url ) ??
		url.origin + withoutTrailingSlashes( url.pathname )
	);
}

function inspectHost( url: URL, authority: string ): Finding | null {
	const { hostname } = url;
	if ( IPV4.test( hostname ) ) {
		// The URL standard also reads "1" and "0x7f.1" as addresses; no owner means them.
		const typed = authority.replace( /^.*@/, '' ).replace( /:\d*$/, '' );
		return typed === hostname ? null : badHost();
	}
	if ( hostname.startsWith( '[' ) || isLocal( hostname ) ) {
		return null;
	}
	if ( hostname.endsWith( '.' ) ) {
		return {
			mistake: { code: 'dot_at_end' },
			repaired: replaceHost( url, hostname.slice( 0, -1 ) ),
		};
	}
	const labels = hostname.split( '.' );
	if ( labels.length < 2 ) {
		return { mistake: { code: 'incomplete_host' } };
	}
	return hostname.length <= 253 &&
		labels.every( ( label ) => DNS_LABEL.test( label ) )
		? null
		: badHost();
}

function inspectAuthority( url: URL, authority: string ): Finding | null {
	if ( authority.includes( '@' ) ) {
		return {
			mistake: { code: 'credentials' },
			repaired: `${ url.origin }${ url.pathname }${ url.search }${ url.hash }`,
		};
	}
	if ( url.protocol === 'http:' && ! isLocal( url.hostname ) ) {
		return {
			mistake: { code: 'insecure' },
			// The https port that belongs to an unusual http port cannot be known.
			...( url.port === ''
				? { repaired: url.href.replace( /^http:/, 'https:' ) }
				: {} ),
		};
	}
	return null;
}

function inspectPath( input: string, url: URL ): Finding | null {
	const { origin, pathname } = url;
	const wordPress = WORDPRESS_PATH.exec( pathname );
	if ( wordPress !== null ) {
		const part = wordPress.groups!.part!.toLowerCase();
		return {
			mistake: { code: 'wordpress_path', part },
			repaired: origin + pathname.slice( 0, wordPress.index ),
		};
	}
	if ( PAGE_FILE.test( pathname ) ) {
		return {
			mistake: { code: 'page' },
			repaired: origin + pathname.replace( PAGE_FILE, '' ),
		};
	}
	if ( /^[^#]*\?/.test( input ) ) {
		return {
			mistake: { code: 'query' },
			repaired: origin + pathname,
		};
	}
	if ( input.includes( '#' ) ) {
		return {
			mistake: { code: 'fragment' },
			repaired: origin + pathname,
		};
	}
	if ( /\/\/+[^/]/.test( pathname ) ) {
		return {
			mistake: { code: 'double_slash' },
			repaired: origin + pathname.replaceAll( /\/\/+/g, '/' ),
		};
	}
	const typedPath = input
		.replace( /[?#].*$/s, '' )
		.replace( /^https?:\/\/[^/\\]*/i, '' );
	if ( typedPath !== '' && pathname.endsWith( '/' ) ) {
		return {
			mistake: { code: 'trailing_slash' },
			repaired: origin + withoutTrailingSlashes( pathname ),
		};
	}
	return null;
}

function badHost(): Finding {
	return { mistake: { code: 'bad_host' } };
}

function badPort(): Finding {
	return { mistake: { code: 'bad_port' } };
}

function isPort( text: string ): boolean {
	return (
		text === '' ||
		( /^\d+$/.test( text ) &&
			Number( text ) >= 1 &&
			Number( text ) <= 65_535 )
	);
}

function isHttp( url: URL ): boolean {
	return url.protocol === 'https:' || url.protocol === 'http:';
}

/** Traffic to these hosts never leaves the machine, so plain http is no risk. */
function isLocal( hostname: string ): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith( '.localhost' ) ||
		hostname === '127.0.0.1' ||
		hostname === '[::1]'
	);
}

function replaceHost( url: URL, hostname: string ): string {
	const copy = new URL( url );
	copy.hostname = hostname;
	return copy.href;
}

function withoutTrailingSlashes( path: string ): string {
	return path.replace( /\/+$/, '' );
}

function trimInvisible( input: string ): string {
	const invisible = INVISIBLE.source;
	return input
		.replace( new RegExp( `^(?:${ invisible })+`, 'u' ), '' )
		.replace( new RegExp( `(?:${ invisible })+$`, 'u' ), '' );
}
