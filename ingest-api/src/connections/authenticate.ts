import type { Kysely } from 'kysely';
import { actionOf, sameStore } from '@ivorey/shared';
import {
	isSignedBy,
	SIGNATURE_TOLERANCE_SECONDS,
} from '@ivorey/shared/signature';
import type { Database } from '../db/schema.ts';
import { ProblemError, type Refusal } from '../http/problem.ts';
import {
	isFresh,
	UNAUTHORIZED,
	type SignedHeaders,
	type SignedRequest,
} from '../http/signed-headers.ts';
import { endOverlap } from './credentials.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { keyIdOf, type Keyring } from './keyring.ts';
import { decryptSecret } from './secrets.ts';
import { decide, type Evidence, type Verdict } from './state.ts';
import {
	claimInstallId,
	findConnection,
	moveConnection,
	noteSeen,
	type StoredConnection,
	type StoredCredential,
} from './repository.ts';
import { hashToken, isSameHash } from '../http/bearer-token.ts';

export interface AuthenticationContext {
	db: Kysely< Database >;
	keys: Keyring;
	now: () => Date;
	onTransition: ( key: ConnectionKey, to: string, reason: string ) => void;
	/** Called when a valid secret cannot be decrypted; `keyId` is the result of `keyIdOf`. */
	onUnreadableSecret: ( key: ConnectionKey, keyId: string | null ) => void;
}

export interface Proof {
	evidence: Evidence;
	/** Whether it is signed and its time is within the tolerance; only relevant if the rest is valid. */
	fresh: boolean;
	/** A valid secret that cannot be decrypted. */
	unreadable: StoredCredential | null;
}

/**
 * The time after its end in which a credential is no evidence: a process of the store that began before the store was
 * connected again may send once more.
 */
const GRACE_MS = SIGNATURE_TOLERANCE_SECONDS * 1_000;

/**
 * R27, R30: weighs what token and signature together prove. A retired credential counts as good until its overlap ends.
 *
 * If a good secret cannot be decrypted, a signature that matches no other secret may be that secret's. That is a fault
 * of this copy of the program, and no evidence against anybody.
 */
export function weighCredentials(
	connection: StoredConnection,
	headers: SignedHeaders,
	body: Uint8Array,
	keys: Keyring,
	now: Date
): Proof {
	const tokenHash = hashToken( headers.token );
	const token = standing( connection, 'token', now, ( { value } ) =>
		isSameHash( value, tokenHash )
	);
	// R30: once a token has paused the connection, that token without the secret is no longer evidence.
	const tokenAlone =
		isEvidence( token ) && ! wasFlagged( connection, tokenHash )
			? 'token'
			: 'none';
	const { signature } = headers;
	if ( signature === null ) {
		return {
			evidence: tokenAlone,
			fresh: false,
			unreadable: null,
		};
	}
	const { id, timestamp, header } = signature;
	const opened = new Map(
		connection.credentials
			.filter( ( { kind } ) => kind === 'secret' )
			.map( ( credential ) => [
				credential,
				decryptSecret( keys, connection, credential.value ),
			] )
	);
	const unreadable =
		[ ...opened.keys() ].find(
			( credential ) =>
				opened.get( credential ) === null &&
				standingOf( credential, now ) === 'good'
		) ?? null;
	const signed = standing( connection, 'secret', now, ( credential ) => {
		const secret = opened.get( credential ) ?? null;
		return (
			secret !== null && isSignedBy( secret, id, timestamp, body, header )
		);
	} );
	const fresh = isFresh( timestamp, now );
	if ( token === 'good' && signed === 'good' ) {
		return { evidence: 'verified', fresh, unreadable };
	}
	if ( unreadable !== null && signed === 'unknown' ) {
		return {
			evidence: token === 'good' ? 'unreadable' : 'none',
			fresh,
			unreadable,
		};
	}
	// A signature that was valid once may be a recording that a stranger replays, token included.
	const isRecording = signed !== 'unknown' && ! fresh;
	if ( isRecording ) {
		return { evidence: 'none', fresh, unreadable };
	}
	return {
		evidence: isEvidence( signed ) ? 'held' : tokenAlone,
		fresh,
		unreadable,
	};
}

function wasFlagged(
	{ credentials }: StoredConnection,
	tokenHash: string
): boolean {
	return credentials.some(
		( { kind, value, flagged_at: flaggedAt } ) =>
			kind === 'token' &&
			flaggedAt !== null &&
			isSameHash( value, tokenHash )
	);
}

/** Whether this was ever a token of the connection: its holder was once the connection's store. */
export function hasHeldToken(
	connection: StoredConnection,
	token: string,
	now: Date
): boolean {
	const hash = hashToken( token );
	return (
		standing( connection, 'token', now, ( { value } ) =>
			isSameHash( value, hash )
		) !== 'unknown'
	);
}

/** `ended`: retired so recently that using it says nothing about the sender. */
type Standing = 'good' | 'ended' | 'retired' | 'unknown';

function isEvidence( found: Standing ): boolean {
	return found === 'good' || found === 'retired';
}

/** Checks every credential even after a match, so that the timing reveals nothing. */
function standing(
	{ credentials }: StoredConnection,
	kind: 'token' | 'secret',
	now: Date,
	matches: ( credential: StoredCredential ) => boolean
): Standing {
	const found = credentials
		.filter( ( credential ) => credential.kind === kind )
		.filter( matches )
		.map( ( credential ) => standingOf( credential, now ) );
	return (
		( [ 'good', 'retired', 'ended' ] as const ).find( ( one ) =>
			found.includes( one )
		) ?? 'unknown'
	);
}

