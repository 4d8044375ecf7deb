import {
	settingsSchema,
	settingsUpdateSchema,
	statusReportSchema,
} from '@ivorey/shared';
import { json, noContent } from '../http/answers.ts';
import type { Operation } from '../http/operation.ts';
import { ProblemError } from '../http/problem.ts';
import { jsonRequest, type RequestContext } from '../http/request.ts';
import { readAs } from '../http/unpack-json.ts';
import type { ApiServices } from './api-services.ts';
import type { SignedCall } from './require-signature.ts';
import {
	changeSettings,
	notingSettings,
	type SettingsOutcome,
} from './settings.ts';
import { saveStatus } from './status.ts';

export const settingsOperation: Operation = {
	id: 'putSettings',
	summary: 'Update the settings',
	description:
		'Changes what is imported and kept in sync. `base_version` is the version that the change is based on; if it is not the current one, the response is a conflict with the current settings.',
	body: { name: 'SettingsUpdate', schema: settingsUpdateSchema },
	answer: {
		description: 'The current settings.',
		body: { name: 'Settings', schema: settingsSchema },
	},
	problems: [ 'invalid-body', 'settings-conflict' ],
};

/** `PUT /v1/settings`: a switch was flipped in the store (R25). */
export async function putSettings(
	services: ApiServices,
	c: RequestContext,
	call: SignedCall
): Promise< Response > {
	const { metrics } = services;
	try {
		const settings = await takeSettings( services, c, call );
		metrics.settingsChange( 'taken' );
		return json( settings );
	} catch ( error ) {
		if ( error instanceof ProblemError ) {
			metrics.settingsChange( 'refused' );
		}
		throw error;
	}
}

async function takeSettings(
	{ config, db, now }: ApiServices,
	c: RequestContext,
	{ connection, body }: SignedCall
): Promise< SettingsOutcome[ 'settings' ] > {
	const { base_version: baseVersion, ...selections } = await readAs(
		settingsUpdateSchema,
		config.limits,
		jsonRequest( c, body )
	);
	const outcome = await changeSettings(
		db,
		connection,
		{ ...selections, baseVersion, by: 'store' },
		now(),
		notingSettings(
			{ accountId: connection.accountId, origin: 'store' },
			connection,
			now()
		)
	);
	if ( outcome === null ) {
		throw new ProblemError( {
			problem: 'connection-gone',
			detail: 'The connection was deleted just now.',
		} );
	}
	const { kind, settings } = outcome;
	if ( kind !== 'changed' ) {
		throw new ProblemError( {
			problem: 'settings-conflict',
			detail: `The settings are at version ${ settings.version }, not at ${ baseVersion }. Apply the current settings and change those.`,
			settings,
		} );
	}
	return settings;
}

export const statusOperation: Operation = {
	id: 'putStatus',
	summary: 'Report the store’s status',
	description:
		'Reports facts that only the store knows: the progress of the import, the excluded objects and the waiting changes. The report signed last counts; an older one is ignored.',
	body: { name: 'Status', schema: statusReportSchema },
	answer: { description: 'The report was received.' },
	problems: [ 'invalid-body' ],
};

/** `PUT /v1/status`: a store's status report. A report older than the stored one changes nothing. */
export async function putStatus(
	{ config, db, metrics, now }: ApiServices,
	c: RequestContext,
	{ connection, body, signature }: SignedCall
): Promise< Response > {
	const report = await readAs(
		statusReportSchema,
		config.limits,
		jsonRequest( c, body )
	);
	const saved = await saveStatus( db, connection, report, signature, now() );
	if ( saved && report.import !== null ) {
		metrics.importReport( report.import.state );
	}
	return noContent();
}
