import type { Kysely } from 'kysely';
import { HEADERS, sameStore, type ProblemName } from '@ivorey/shared';
import {
	isSignedBy,
	isWithinTolerance,
	SIGNATURE_TOLERANCE_SECONDS,
} from '@ivorey/shared/signature';
import type { Database } from '../db/schema.ts';
import type { Refusal } from '../ops/problem.ts';
import { parseConnection, type ConnectionKey } from './identifiers.ts';
import { decryptSecret, hashToken, isSameHash } from './secrets.ts';
import { decide, type Evidence, type Verdict } from './state.ts';
import {
	claimInstallId,
	findConnection,
	moveConnection,
	noteSeen,
	type StoredConnection,
} from './store.ts';

export interface AuthenticationContext {
	db: Kysely< Database >;
	/** 32 bytes. */
	encryptionKey: Buffer;
	now: () => Date;
	onTransition: ( key: ConnectionKey, to: string, reason: string ) => void;
}

/** What a signed request says of itself. */
export interface SignedHeaders {
	key: ConnectionKey;
	token: string;
	storeUrl: string;
	installId: string;
	/** null where one of the three headers is missing. */
	signature: { id: string; timestamp: number; header: string } | null;
}

/** No full stop: the signature is over `id.timestamp.body`, which could be read in two ways then. */
const WEBHOOK_ID = /^[\x21-\x2d\x2f-\x7e]{1,200}$/;
const TIMESTAMP = /^\d{1,12}$/;
const INSTALL_ID = /^[\x21-\x7e]{1,100}$/;
const BEARER = /^Bearer +(?<token>[\x21-\x7e]{1,200})$/i;
const MAX_URL = 2_048;
const MAX_SIGNATURES = 2_000;

const UNAUTHORIZED: Refusal = {
	problem: 'unauthorized',
	detail: 'Connect the store again: its connection, token or signature is not the one Ivorey knows.',
};

/** Looks at the headers only. */
export function readSignedHeaders(
	header: ( name: string ) => string | undefined
): SignedHeaders | Refusal {
	const key = parseConnection( header( HEADERS.connection ) ?? '' );
	const token = BEARER.exec( header( 'authorization' ) ?? '' )?.groups?.token;
	if ( key === null || token === undefined ) {
		return UNAUTHORIZED;
	}
	const storeUrl = header( HEADERS.storeUrl ) ?? '';
	if ( storeUrl.length > MAX_URL || URL.parse( storeUrl ) === null ) {
		return badHeader( HEADERS.storeUrl, 'the URL of the store' );
	}
	const installId = header( HEADERS.installId ) ?? '';
	if ( ! INSTALL_ID.test( installId ) ) {
		return badHeader(
			HEADERS.installId,
			'the id of the installation, at most 100 characters'
		);
	}
	const id = header( 'webhook-id' );
	const timestamp = header( 'webhook-timestamp' );
	const signatures = header( 'webhook-signature' );
	if (
		id === undefined ||
		timestamp === undefined ||
		signatures === undefined
	) {
		return { key, token, storeUrl, installId, signature: null };
	}
	if ( ! WEBHOOK_ID.test( id ) ) {
		return badHeader(
			'webhook-id',
			'at most 200 visible ASCII characters, none of them a full stop'
		);
	}
	if ( ! TIMESTAMP.test( timestamp ) ) {
		return badHeader( 'webhook-timestamp', 'the seconds since 1970' );
	}
	if ( signatures.length > MAX_SIGNATURES ) {
		return badHeader( 'webhook-signature', 'at most a few signatures' );
	}
	return {
		key,
		token,
		storeUrl,
		installId,
		signature: { id, timestamp: Number( timestamp ), header: signatures },
	};
}

function badHeader( name: string, right: string ): Refusal {
	return {
		problem: 'bad-request',
		detail: `The header ${ name } must hold ${ right }.`,
	};
}

export interface Proof {
	evidence: Evidence;
	/** Whether the time is within the tolerance; asked only where the rest is right. */
	fresh: boolean;
}

