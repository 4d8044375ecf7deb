import type { Kysely } from 'kysely';
import type { StatusReport } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { markImportRequestHandled } from './import-requests.ts';

/** Keeps what the store says of itself; the last report counts. */
export async function saveStatus(
	db: Kysely< Database >,
	key: ConnectionKey,
	report: StatusReport,
	at: Date
): Promise< void > {
	await db
		.insertInto( 'connection_status' )
		.values( {
			account_id: key.accountId,
			connection_id: key.connectionId,
			report: JSON.stringify( report ),
			reported_at: at,
		} )
		.onConflict( ( conflict ) =>
			conflict
				.columns( [ 'account_id', 'connection_id' ] )
				.doUpdateSet( ( eb ) => ( {
					report: eb.ref( 'excluded.report' ),
					reported_at: eb.ref( 'excluded.reported_at' ),
				} ) )
		)
		.execute();
	if ( report.handled_request !== null ) {
		await markImportRequestHandled( db, key, report.handled_request, at );
	}
}

/** @return null where the store has not reported yet. */
export async function findStatus(
	db: Kysely< Database >,
	key: ConnectionKey
): Promise< { report: StatusReport; reportedAt: Date } | null > {
	const row = await db
		.selectFrom( 'connection_status' )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.select( [ 'report', 'reported_at' ] )
		.executeTakeFirst();
	return row === undefined
		? null
		: { report: row.report, reportedAt: row.reported_at };
}
