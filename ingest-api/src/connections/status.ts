import { sql, type Kysely } from 'kysely';
import type { StatusReport } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import type { SignedRequest } from '../http/signed-headers.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { markImportRequestHandled } from './import-requests.ts';

/**
 * Keeps a store's status report. The one signed last counts, so an overtaken or recorded report (R30)
 * replaces nothing. Among several of one second, the last to arrive counts, each once.
 *
 * @return Whether it was kept.
 */
export async function saveStatus(
	db: Kysely< Database >,
	key: ConnectionKey,
	report: StatusReport,
	signature: SignedRequest,
	at: Date
): Promise< boolean > {
	const saved = await db
		.insertInto( 'connection_status' )
		.values( {
			account_id: key.accountId,
			connection_id: key.connectionId,
			report: JSON.stringify( report ),
			reported_at: at,
			signed_at: new Date( signature.timestamp * 1_000 ),
			webhook_ids: [ signature.id ],
		} )
		.onConflict( ( conflict ) =>
			conflict
				.columns( [ 'account_id', 'connection_id' ] )
				.doUpdateSet( ( eb ) => ( {
					report: eb.ref( 'excluded.report' ),
					reported_at: eb.ref( 'excluded.reported_at' ),
					signed_at: eb.ref( 'excluded.signed_at' ),
					webhook_ids: sql<
						string[]
					>`case when ${ isSameSecond } then connection_status.webhook_ids || excluded.webhook_ids else excluded.webhook_ids end`,
				} ) )
				.where(
					sql< boolean >`excluded.signed_at > connection_status.signed_at
						or ${ isSameSecond } and not connection_status.webhook_ids && excluded.webhook_ids`
				)
		)
		.returning( 'connection_id' )
		.executeTakeFirst();
	if ( report.handled_request !== null ) {
		await markImportRequestHandled( db, key, report.handled_request, at );
	}
	return saved !== undefined;
}

const isSameSecond = sql< boolean >`excluded.signed_at = connection_status.signed_at`;

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