/** R27, R30: what token and signature together prove; what is retired counts as good until its overlap ends. */
export function weighCredentials(
	connection: StoredConnection,
	headers: SignedHeaders,
	body: Uint8Array,
	encryptionKey: Buffer,
	now: Date
): Proof {
	const tokenHash = hashToken( headers.token );
	const token = standing( connection, 'token', now, ( value ) =>
		isSameHash( value, tokenHash )
	);
	const { signature } = headers;
	if ( signature === null ) {
		return {
			evidence: token === 'unknown' ? 'none' : 'held',
			fresh: false,
		};
	}
	const { id, timestamp, header } = signature;
	const signed = standing( connection, 'secret', now, ( value ) =>
		isSignedBy(
			decryptSecret( encryptionKey, connection, value ),
			id,
			timestamp,
			body,
			header
		)
	);
	const fresh = isWithinTolerance(
		timestamp,
		Math.floor( now.getTime() / 1_000 )
	);
	if ( token === 'good' && signed === 'good' ) {
		return { evidence: 'verified', fresh };
	}
	// An old signature may be a recording that a stranger plays back; a token is evidence by itself.
	const held = token !== 'unknown' || ( signed !== 'unknown' && fresh );
	return { evidence: held ? 'held' : 'none', fresh };
}

/** Looks at every credential, whichever matches, so that the time it takes tells nothing. */
function standing(
	{ credentials }: StoredConnection,
	kind: 'token' | 'secret',
	now: Date,
	matches: ( value: string ) => boolean
): 'good' | 'retired' | 'unknown' {
	const found = credentials
		.filter( ( credential ) => credential.kind === kind )
		.filter( ( { value } ) => matches( value ) )
		.map(
			( credential ) =>
				credential.valid_until === null ||
				new Date( credential.valid_until ) > now
		);
	if ( found.length === 0 ) {
		return 'unknown';
	}
	return found.includes( true ) ? 'good' : 'retired';
}

export type Authentication =
	| {
			kind: 'authenticated';
			connection: StoredConnection;
			body: Buffer;
			webhookId: string;
	  }
	| { kind: 'refused'; refusal: Refusal };

/**
 * Who sends this: headers, connection, credentials, time, state and store, in this order.
 *
 * `readBody` is called once the connection is known to exist.
 */
export async function authenticate(
	context: AuthenticationContext,
	header: ( name: string ) => string | undefined,
	readBody: () => Promise< Buffer | Refusal >
): Promise< Authentication > {
	const headers = readSignedHeaders( header );
	if ( 'problem' in headers ) {
		return { kind: 'refused', refusal: headers };
	}
	const connection = await findConnection( context.db, headers.key );
	if ( connection === null ) {
		return { kind: 'refused', refusal: UNAUTHORIZED };
	}
	const body = await readBody();
	if ( ! Buffer.isBuffer( body ) ) {
		return { kind: 'refused', refusal: body };
	}
	const now = context.now();
	const { evidence, fresh } = weighCredentials(
		connection,
		headers,
		body,
		context.encryptionKey,
		now
	);
	if ( evidence === 'verified' && ! fresh ) {
		return { kind: 'refused', refusal: clockSkew( now ) };
	}
	const { verdict, transition } = decide( connection.status, evidence );
	if (
		verdict === 'accept' &&
		! ( await isApprovedStore( context, connection, headers ) )
	) {
		return { kind: 'refused', refusal: STORE_MISMATCH };
	}
	if (
		transition !== null &&
		( await moveConnection(
			context.db,
			connection,
			connection.status,
			transition,
			now
		) )
	) {
		connection.status = {
			state: transition.to,
			cause: transition.cause,
			reason: transition.reason,
		};
		context.onTransition( connection, transition.to, transition.reason );
	}
	if ( verdict !== 'accept' || headers.signature === null ) {
		return { kind: 'refused', refusal: refusalOf( verdict ) };
	}
	await noteSeen( context.db, connection, now );
	return {
		kind: 'authenticated',
		connection,
		body,
		webhookId: headers.signature.id,
	};
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

const REFUSALS: Record< Exclude< Verdict, 'accept' >, Refusal > = {
	unauthorized: UNAUTHORIZED,
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
export function refusalOf(
	verdict: Verdict
): Refusal & { problem: ProblemName } {
	return verdict === 'accept' ? UNAUTHORIZED : REFUSALS[ verdict ];
}

function clockSkew( now: Date ): Refusal {
	return {
		problem: 'clock-skew',
		detail: `The webhook-timestamp is more than ${ SIGNATURE_TOLERANCE_SECONDS } seconds off. Correct it by server_time and send again.`,
		serverTime: now.toISOString(),
	};
}