function standingOf(
	{ valid_until: until }: StoredCredential,
	now: Date
): Standing {
	const over = until === null ? -1 : now.getTime() - Date.parse( until );
	if ( over < 0 ) {
		return 'good';
	}
	return over < GRACE_MS ? 'ended' : 'retired';
}

/** A request whose token, signature and time are valid. */
export interface Authenticated {
	connection: StoredConnection;
	body: Buffer;
	signature: SignedRequest;
	/** The reason for refusing it all the same; null if it is accepted. */
	refusal: Refusal | null;
}

/**
 * Checks credentials, time, state and store, in this order. `found` is the connection as it was when the request began.
 *
 * @throws ProblemError if the request is not verified.
 */
export async function authenticate(
	context: AuthenticationContext,
	found: StoredConnection,
	headers: SignedHeaders,
	body: Buffer
): Promise< Authenticated > {
	let connection: StoredConnection | null = found;
	while ( connection !== null ) {
		const decided = await judge( context, connection, headers, body );
		if ( decided !== null ) {
			return decided;
		}
		connection = await findConnection( context.db, headers.key );
	}
	throw new ProblemError( UNAUTHORIZED );
}

/** @return null if it lost a race, perhaps against a person (R30), and has to look again. */
async function judge(
	context: AuthenticationContext,
	connection: StoredConnection,
	headers: SignedHeaders,
	body: Buffer
): Promise< Authenticated | null > {
	const { signature } = headers;
	const now = context.now();
	const { evidence, fresh, unreadable } = weighCredentials(
		connection,
		headers,
		body,
		context.keys,
		now
	);
	if ( unreadable !== null ) {
		context.onUnreadableSecret( connection, keyIdOf( unreadable.value ) );
	}
	if ( evidence === 'verified' && ! fresh ) {
		throw new ProblemError( clockSkew( now ) );
	}
	const { verdict, transition } = decide(
		connection.status,
		evidence,
		signature && actionOf( signature.id )
	);
	if (
		verdict === 'accept' &&
		signature !== null &&
		! ( await isApprovedStore( context, connection, headers ) )
	) {
		return { connection, body, signature, refusal: STORE_MISMATCH };
	}
	if ( transition !== null ) {
		const { to, cause, reason } = transition;
		if (
			! ( await moveConnection(
				context.db,
				connection,
				connection.status,
				transition,
				now,
				evidence === 'token' ? hashToken( headers.token ) : null
			) )
		) {
			return null;
		}
		connection.status = { state: to, cause, reason };
		context.onTransition( connection, to, reason );
	}
	if ( verdict !== 'accept' || signature === null ) {
		const refusal = refusalOf( verdict );
		if ( evidence !== 'verified' || signature === null ) {
			throw new ProblemError( refusal );
		}
		return { connection, body, signature, refusal };
	}
	if ( hasReachedStore( connection, headers.token ) ) {
		await endOverlap( context.db, connection, now );
	}
	await noteSeen( context.db, connection, now );
	return { connection, body, signature, refusal: null };
}

/** Whether the current credentials are used for the first time: their predecessors have no end yet. */
function hasReachedStore(
	{ credentials }: StoredConnection,
	token: string
): boolean {
	const isOpen = credentials.some(
		( { status, valid_until: until } ) =>
			status === 'retired' && until === null
	);
	const hash = hashToken( token );
	return (
		isOpen &&
		credentials.some(
			( { kind, status, value } ) =>
				kind === 'token' &&
				status === 'current' &&
				isSameHash( value, hash )
		)
	);
}

/** A copy of the store at another address, or beside the original, must not push into its account. */
async function isApprovedStore(
	{ db }: AuthenticationContext,
	connection: StoredConnection,
	headers: SignedHeaders
): Promise< boolean > {
	return (
		sameStore( headers.storeUrl, connection.storeUrl ) &&
		( await claimInstallId( db, connection, headers.installId ) ) ===
			headers.installId
	);
}

const STORE_MISMATCH: Refusal = {
	problem: 'store-mismatch',
	detail: 'This is not the store that was approved: its address or its installation differs. If the store moved, connect it again.',
};

/** Long, since a person has to correct the configuration first. */
const UNREADABLE_RETRY_SECONDS = 60;

const REFUSALS: Record< Exclude< Verdict, 'accept' >, Refusal > = {
	unauthorized: UNAUTHORIZED,
	unreadable: {
		problem: 'unavailable',
		detail: 'Ivorey cannot check this signature right now because of an error on its side. Send again.',
		retryAfter: UNREADABLE_RETRY_SECONDS,
	},
	revoked: {
		problem: 'revoked',
		detail: 'The connection was revoked in Ivorey. Connect the store again.',
	},
	'paused-by-person': {
		problem: 'paused-by-person',
		detail: 'The connection was paused in Ivorey. It can be resumed there.',
	},
	'connection-gone': {
		problem: 'connection-gone',
		detail: 'The connection was deleted in Ivorey. Connect the store again.',
	},
};

/** `accept` reaches this only for a request without a signature. */
export function refusalOf( verdict: Verdict ): Refusal {
	return verdict === 'accept' ? UNAUTHORIZED : REFUSALS[ verdict ];
}

function clockSkew( now: Date ): Refusal {
	return {
		problem: 'clock-skew',
		detail: `The webhook-timestamp is more than ${ SIGNATURE_TOLERANCE_SECONDS } seconds off. Correct it by server_time and send again.`,
		serverTime: now.toISOString(),
	};
}
