import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { batchSchema, type Receipt } from '@ivorey/shared';
import type { Config } from '../config.ts';
import { refusalOf } from '../connections/authenticate.ts';
import type { StoredConnection } from '../connections/store.ts';
import type { Database } from '../db/schema.ts';
import type { Refusal } from '../ops/problem.ts';
import { applyBatch, type AppliedOrder } from './apply-batch.ts';
import { inflate } from './inflate.ts';
import { parseJson } from './parse-json.ts';

/** A verified request: the body as it was on the wire. */
export interface VerifiedBatch {
	connection: StoredConnection;
	webhookId: string;
	body: Buffer;
	contentType: string | undefined;
	contentEncoding: string | undefined;
}

export type Received =
	| {
			kind: 'receipt';
			receipt: Receipt;
			repeated: boolean;
			orders: AppliedOrder[];
	  }
	| { kind: 'refused'; refusal: Refusal };

/** Unpacks and applies a batch. @throws Error of the database. */
export async function receiveBatch(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	batch: VerifiedBatch,
	now: Date
): Promise< Received > {
	const unpacked = await unpack( limits, batch );
	if ( 'problem' in unpacked ) {
		return { kind: 'refused', refusal: unpacked };
	}
	const result = await applyBatch(
		db,
		batch.connection,
		{ webhookId: batch.webhookId, ...unpacked },
		now
	);
	switch ( result.kind ) {
		case 'applied':
			return {
				kind: 'receipt',
				receipt: result.receipt,
				repeated: false,
				orders: result.orders,
			};
		case 'repeated':
			return {
				kind: 'receipt',
				receipt: result.receipt,
				repeated: true,
				orders: [],
			};
		case 'id-reused':
			return {
				kind: 'refused',
				refusal: {
					problem: 'id-reused',
					detail: 'This webhook-id was answered for another body. Give another body another id.',
				},
			};
		case 'refused':
			return { kind: 'refused', refusal: refusalOf( result.verdict ) };
	}
}

async function unpack(
	limits: Config[ 'limits' ],
	{ body, contentType, contentEncoding }: VerifiedBatch
): Promise< { records: readonly unknown[]; bodyHash: string } | Refusal > {
	if (
		contentType?.split( ';' )[ 0 ]!.trim().toLowerCase() !==
		'application/json'
	) {
		return {
			problem: 'unsupported-media-type',
			detail: 'The Content-Type must be application/json.',
		};
	}
	const inflated = await inflate(
		body,
		contentEncoding,
		limits.inflatedBytes
	);
	switch ( inflated.kind ) {
		case 'unsupported':
			return {
				problem: 'unsupported-media-type',
				detail: 'The Content-Encoding must be gzip, or none.',
			};
		case 'malformed':
			return {
				problem: 'malformed-encoding',
				detail: 'The body says it is gzip and does not inflate.',
			};
		case 'too-large':
			return {
				problem: 'payload-too-large',
				detail: `The JSON may have at most ${ limits.inflatedBytes } bytes. Send fewer records at once.`,
			};
	}
	const parsed = parseJson( inflated.json, limits.depth );
	if ( parsed.kind === 'malformed' ) {
		return {
			problem: 'malformed-json',
			detail: 'The body must be one JSON value in UTF-8.',
		};
	}
	if ( parsed.kind === 'too-deep' ) {
		return invalid( [
			{
				path: '',
				message: `must not be nested deeper than ${ limits.depth }`,
			},
		] );
	}
	const envelope = batchSchema.safeParse( parsed.value );
	if ( ! envelope.success ) {
		return invalid(
			envelope.error.issues.map( ( { path, message } ) => ( {
				path: jsonPointer( path ),
				message,
			} ) )
		);
	}
	const { records } = envelope.data;
	if ( records.length > limits.records ) {
		return {
			problem: 'too-many-records',
			detail: `A batch may hold at most ${ limits.records } records; this one has ${ records.length }.`,
		};
	}
	// Of the content: the same batch compressed in another way is still the same batch.
	return {
		records,
		bodyHash: createHash( 'sha256' )
			.update( inflated.json )
			.digest( 'hex' ),
	};
}

const MAX_ERRORS = 20;

function invalid( errors: { path: string; message: string }[] ): Refusal {
	return {
		problem: 'invalid-batch',
		detail: 'The batch does not fit the contract; see errors.',
		errors: errors.slice( 0, MAX_ERRORS ),
	};
}

/** RFC 6901. */
function jsonPointer( path: readonly PropertyKey[] ): string {
	return path
		.map(
			( part ) =>
				`/${ String( part ).replaceAll( '~', '~0' ).replaceAll( '/', '~1' ) }`
		)
		.join( '' );
}
