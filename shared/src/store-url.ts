/** What can be wrong with a store URL (R19). */
export type StoreUrlMistake =
	| 'empty'
	| 'too_long'
	| 'spaces'
	| 'email'
	| 'missing_scheme'
	| 'scheme_typo'
	| 'other_scheme'
	| 'insecure'
	| 'bad_host'
	| 'bad_port'
	| 'credentials'
	| 'wordpress_path'
	| 'page'
	| 'query'
	| 'fragment'
	| 'double_slash'
	| 'trailing_slash';

export type StoreUrlCheck =
	/** `url` is the origin and, where WordPress lives in a subfolder, its path; no trailing slash. */
	| { ok: true; url: string }
	/** `suggestion` is a URL that passes this same check; left out where the right one would be a guess. */
	| {
			ok: false;
			code: StoreUrlMistake;
			message: string;
			suggestion?: string;
	  };

interface Finding {
	code: StoreUrlMistake;
	message: string;
	/** The input without this mistake; it may still hold others. */
	repaired?: string;
}

const MAX_LENGTH = 2048;
const EXAMPLE = 'https://yourstore.com';

/** Whatever is invisible, but for the two joiners that some scripts need inside a domain name. */
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
 * R19: whether this is the address of a store, as its owner would type it. The first mistake is
 * named; a suggestion has all of them repaired.
 */
export function checkStoreUrl( input: string ): StoreUrlCheck {
	const finding = inspect( input );
	if ( typeof finding === 'string' ) {
		return { ok: true, url: finding };
	}
	const { code, message, repaired } = finding;
	const suggestion =
		repaired === undefined ? undefined : repairAll( repaired );
	return {
		ok: false,
		code,
		message,
		...( suggestion === undefined ? {} : { suggestion } ),
	};
}

/**
 * Whether both URLs name the same store: host (in any case), port and path. The scheme does not
 * count, since behind a proxy WordPress may take https for http.
 */
export function sameStore( a: string, b: string ): boolean {
	const identity = storeIdentity( a );
	return identity !== null && identity === storeIdentity( b );
}

function storeIdentity( input: string ): string | null {
	const url = input.length > MAX_LENGTH ? null : URL.parse( input );
	if ( url === null || ! isHttp( url ) ) {
		return null;
	}
	return url.host + withoutTrailingSlashes( url.pathname );
}

