import { ACTION_IDS, actionOf } from '@ivorey/shared';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';
import { STRANGERS } from '../http/body-places.ts';
import { ProblemError, type Refusal } from '../http/problem.ts';
import { callerOf, type Caller } from '../http/rate-limit.ts';
import { signedRequestOf } from '../http/replays.ts';
import { addressOf, wireBody, type RequestContext } from '../http/request.ts';
import type { Guard } from '../http/routes.ts';
import {
	isFresh,
	readSignedHeaders,
	type SignedHeaders,
	type SignedRequest,
} from '../http/signed-headers.ts';
import { noteTransition, type ApiServices } from './api-services.ts';
import { authenticate, type Authenticated } from './authenticate.ts';
import type { StoredConnection } from './repository.ts';
import { isIssuedToken } from './secrets.ts';

/** What a handler knows of a signed request. */
export interface SignedCall {
	connection: StoredConnection;
	/** As it was on the wire. */
	body: Buffer;
	signature: SignedRequest;
	/** Whether the very same request came before. */
	isReplay: boolean;
	/** Before anything was read. */
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

/** The guard of `signed` routes: limit by address, a place for the body, then who it is, then limit by connection. */
export const requireSignature: Guard< ApiServices, SignedCall > = async (
	services,
	c,
	{ action, limit },
	run
) => {
	const { bodies, config, health, limits, now } = services;
	const receivedAt = now();
	if ( health.isShuttingDown() ) {
		throw new ProblemError( SHUTTING_DOWN );
	}
	const address = addressOf( config, c );
	const headers = await readHeaders( services, c, address );
	const sender = senderOf( services, headers );
	if ( ! sender.isTrusted ) {
		await limits.admitAddress( address );
	}
	if (
		headers.signature !== null &&
		actionOf( headers.signature.id ) !== ( action ?? null )
	) {
		throw new ProblemError( OTHER_ACTION );
	}
	const answer = async (): Promise< Response > => {
		const verified = await verify( services, c, headers, sender, address );
		const call = { ...verified, receivedAt };
		const { connectionId } = headers.key;
		switch ( limit ) {
			case 'batches':
				return limits.withBatchInFlight(
					connectionId,
					call.isReplay,
					() => run( call )
				);
			case 'questions':
				return limits.withQuestionInTurn( connectionId, () =>
					run( call )
				);
			default:
				return run( call );
		}
	};
	const hasBody = ! [ 'GET', 'HEAD' ].includes( c.req.method );
	return hasBody
		? bodies.hold( partyOf( headers, sender ), answer )
		: answer();
};

/** Whose bodies are counted together: each store's, and those of all who may be no store. */
function partyOf( { key }: SignedHeaders, { isTrusted }: Sender ): string {
	return isTrusted ? formatConnection( key ) : STRANGERS;
}

/** Reads the body. @throws ProblemError */
async function verify(
	services: ApiServices,
	c: RequestContext,
	headers: SignedHeaders,
	sender: Sender,
	address: string
): Promise< Omit< SignedCall, 'receivedAt' > > {
	const { now, replays } = services;
	const { refusal, ...authenticated } = await authenticateSender(
		services,
		c,
		headers,
		sender
	);
	c.set( 'connection', formatConnection( headers.key ) );
	const isReplay = replays.add( sender.request, now() );
	await ( isReplay
		? admitReplay( services, sender, address )
		: admitNew( services, headers.key, sender, address ) );
	if ( refusal !== null ) {
		throw new ProblemError( refusal );
	}
	return { ...authenticated, isReplay };
}

/** Headers that say nothing count against their address. */
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
	c: RequestContext,
	headers: SignedHeaders,
	{ caller }: Sender
): Promise< Authenticated > {
	const { config, limits } = services;
	try {
		return await authenticate(
			{
				...services,
				onTransition: ( key, state, reason ) =>
					noteTransition( services, key, state, reason ),
			},
			headers,
			() => wireBody( config.limits, c )
		);
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

interface Sender {
	caller: Caller;
	/** As `signedRequestOf` makes it. */
	request: string;
	/** Whether it passes whatever its address sends. */
	isTrusted: boolean;
}

/** By the headers only. A recording has the token too: what is old, or came before, is no better than a stranger's. */
function senderOf(
	{ keys, limits, now, replays }: ApiServices,
	{ key, token, signature }: SignedHeaders
): Sender {
	const connection = formatConnection( key );
	const caller = {
		id: callerOf( connection, token ),
		issued: isIssuedToken( keys, key, token ),
	};
	const { id, timestamp } = signature ?? { id: '', timestamp: 0 };
	const request = signedRequestOf( connection, id, timestamp );
	return {
		caller,
		request,
		isTrusted:
			isFresh( timestamp, now() ) &&
			! replays.has( request ) &&
			limits.isTrusted( caller ),
	};
}

/** It counts against its address, if it has not yet. */
async function admitReplay(
	{ limits }: ApiServices,
	{ isTrusted }: Sender,
	address: string
): Promise< void > {
	if ( isTrusted ) {
		await limits.admitAddress( address );
	}
}

/** What is verified for the first time counts against its connection, and not against its address. */
async function admitNew(
	{ limits, replays }: ApiServices,
	{ connectionId }: ConnectionKey,
	{ caller, request, isTrusted }: Sender,
	address: string
): Promise< void > {
	limits.trust( caller );
	if ( ! isTrusted ) {
		await limits.refundAddress( address );
	}
	try {
		await limits.admitConnection( connectionId );
	} catch ( error ) {
		replays.delete( request );
		throw error;
	}
}
