import type { Kysely } from 'kysely';
import {
	settingsUpdateSchema,
	statusReportSchema,
	type Settings,
	type StatusReport,
} from '@ivorey/shared';
import type { Config } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { readAs, type JsonRequest } from '../ingest/unpack-json.ts';
import type { Refusal } from '../ops/problem.ts';
import type { SignedRequest } from './authenticate.ts';
import type { ConnectionKey } from './identifiers.ts';
import { changeSettings } from './settings.ts';
import { saveStatus } from './status.ts';

export interface StoreRequest extends JsonRequest {
	connection: ConnectionKey;
	signature: SignedRequest;
}

/** `PUT /v1/settings`: a switch that was flipped in the store (R25). */
export async function putSettings(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	request: StoreRequest,
	now: Date
): Promise< Settings | Refusal > {
	const read = await readAs( settingsUpdateSchema, limits, request );
	if ( 'problem' in read ) {
		return read;
	}
	const { base_version: baseVersion, ...selections } = read.value;
	const outcome = await changeSettings(
		db,
		request.connection,
		{ ...selections, baseVersion, by: 'store' },
		now
	);
	if ( outcome === null ) {
		return {
			problem: 'connection-gone',
			detail: 'The connection was deleted just now.',
		};
	}
	return outcome.kind === 'changed'
		? outcome.settings
		: {
				problem: 'settings-conflict',
				detail: `The settings are at version ${ outcome.settings.version }, not at ${ baseVersion }. Take over the current ones, and change those.`,
				settings: outcome.settings,
			};
}

/** `PUT /v1/status`: what only the store knows. One that is older than what is there is `stale`. */
export async function putStatus(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	request: StoreRequest,
	now: Date
): Promise< { kind: 'saved' | 'stale'; report: StatusReport } | Refusal > {
	const read = await readAs( statusReportSchema, limits, request );
	if ( 'problem' in read ) {
		return read;
	}
	const saved = await saveStatus(
		db,
		request.connection,
		read.value,
		request.signature,
		now
	);
	return { kind: saved ? 'saved' : 'stale', report: read.value };
}
