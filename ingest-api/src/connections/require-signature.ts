import { ACTION_IDS, actionOf } from '@ivorey/shared';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';
import { STRANGERS } from '../http/body-places.ts';
import { ProblemError, type Refusal } from '../http/problem.ts';
import { callerOf, type Caller } from '../http/rate-limit.ts';
import { signedRequestOf } from '../http/replays.ts';
import {
	addressOf,
	questionLimits,
	wireBody,
	type RequestContext,
} from '../http/request.ts';
import type { Guard, Limit } from '../http/routes.ts';
import {
	isFresh,
	readSignedHeaders,
	UNAUTHORIZED,
	type SignedHeaders,
	type SignedRequest,
} from '../http/signed-headers.ts';
import {
	noteTransition,
	servicesFor,
	type ApiServices,
} from './api-services.ts';
import { authenticate, type Authenticated } from './authenticate.ts';
import type { StoredConnection } from './repository.ts';
import { isIssuedToken } from './secrets.ts';
import {
	findSigned,
	noteSigned,
	type FoundConnection,
} from './signed-requests.ts';

export interface SignedCall {
	connection: StoredConnection;
	/** The body as it was on the wire, still compressed. */
	body: Buffer;
	signature: SignedRequest;
	/** Whether the very same request came before, at any copy of the program. */
	isReplay: boolean;
	/** The time before anything was read. */
	receivedAt: Date;
}

const SHUTTING_DOWN: Refusal = {
	problem: 'unavailable',
	detail: 'This server is shutting down. Send again.',
	retryAfter: 1,
};

const OTHER_ACTION: Refusal = {
	problem: 'bad-request',
	detail: `The header webhook-id must begin with "${ ACTION_IDS.rotate }" to rotate, with "${ ACTION_IDS.disconnect }" to disconnect, and with neither to do anything else.`,
};

/**
 * The guard of `signed` routes: limit by address, replay check, a body place, authentication, then limit by connection.
 */
export const requireSignature: Guard<
	ApiServices,
	SignedCall,
	'signed'
> = async ( unlimited, c, { action, limit }, run ) => {
	const { bodies, config, health, now } = unlimited;
	const receivedAt = now();
	if ( health.isShuttingDown() ) {
		throw new ProblemError( SHUTTING_DOWN );
	}
	const address = addressOf( config, c );
	const headers = await readHeaders( unlimited, c, address );
	// The account is only claimed by the request; it is verified with the credentials found in it.
	const services = servicesFor( unlimited, headers.key.accountId );
	const request = await recognise( services, headers, address );
	if (
		headers.signature !== null &&
		actionOf( headers.signature.id ) !== ( action ?? null )
	) {
		throw new ProblemError( OTHER_ACTION );
	}
	const hasBody = ! [ 'GET', 'HEAD' ].includes( c.req.method );
	const inPlace = < T >( work: () => Promise< T > ): Promise< T > =>
		hasBody ? bodies.hold( partyOf( services, request ), work ) : work();
	const verified = async (): Promise< SignedCall > => ( {
		...( await verify( services, c, request, limit ) ),
		receivedAt,
	} );
	const answer = ( call: SignedCall ): Promise< Response > =>
		runWithin( services, limit, call, run );
	// A request of the `questions` limit is small and may wait long for its turn and its answer. It holds no body place
	// meanwhile, so that no batch has to wait for it.
	return limit === 'questions'
		? answer( await inPlace( verified ) )
		: inPlace( async () => answer( await verified() ) );
};

/** Runs the handler within the connection's limit of concurrent requests. */
async function runWithin(
	{ db, limits }: ApiServices,
	limit: Limit< 'signed' >,
	call: SignedCall,
	run: ( call: SignedCall, accountId: string ) => Promise< Response >
): Promise< Response > {
	const { connection, isReplay, signature } = call;
	const { accountId, connectionId } = connection;
	switch ( limit ) {
		case 'batches':
			try {
				return await limits.withBatchInFlight(
					connectionId,
					isReplay,
					() => run( call, accountId )
				);
			} catch ( error ) {
				// It left no receipt that would tell other copies about it.
				await noteSigned( db, connection, signature ).catch(
					() => undefined
				);
				throw error;
			}
		case 'questions':
			return limits.withQuestionInTurn( connectionId, isReplay, () =>
				run( call, accountId )
			);
		case 'connection':
			return run( call, accountId );
	}
}

interface Request {
	headers: SignedHeaders;
	caller: Caller;
	/** See `signedRequestOf`. */
	fingerprint: string;
	address: string;
	/** Whether it passes, however much its address sends. If not, it was counted against its address. */
	isTrusted: boolean;
	/** The connection in the database; undefined if it was not looked up yet. */
	found?: FoundConnection | null;
}

/**
 * Judges a request by its headers only. A recording has the token too, so an old or repeated request is treated as a
 * stranger's. A request that passes for a store's is looked up before it takes any of that store's capacity, so that a
 * recording from another copy takes none either; strangers have to find a place first.
 *
 * @throws ProblemError if the address sent too much.
 */
