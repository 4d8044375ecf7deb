import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isLoopback } from '../http/addresses.ts';
import { PATHS } from './paths.ts';
import { SESSION_MS } from '../accounts/sign-in.ts';

/** `__Host-` binds the cookie to exactly this host, and requires https. */
function cookieName( secure: boolean ): string {
	return secure ? '__Host-ivorey_session' : 'ivorey_session';
}

/** Whether people reach the console by https. */
export function isSecure( {
	addresses,
}: {
	addresses: { console: () => string };
} ): boolean {
	return addresses.console().startsWith( 'https:' );
}

export function readSession( c: Context, secure: boolean ): string | null {
	return getCookie( c, cookieName( secure ) ) ?? null;
}

/** Lax, not Strict: stores and e-mails link here. */
export function writeSession(
	c: Context,
	secure: boolean,
	session: string
): void {
	setCookie( c, cookieName( secure ), session, {
		path: '/',
		httpOnly: true,
		secure,
		sameSite: 'Lax',
		maxAge: SESSION_MS / 1_000,
	} );
}

export function clearSession( c: Context, secure: boolean ): void {
	deleteCookie( c, cookieName( secure ), { path: '/', secure } );
}

/** Derived from the session, so that nothing is stored and no token fits another session. */
export function csrfTokenOf( session: string ): string {
	return createHmac( 'sha256', session )
		.update( 'csrf' )
		.digest( 'base64url' );
}

export function isCsrfToken( session: string, given: unknown ): boolean {
	const right = Buffer.from( csrfTokenOf( session ) );
	const left = Buffer.from( typeof given === 'string' ? given : '' );
	return left.length === right.length && timingSafeEqual( left, right );
}

/**
 * Whether a form was sent from a page of this console. Browsers name the origin of a POST. A client that does not is no
 * browser, and has no cookies to abuse.
 */
export function isOwnOrigin( c: Context, consoleUrl: string ): boolean {
	const site = c.req.header( 'sec-fetch-site' );
	if ( site !== undefined && site !== 'same-origin' ) {
		return false;
	}
	const origin = c.req.header( 'origin' );
	if ( origin === undefined ) {
		return true;
	}
	const { host } = URL.parse( origin ) ?? {};
	return (
		host !== undefined &&
		[ c.req.header( 'host' ), new URL( consoleUrl ).host ].includes( host )
	);
}

/** A path without a host: browsers read a second slash, or a backslash, as the beginning of a host. */
const LOCAL = /^\/(?![/\\])/;

/** The path to open after the sign-in: always on this console. */
export function localPath( given: unknown ): string {
	const base = 'https://console.invalid';
	if ( typeof given !== 'string' || ! LOCAL.test( given ) ) {
		return PATHS.home;
	}
	const url = URL.parse( given, base );
	if ( url === null || url.origin !== base || given.length > 4_096 ) {
		return PATHS.home;
	}
	const local = url.pathname + url.search;
	// "/.//host" is a path on this host, but it parses to "//host", which is not.
	return LOCAL.test( local ) ? local : PATHS.home;
}

/** Whether a proxy forwarded the request, judged by the names of its headers. */
export function isPassedOn( headers: readonly string[] ): boolean {
	return headers.some( ( name ) =>
		/^(?:forwarded|via|x-forwarded-.*|x-real-ip)$/i.test( name )
	);
}

/**
 * Whether the request comes from this machine, under a local name: another name could be a stranger's that resolves to
 * here.
 */
export function isFromHere( peer: string, host: string | undefined ): boolean {
	const { hostname } = URL.parse( `http://${ host ?? '' }` ) ?? {};
	return (
		isLoopback( peer ) &&
		hostname !== undefined &&
		( hostname === 'localhost' ||
			hostname.endsWith( '.localhost' ) ||
			isLoopback( hostname.replace( /^\[|\]$/g, '' ) ) )
	);
}
