import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { batchSchema, type Receipt } from '@ivorey/shared';
import type { Config } from '../ops/config.ts';
import { refusalOf } from '../connections/authenticate.ts';
import type { StoredConnection } from '../connections/repository.ts';
import type { Database } from '../db/schema.ts';
import type { Refusal } from '../http/problem.ts';
import { applyBatch, type AppliedOrder } from './apply-batch.ts';
import {
	doesNotFit,
	unpackJson,
	type JsonRequest,
} from '../http/unpack-json.ts';

/** A verified request: the body as it was on the wire. */
export interface VerifiedBatch extends JsonRequest {
	connection: StoredConnection;
	webhookId: string;
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
	batch: VerifiedBatch
): Promise< { records: readonly unknown[]; bodyHash: string } | Refusal > {
	const unpacked = await unpackJson( limits, batch, 'invalid-batch' );
	if ( 'problem' in unpacked ) {
		return unpacked;
	}
	const envelope = batchSchema.safeParse( unpacked.value );
	if ( ! envelope.success ) {
		return doesNotFit( 'invalid-batch', envelope.error );
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
			.update( unpacked.json )
			.digest( 'hex' ),
	};
}