/** Repairs one mistake after the other; undefined where one of them cannot be repaired. */
function repairAll( input: string ): string | undefined {
	let candidate: string | undefined = input;
	// Each kind of mistake is repaired for good, so this ends; the bound only guards against a slip above.
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
	// First of all: what follows takes longer than in proportion to the length.
	if ( input.length > MAX_LENGTH ) {
		return {
			code: 'too_long',
			message: `A store address has at most ${ MAX_LENGTH } characters.`,
		};
	}
	const trimmed = trimInvisible( input );
	if ( trimmed === '' ) {
		return {
			code: 'empty',
			message: `Enter the address of your store, like ${ EXAMPLE }.`,
		};
	}
	if ( INVISIBLE.test( input ) ) {
		return {
			code: 'spaces',
			message:
				'The address must not contain spaces, line breaks or invisible characters.',
			...( INVISIBLE.test( trimmed ) ? {} : { repaired: trimmed } ),
		};
	}
	if ( /^[^@:/\\?#]+@[^@:/\\?#]+$/.test( input ) ) {
		return {
			code: 'email',
			message: `This is an e-mail address. Enter the address of your store, like ${ EXAMPLE }.`,
		};
	}
	return null;
}

function inspectScheme( input: string ): Finding | null {
	const wellFormed = SCHEME_AND_REST.exec( input );
	if ( wellFormed !== null ) {
		const rest = wellFormed.groups!.rest!;
		return /^https?:\/\//i.test( rest )
			? {
					code: 'scheme_typo',
					message:
						'The address begins with http:// or https:// twice.',
					repaired: rest,
				}
			: null;
	}
	if ( /^https?:[/\\]*$/i.test( input ) ) {
		return {
			code: 'bad_host',
			message: `The address ends after "https://". Add your domain, like ${ EXAMPLE }.`,
		};
	}
	const typo = SCHEME_TYPO.exec( input );
	if ( typo !== null ) {
		const { scheme, rest } = typo.groups as {
			scheme: string;
			rest: string;
		};
		return {
			code: 'scheme_typo',
			message: 'Write "https://" with a colon and two slashes.',
			repaired: `${ scheme }://${ rest }`,
		};
	}
	if ( hasOtherScheme( input ) ) {
		return {
			code: 'other_scheme',
			message: `A store address begins with "https://", like ${ EXAMPLE }.`,
		};
	}
	const bare = input.replace( /^[:/\\]+/, '' );
	const scheme = isLocalWithoutScheme( bare ) ? 'http://' : 'https://';
	return {
		code: 'missing_scheme',
		message: `The address must begin with "${ scheme }".`,
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
		// The URL standard reads "1" and "0x7f.1" as addresses too; nobody means them.
		const typed = authority.replace( /^.*@/, '' ).replace( /:\d*$/, '' );
		return typed === hostname ? null : badHost();
	}
	if ( hostname.startsWith( '[' ) || isLocal( hostname ) ) {
		return null;
	}
	if ( hostname.endsWith( '.' ) ) {
		return {
			...badHost(),
			message: 'The domain must not end with a dot.',
			repaired: replaceHost( url, hostname.slice( 0, -1 ) ),
		};
	}
	const labels = hostname.split( '.' );
	if ( labels.length < 2 ) {
		return {
			...badHost(),
			message: `The domain is incomplete: it needs an ending, like ${ EXAMPLE }.`,
		};
	}
	return hostname.length <= 253 &&
		labels.every( ( label ) => DNS_LABEL.test( label ) )
		? null
		: badHost();
}

function inspectAuthority( url: URL, authority: string ): Finding | null {
	if ( authority.includes( '@' ) ) {
		return {
			code: 'credentials',
			message: 'The address must not contain a user name or a password.',
			repaired: `${ url.origin }${ url.pathname }${ url.search }${ url.hash }`,
		};
	}
	if ( url.protocol === 'http:' && ! isLocal( url.hostname ) ) {
		return {
			code: 'insecure',
			message:
				'The address must begin with "https://": over plain "http://" anyone on the way can read your orders.',
			// Which port speaks https where the plain one is unusual cannot be known.
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
			code: 'wordpress_path',
			message: `Enter the address of the store itself, without "/${ part }" and what follows it.`,
			repaired: origin + pathname.slice( 0, wordPress.index ),
		};
	}
	if ( PAGE_FILE.test( pathname ) ) {
		return {
			code: 'page',
			message:
				'This is the address of a single page. Enter the address of the store itself.',
			repaired: origin + pathname.replace( PAGE_FILE, '' ),
		};
	}
	if ( /^[^#]*\?/.test( input ) ) {
		return {
			code: 'query',
			message:
				'This is the address of a single page: leave out the question mark and what follows it.',
			repaired: origin + pathname,
		};
	}
	if ( input.includes( '#' ) ) {
		return {
			code: 'fragment',
			message:
				'This is the address of a place on a page: leave out the "#" and what follows it.',
			repaired: origin + pathname,
		};
	}
	if ( /\/\/+[^/]/.test( pathname ) ) {
		return {
			code: 'double_slash',
			message:
				'The address contains two slashes in a row after the domain.',
			repaired: origin + pathname.replaceAll( /\/\/+/g, '/' ),
		};
	}
	const typedPath = input
		.replace( /[?#].*$/s, '' )
		.replace( /^https?:\/\/[^/\\]*/i, '' );
	if ( typedPath !== '' && pathname.endsWith( '/' ) ) {
		return {
			code: 'trailing_slash',
			message: 'The address must not end with a slash.',
			repaired: origin + withoutTrailingSlashes( pathname ),
		};
	}
	return null;
}

function badHost(): Finding {
	return {
		code: 'bad_host',
		message: `This is not a valid domain. Enter it like ${ EXAMPLE }.`,
	};
}

function badPort(): Finding {
	return {
		code: 'bad_port',
		message: 'The port after the colon must be a number from 1 to 65535.',
	};
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

/** Never leaves the machine, so that plain http is no risk. */
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
