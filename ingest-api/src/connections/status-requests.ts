import type { Kysely } from 'kysely';
import {
	settingsUpdateSchema,
	statusReportSchema,
	type Settings,
	type StatusReport,
} from '@ivorey/shared';
import type { Config } from '../ops/config.ts';
import type { Database } from '../db/schema.ts';
import { readAs, type JsonRequest } from '../http/unpack-json.ts';
import type { Refusal } from '../http/problem.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { changeSettings } from './settings.ts';
import { saveStatus } from './status.ts';

export interface StoreRequest extends JsonRequest {
	connection: ConnectionKey;
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

/** `PUT /v1/status`: what only the store knows. */
export async function putStatus(
	db: Kysely< Database >,
	limits: Config[ 'limits' ],
	request: StoreRequest,
	now: Date
): Promise< { kind: 'saved'; report: StatusReport } | Refusal > {
	const read = await readAs( statusReportSchema, limits, request );
	if ( 'problem' in read ) {
		return read;
	}
	await saveStatus( db, request.connection, read.value, now );
	return { kind: 'saved', report: read.value };
}
