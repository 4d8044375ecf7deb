import { lookup as systemLookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback, isPublicAddress } from './addresses.ts';

export interface ResolveOptions {
	/** Allows names and addresses of this machine, for development. */
	allowLocal: boolean;
	/** Looks up all addresses of a name; the DNS by default. */
	lookup?: ( hostname: string ) => Promise< readonly string[] >;
}

type Resolved =
	| { kind: 'resolved'; addresses: string[] }
	| { kind: 'failed'; why: 'unknown_host' | 'internal_address' | 'timeout' };

/** The limit for one name; a worker's lease relies on it. */
export const RESOLVE_MS = 3_000;
/** The timeout of the first query to a server; the resolver waits longer for each further one. */
const QUESTION_MS = 1_000;
const QUESTIONS = 2;
const MAX_ADDRESSES = 3;
const UNANSWERED = new Set( [ 'ETIMEOUT', 'ECANCELLED' ] );

/** The current addresses of a URL's name, limited to a few, if all of its addresses are public. */
export async function resolvePublic(
	url: URL,
	options: ResolveOptions,
	signal?: AbortSignal
): Promise< Resolved > {
	const limit = AbortSignal.timeout( RESOLVE_MS );
	const within =
		signal === undefined ? limit : AbortSignal.any( [ signal, limit ] );
	const found = await addressesOf( url, options, within );
	if ( found === null ) {
		return { kind: 'failed', why: 'timeout' };
	}
	if ( found.length === 0 ) {
		return { kind: 'failed', why: 'unknown_host' };
	}
	const allowed = ( address: string ) =>
		isPublicAddress( address ) ||
		( options.allowLocal && isLoopback( address ) );
	// A single address that is not public is enough, since chance decides which one is used.
	if ( ! found.every( allowed ) ) {
		return { kind: 'failed', why: 'internal_address' };
	}
	// IPv4 first: not every network has IPv6.
	const inOrder = [ ...found ].sort( ( a, b ) => isIP( a ) - isIP( b ) );
	return { kind: 'resolved', addresses: inOrder.slice( 0, MAX_ADDRESSES ) };
}

/** @return null if nobody answered in time. */
async function addressesOf(
	url: URL,
	{ allowLocal, lookup }: ResolveOptions,
	signal: AbortSignal
): Promise< readonly string[] | null > {
	const hostname = url.hostname.replace( /^\[|\]$/g, '' );
	if ( isIP( hostname ) !== 0 ) {
		return [ hostname ];
	}
	try {
		return lookup === undefined && ! allowLocal
			? await lookupInDns( hostname, signal )
			: await beforeAbort( signal, ( lookup ?? lookupHere )( hostname ) );
	} catch ( error ) {
		return signal.aborted || UNANSWERED.has( codeOf( error ) ) ? null : [];
	}
}

/** Resolves a name as this machine does, including its hosts file. Blocks a thread until it is answered. */
async function lookupHere( hostname: string ): Promise< string[] > {
	const found = await systemLookup( hostname, { all: true, verbatim: true } );
	return found.map( ( { address } ) => address );
}

/**
 * Asks the DNS without a thread: getaddrinfo() blocks one of the few that files and all other names need, for as long
 * as a stranger's name server stays silent. Ends with its signal; one address family's answer counts without the
 * other's.
 */
export async function lookupInDns(
	hostname: string,
	signal: AbortSignal,
	servers?: readonly string[]
): Promise< string[] > {
	if ( /(^|\.)localhost\.?$/.test( hostname ) ) {
		return [ '127.0.0.1' ];
	}
	const resolver = new Resolver( { timeout: QUESTION_MS, tries: QUESTIONS } );
	if ( servers !== undefined ) {
		resolver.setServers( servers );
	}
	signal.throwIfAborted();
	const cancel = () => resolver.cancel();
	signal.addEventListener( 'abort', cancel, { once: true } );
	try {
		const answers = await Promise.allSettled( [
			resolver.resolve4( hostname ),
			resolver.resolve6( hostname ),
		] );
		const found = answers.flatMap( ( answer ) =>
			answer.status === 'fulfilled' ? answer.value : []
		);
		const silence = answers.find(
			( answer ) =>
				answer.status === 'rejected' &&
				UNANSWERED.has( codeOf( answer.reason ) )
		);
		if ( found.length === 0 && silence?.status === 'rejected' ) {
			throw silence.reason;
		}
		return found;
	} finally {
		signal.removeEventListener( 'abort', cancel );
	}
}

function codeOf( error: unknown ): string {
	return error instanceof Error && 'code' in error
		? String( error.code )
		: '';
}

/** The result, or null on abort; a lookup that cannot be stopped is left to finish unobserved. */
async function beforeAbort< T >(
	signal: AbortSignal,
	work: Promise< T >
): Promise< T | null > {
	if ( signal.aborted ) {
		return null;
	}
	const { promise, resolve } = Promise.withResolvers< null >();
	const onAbort = () => resolve( null );
	signal.addEventListener( 'abort', onAbort, { once: true } );
	try {
		return await Promise.race( [ work, promise ] );
	} finally {
		signal.removeEventListener( 'abort', onAbort );
	}
}
