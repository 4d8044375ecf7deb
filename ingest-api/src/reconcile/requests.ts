import type { Kysely } from 'kysely';
import {
	explainRequestSchema,
	findRequestSchema,
	verifyRequestSchema,
	type ExplainAnswer,
	type FindAnswer,
	type VerifyAnswer,
} from '@ivorey/shared';
import type { Config } from '../ops/config.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { readAs, type JsonRequest } from '../http/unpack-json.ts';
import type { Refusal } from '../http/problem.ts';
import { compareRanges } from './compare.ts';
import { explain } from './explain.ts';
import { findOrders } from './find.ts';

/** A signed question, as it was on the wire. */
export interface Question extends JsonRequest {
	connection: ConnectionKey;
}

/** `POST /v1/verify`: what Ivorey has, by ranges of ids. */
export async function postVerify(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	question: Question,
	now: Date
): Promise< VerifyAnswer | Refusal > {
	const read = await readAs( verifyRequestSchema, limits, question );
	if ( 'problem' in read ) {
		return read;
	}
	return {
		server_time: now.toISOString(),
		ranges: await compareRanges(
			db,
			question.connection,
			read.value.ranges
		),
	};
}

/** `POST /v1/explain`: what Ivorey has of one object. */
export async function postExplain(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	question: Question,
	now: Date
): Promise< ExplainAnswer | Refusal > {
	const read = await readAs( explainRequestSchema, limits, question );
	if ( 'problem' in read ) {
		return read;
	}
	return {
		server_time: now.toISOString(),
		...( await explain( db, question.connection, read.value ) ),
	};
}

/** `POST /v1/find`: which order has this number. */
export async function postFind(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	question: Question,
	now: Date
): Promise< FindAnswer | Refusal > {
	const read = await readAs( findRequestSchema, limits, question );
	if ( 'problem' in read ) {
		return read;
	}
	return {
		server_time: now.toISOString(),
		ids: await findOrders( db, question.connection, read.value ),
	};
}
