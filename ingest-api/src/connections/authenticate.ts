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
	/** A secret that counts as good does not open; `keyId` as `keyIdOf` has it. */
	onUnreadableSecret: ( key: ConnectionKey, keyId: string | null ) => void;
}

export interface Proof {
	evidence: Evidence;
	/** Whether it is signed, and the time is within the tolerance; asked only where the rest is right. */
	fresh: boolean;
	/** A secret that counts as good and does not open. */
	unreadable: StoredCredential | null;
}

/**
 * After it stopped being good: a process of the store that began before it was connected again may
 * send once more.
 */
const GRACE_MS = SIGNATURE_TOLERANCE_SECONDS * 1_000;

/**
 * R27, R30: what token and signature together prove; what is retired counts as good until its overlap ends.
 *
 * Where a good secret does not open, a signature that no other one made may be its signature. That is a
 * fault of this copy of the program, and no evidence against anybody.
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
	// R30: once it has paused the connection, whoever has the token and not the secret is no news.
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
	// A signature that was right once is a recording that a stranger may play back, token and all.
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

/** Whether this was ever a token of the connection: who has one was its store once. */
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

/** `ended`: retired, and so short a time ago that it says nothing of who sends it. */
type Standing = 'good' | 'ended' | 'retired' | 'unknown';

function isEvidence( found: Standing ): boolean {
	return found === 'good' || found === 'retired';
}

/** Looks at every credential, whichever matches, so that the time it takes tells nothing. */
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

/** Token, signature and time are right. */
export interface Authenticated {
	connection: StoredConnection;
	body: Buffer;
	signature: SignedRequest;
	/** Why it is refused all the same; null where it is not. */
	refusal: Refusal | null;
}

/**
 * Who sends this: credentials, time, state and store, in this order. `found` is the connection as it
 * was when the request began.
 *
 * @throws ProblemError where it is not verified.
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

/** @return null: it lost a race, perhaps against a person (R30); so look again. */
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

/** Whether this is the first use of what a rotation gave. */
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

/** A copy of the store under another address, or beside the original, must not push into its account. */
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

/** Somebody has to put the configuration right first. */
const UNREADABLE_RETRY_SECONDS = 60;

const REFUSALS: Record< Exclude< Verdict, 'accept' >, Refusal > = {
	unauthorized: UNAUTHORIZED,
	unreadable: {
		problem: 'unavailable',
		detail: 'Ivorey cannot check this signature just now; the fault is on our side. Send again.',
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

/** A request that is not accepted, or that is not even signed. */
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
