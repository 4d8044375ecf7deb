import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { resolvePublic, type ResolveOptions } from './resolve-public.ts';

export interface PublicHttpOptions extends ResolveOptions {
	/** For the whole request, redirects included. */
	timeoutMs?: number;
	/** A certificate authority (PEM) whose certificates are accepted as well. */
	ca?: string;
}

export interface PublicAnswer {
	kind: 'answer';
	/** The final URL, after redirects. */
	url: URL;
	status: number;
	headers: IncomingHttpHeaders;
	/** At most `MAX_BYTES` of the body. */
	text: string;
}

export type PublicFailure =
	| 'unknown_host'
	| 'internal_address'
	| 'refused'
	| 'timeout'
	| 'certificate'
	| 'too_many_redirects'
	| 'bad_redirect'
	| 'not_https'
	| 'broken';

export type PublicResult =
	| PublicAnswer
	/** `url` is the last one requested. */
	| { kind: 'failed'; why: PublicFailure; url: URL };

const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 4;
const MAX_BYTES = 512 * 1_024;
const REDIRECTS = new Set( [ 301, 302, 303, 307, 308 ] );

/**
 * GET for URLs that strangers type in. Each name is resolved once, all of its addresses have to be public, and the
 * connection goes to one of the checked addresses, so that a name that resolves differently the next time leads
 * nowhere. Redirects follow the same rules. No cookies, credentials or proxy.
 */
export async function getPublic(
	address: URL,
	options: PublicHttpOptions
): Promise< PublicResult > {
	const signal = AbortSignal.timeout( options.timeoutMs ?? TIMEOUT_MS );
	let url = address;
	for ( let hop = 0; ; hop++ ) {
		const result = await getOnce( url, options, signal );
		if ( result.kind === 'failed' || ! REDIRECTS.has( result.status ) ) {
			return result;
		}
		const { location } = result.headers;
		const next = location === undefined ? null : URL.parse( location, url );
		if ( next === null || ! /^https?:$/.test( next.protocol ) ) {
			return { kind: 'failed', why: 'bad_redirect', url };
		}
		if ( url.protocol === 'https:' && next.protocol !== 'https:' ) {
			return { kind: 'failed', why: 'not_https', url };
		}
		if ( hop === MAX_REDIRECTS ) {
			return { kind: 'failed', why: 'too_many_redirects', url };
		}
		url = next;
	}
}

async function getOnce(
	url: URL,
	options: PublicHttpOptions,
	signal: AbortSignal
): Promise< PublicResult > {
	const failed = ( why: PublicFailure ): PublicResult => ( {
		kind: 'failed',
		why,
		url,
	} );
	const resolved = await resolvePublic( url, options, signal );
	if ( resolved.kind === 'failed' ) {
		return failed( resolved.why );
	}
	for ( const address of resolved.addresses ) {
		try {
			return await ask( url, address, options.ca, signal );
		} catch ( error ) {
			const why = failureOf( error, signal );
			if ( why !== 'refused' ) {
				return failed( why );
			}
		}
	}
	return failed( 'refused' );
}

function ask(
	url: URL,
	address: string,
	ca: string | undefined,
	signal: AbortSignal
): Promise< PublicAnswer > {
	return new Promise( ( resolve, reject ) => {
		const secure = url.protocol === 'https:';
		const hostname = url.hostname.replace( /^\[|\]$/g, '' );
		const request = ( secure ? httpsRequest : httpRequest )(
			{
				host: address,
				port: url.port || ( secure ? 443 : 80 ),
				path: url.pathname + url.search,
				// The certificate has to match the name, not the address. A URL with an IP address has no such name.
				servername: isIP( hostname ) === 0 ? hostname : '',
				headers: {
					host: url.host,
					accept: 'application/json, text/html;q=0.9',
					'accept-encoding': 'identity',
					'user-agent': 'Ivorey (checks a WooCommerce store)',
				},
				agent: false,
				signal,
				...( ca === undefined ? {} : { ca } ),
			},
			( response ) => {
				const chunks: Buffer[] = [];
				let size = 0;
				const done = () =>
					resolve( {
						kind: 'answer',
						url,
						status: response.statusCode ?? 0,
						headers: response.headers,
						text: Buffer.concat( chunks )
							.subarray( 0, MAX_BYTES )
							.toString( 'utf8' ),
					} );
				response.on( 'data', ( chunk: Buffer ) => {
					chunks.push( chunk );
					size += chunk.length;
					if ( size >= MAX_BYTES ) {
						done();
						request.destroy();
					}
				} );
				response.on( 'end', done );
				response.on( 'error', reject );
			}
		);
		request.on( 'error', reject );
		request.on( 'upgrade', ( _response, socket ) => {
			socket.destroy();
			reject( new Error( 'It answered in another protocol' ) );
		} );
		request.on( 'close', () =>
			reject( new Error( 'It closed without an answer' ) )
		);
		request.end();
	} );
}

const REFUSED = new Set( [
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EHOSTDOWN',
	'EADDRNOTAVAIL',
] );

export function failureOf(
	error: unknown,
	signal: AbortSignal
): PublicFailure {
	if ( signal.aborted ) {
		return 'timeout';
	}
	const code =
		error instanceof Error && 'code' in error ? String( error.code ) : '';
	if ( REFUSED.has( code ) ) {
		return 'refused';
	}
	if ( code === 'ETIMEDOUT' ) {
		return 'timeout';
	}
	return /CERT|SIGNED|ALTNAME|ERR_TLS|UNABLE_TO_/.test( code )
		? 'certificate'
		: 'broken';
}