async function recognise(
	services: ApiServices,
	headers: SignedHeaders,
	address: string
): Promise< Request > {
	const { db, keys, limits, now, replays } = services;
	const { key, token, signature } = headers;
	const connection = formatConnection( key );
	const caller = {
		id: callerOf( connection, token ),
		issued: isIssuedToken( keys, key, token ),
	};
	const { id, timestamp } = signature ?? { id: '', timestamp: 0 };
	const fingerprint = signedRequestOf( connection, id, timestamp );
	const request = { headers, caller, fingerprint, address };
	if (
		! isFresh( timestamp, now() ) ||
		replays.has( fingerprint ) ||
		! limits.isTrusted( caller )
	) {
		await limits.admitAddress( address );
		return { ...request, isTrusted: false };
	}
	const found = await findSigned( db, key, signature );
	if ( found === null || ! found.cameBefore ) {
		return { ...request, isTrusted: true, found };
	}
	replays.add( fingerprint, now() );
	await limits.admitAddress( address );
	return { ...request, isTrusted: false, found };
}

/**
 * Body places are counted per store, and in one shared pool for everyone who may not be a store. A caller that has a
 * store's token, but was never seen to have its secret at that address, takes none of the store's own places.
 */
function partyOf(
	{ limits }: ApiServices,
	{ address, caller, headers, isTrusted }: Request
): string {
	if ( ! isTrusted ) {
		return STRANGERS;
	}
	const connection = formatConnection( headers.key );
	return limits.isAtHome( caller, address )
		? connection
		: `${ connection } elsewhere`;
}

/** Reads the body. @throws ProblemError */
async function verify(
	services: ApiServices,
	c: RequestContext,
	request: Request,
	limit: Limit< 'signed' >
): Promise< Omit< SignedCall, 'receivedAt' > > {
	const { headers } = request;
	const { limits } = services.config;
	const { refusal, cameBefore, ...authenticated } = await authenticateSender(
		services,
		request,
		() =>
			wireBody(
				limit === 'questions' ? questionLimits( limits ) : limits,
				c
			)
	);
	c.set( 'connection', formatConnection( headers.key ) );
	const isReplay = await admit( services, request, authenticated, {
		cameBefore,
		leavesReceipt: limit === 'batches' && refusal === null,
	} );
	if ( refusal !== null ) {
		throw new ProblemError( refusal );
	}
	return { ...authenticated, isReplay };
}

/** Requests with unusable headers count against their address. */
async function readHeaders(
	{ limits }: ApiServices,
	c: RequestContext,
	address: string
): Promise< SignedHeaders > {
	try {
		return readSignedHeaders( ( name ) => c.req.header( name ) );
	} catch ( error ) {
		await limits.admitAddress( address );
		throw error;
	}
}

async function authenticateSender(
	services: ApiServices,
	{ caller, found: known, headers }: Request,
	readBody: () => Promise< Buffer >
): Promise< Authenticated & Pick< FoundConnection, 'cameBefore' > > {
	const { db, limits } = services;
	try {
		const found =
			known === undefined
				? await findSigned( db, headers.key, headers.signature )
				: known;
		if ( found === null ) {
			throw new ProblemError( UNAUTHORIZED );
		}
		const authenticated = await authenticate(
			{
				...services,
				onTransition: ( key, state, reason ) =>
					noteTransition( services, key, state, reason ),
			},
			found.connection,
			headers,
			await readBody()
		);
		return { ...authenticated, cameBefore: found.cameBefore };
	} catch ( error ) {
		if (
			error instanceof ProblemError &&
			error.refusal.problem === 'unauthorized'
		) {
			limits.distrust( caller );
		}
		throw error;
	}
}

/**
 * Counts a verified request: the first time against its connection instead of its address; a replay against its
 * address. `leavesReceipt`: the batch's own row tells other copies about it.
 *
 * @return Whether it came before.
 */
async function admit(
	services: ApiServices,
	request: Request,
	{
		connection,
		signature,
	}: Pick< Authenticated, 'connection' | 'signature' >,
	{
		cameBefore,
		leavesReceipt,
	}: { cameBefore: boolean; leavesReceipt: boolean }
): Promise< boolean > {
	const { db, limits, now, replays } = services;
	if ( replays.add( request.fingerprint, now() ) || cameBefore ) {
		await admitReplay( services, request );
		return true;
	}
	await admitNew( services, connection, request );
	if ( leavesReceipt || ( await noteSigned( db, connection, signature ) ) ) {
		return false;
	}
	// Another copy accepted it at the same moment.
	await limits.refundConnection( connection.connectionId );
	await limits.admitAddress( request.address );
	return true;
}

/** Counts it against its address, if that has not been done yet. */
async function admitReplay(
	{ limits }: ApiServices,
	{ address, isTrusted }: Request
): Promise< void > {
	if ( isTrusted ) {
		await limits.admitAddress( address );
	}
}

async function admitNew(
	{ limits, replays }: ApiServices,
	{ connectionId }: ConnectionKey,
	{ address, caller, fingerprint, isTrusted }: Request
): Promise< void > {
	limits.trust( caller );
	limits.noteHome( caller, address );
	if ( ! isTrusted ) {
		await limits.refundAddress( address );
	}
	try {
		await limits.admitConnection( connectionId );
	} catch ( error ) {
		replays.delete( fingerprint );
		throw error;
	}
}
