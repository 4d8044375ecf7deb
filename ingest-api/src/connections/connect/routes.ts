import type { Context } from 'hono';
import type { z } from 'zod';
import {
	denyCodeSchema,
	describeCodeSchema,
	exchangeCodeSchema,
	type ExchangedCode,
} from '@ivorey/shared';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { readBody } from '../../ingest/read-body.ts';
import type { Refusal } from '../../ops/problem.ts';
import type { Keyring } from '../keyring.ts';
import {
	denyCode,
	describeCode,
	exchangeCode,
	type ConfirmStore,
} from './exchange.ts';

const MAX_BODY_BYTES = 8_192;
const BODY_TIMEOUT_MS = 10_000;

export interface ConnectContext {
	db: Kysely< Database >;
	keys: Keyring;
	now: () => Date;
	/** Where stores reach this API. */
	apiUrl: string;
	/** The page of a connection, for people. */
	pageOf: ( connectionId: string ) => string;
	confirmStore: ConfirmStore;
	onJoined: ( connection: string, reconnected: boolean ) => void;
}

/** What a route answers; `null` is nothing to say (204). */
export type ConnectAnswer = { answer: object | null } | { refusal: Refusal };

/** `POST /v1/connect/describe`. */
export async function postDescribe(
	context: ConnectContext,
	c: Context
): Promise< ConnectAnswer > {
	const given = await parseBody( c, describeCodeSchema );
	return 'problem' in given
		? { refusal: given }
		: toAnswer(
				await describeCode(
					context.db,
					given.data,
					context.apiUrl,
					context.now()
				)
			);
}

/** `POST /v1/connect/token`. */
export async function postToken(
	context: ConnectContext,
	c: Context
): Promise< ConnectAnswer > {
	const given = await parseBody( c, exchangeCodeSchema );
	if ( 'problem' in given ) {
		return { refusal: given };
	}
	const joined = await exchangeCode( context.db, given.data, {
		apiUrl: context.apiUrl,
		keys: context.keys,
		now: context.now(),
		confirmStore: context.confirmStore,
	} );
	if ( 'problem' in joined ) {
		return { refusal: joined };
	}
	context.onJoined( joined.credentials.connection, joined.reconnected );
	const answer: ExchangedCode = {
		credentials: joined.credentials,
		return_url: context.pageOf( joined.key.connectionId ),
	};
	return { answer };
}

/** `POST /v1/connect/deny`. */
export async function postDeny(
	context: ConnectContext,
	c: Context
): Promise< ConnectAnswer > {
	const given = await parseBody( c, denyCodeSchema );
	if ( 'problem' in given ) {
		return { refusal: given };
	}
	const refusal = await denyCode(
		context.db,
		given.data.code,
		context.now()
	);
	return refusal === null ? { answer: null } : { refusal };
}

function toAnswer( result: object | Refusal ): ConnectAnswer {
	return 'problem' in result ? { refusal: result } : { answer: result };
}

async function parseBody< T extends z.ZodType >(
	c: Context,
	schema: T
): Promise< { data: z.infer< T > } | Refusal > {
	const read = await readBody(
		c.req.raw.body,
		c.req.header( 'content-length' ),
		MAX_BODY_BYTES,
		BODY_TIMEOUT_MS
	);
	if ( read.kind !== 'read' ) {
		return invalid( 'Send a small JSON object.' );
	}
	let json: unknown;
	try {
		json = JSON.parse( read.body.toString( 'utf8' ) );
	} catch {
		return invalid( 'The body is no JSON.' );
	}
	const parsed = schema.safeParse( json );
	if ( parsed.success ) {
		return { data: parsed.data };
	}
	const wrong = parsed.error.issues.map( ( { path } ) => path.join( '.' ) );
	return wrong.includes( 'grant_type' ) &&
		typeof json === 'object' &&
		json !== null &&
		'grant_type' in json
		? {
				problem: 'unsupported-grant-type',
				detail: 'Send grant_type "authorization_code".',
			}
		: invalid(
				`These are missing or wrong: ${ [ ...new Set( wrong ) ].filter( Boolean ).join( ', ' ) || 'the whole body' }.`
			);
}

function invalid( detail: string ): Refusal {
	return { problem: 'invalid-request', detail };
}
