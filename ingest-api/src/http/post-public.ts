import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import {
	failureOf,
	type PublicFailure,
	type PublicHttpOptions,
} from './public-http.ts';
import { resolvePublic } from './resolve-public.ts';

export type PostFailure = Exclude<
	PublicFailure,
	'too_many_redirects' | 'bad_redirect'
>;

export interface PostAnswer {
	kind: 'answer';
	status: number;
	retryAfter: string | undefined;
	/** The first bytes of the body. */
	text: string;
}

export type PostResult = PostAnswer | { kind: 'failed'; why: PostFailure };

export interface Post {
	headers: Record< string, string >;
	body: string;
}

/** The part of an answer that is kept. */
export const ANSWER_BYTES = 1_024;
/** The part of an answer that is read, so that its connection can be reused; a longer answer closes it. */
const READ_BYTES = 64 * 1_024;
/** From the first byte of a request to the end of its answer. */
export const POST_MS = 10_000;

/**
 * POSTs to one URL that a stranger typed in, over few connections. Its name is resolved once, on opening; all of its
 * addresses have to be public, and connections go only to these. No redirects, cookies, credentials or proxy. A new one
 * is opened for every few requests, so that changes of the name's addresses are noticed and checked.
 */
export class PublicPoster {
	readonly #url: URL;
	readonly #agent: HttpAgent;
	readonly #options: PublicHttpOptions;

	private constructor(
		url: URL,
		addresses: readonly string[],
		options: PublicHttpOptions,
		connections: number
	) {
		this.#url = url;
		this.#options = options;
		const settings = {
			keepAlive: true,
			maxSockets: connections,
			lookup: lookupOf( addresses ),
		};
		this.#agent =
			url.protocol === 'https:'
				? new HttpsAgent( {
						...settings,
						...( options.ca === undefined
							? {}
							: { ca: options.ca } ),
					} )
				: new HttpAgent( settings );
	}

	static async open(
		url: URL,
		options: PublicHttpOptions,
		connections: number
	): Promise< PublicPoster | { kind: 'failed'; why: PostFailure } > {
		if (
			url.protocol !== 'https:' &&
			! ( options.allowLocal && url.protocol === 'http:' )
		) {
			return { kind: 'failed', why: 'not_https' };
		}
		const resolved = await resolvePublic(
			url,
			options,
			AbortSignal.timeout( options.timeoutMs ?? POST_MS )
		);
		return resolved.kind === 'failed'
			? resolved
			: new PublicPoster( url, resolved.addresses, options, connections );
	}

	post( { headers, body }: Post ): Promise< PostResult > {
		const signal = AbortSignal.timeout(
			this.#options.timeoutMs ?? POST_MS
		);
		const { promise, resolve } = Promise.withResolvers< PostResult >();
		const bytes = Buffer.from( body );
		const send =
			this.#url.protocol === 'https:' ? httpsRequest : httpRequest;
		let answered = false;
		const fail = ( why: PublicFailure ) => {
			if ( ! answered ) {
				resolve( { kind: 'failed', why: why as PostFailure } );
			}
		};
		const request = send(
			this.#url,
			{
				method: 'POST',
				headers: {
					...headers,
					'content-length': String( bytes.length ),
					'accept-encoding': 'identity',
				},
				agent: this.#agent,
				signal,
			},
			( response ) => {
				answered = true;
				const chunks: Buffer[] = [];
				let size = 0;
				// The status counts even if the answer breaks off or never ends.
				const done = () =>
					resolve( {
						kind: 'answer',
						status: response.statusCode ?? 0,
						retryAfter: response.headers[ 'retry-after' ],
						text: textOf( Buffer.concat( chunks ) ),
					} );
				response.on( 'data', ( chunk: Buffer ) => {
					if ( size < ANSWER_BYTES ) {
						chunks.push( chunk.subarray( 0, ANSWER_BYTES - size ) );
					}
					size += chunk.length;
					if ( size >= READ_BYTES ) {
						done();
						request.destroy();
					}
				} );
				response.on( 'end', done );
				response.on( 'error', done );
				response.on( 'close', done );
			}
		);
		request.on( 'upgrade', ( response, socket ) => {
			socket.destroy();
			resolve( {
				kind: 'answer',
				status: response.statusCode ?? 0,
				retryAfter: undefined,
				text: '',
			} );
		} );
		request.on( 'error', ( error ) => fail( failureOf( error, signal ) ) );
		request.on( 'close', () => fail( 'broken' ) );
		request.end( bytes );
		return promise;
	}

	close(): void {
		this.#agent.destroy();
	}
}

/** Answers with the addresses that were resolved and checked before. */
function lookupOf( addresses: readonly string[] ): LookupFunction {
	const all = addresses.map( ( address ) => ( {
		address,
		family: isIP( address ),
	} ) );
	return ( _hostname, { all: wantsAll }, callback ) => {
		if ( wantsAll === true ) {
			callback( null, all );
		} else {
			callback( null, all[ 0 ]!.address, all[ 0 ]!.family );
		}
	};
}

/** Replaces NUL, which Postgres cannot store. */
function textOf( bytes: Buffer ): string {
	return bytes.toString( 'utf8' ).replaceAll( '\u0000', '\uFFFD' );
}
