import { sql, type Kysely } from 'kysely';
import type { StatusReport } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import type { SignedRequest } from '../http/signed-headers.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { markImportRequestHandled } from './import-requests.ts';

/**
 * Stores a store's status report. The report signed last counts, so an overtaken or replayed report (R30) replaces
 * nothing. Within one second, the last to arrive counts, and each only once.
 *
 * @return Whether it was stored.
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

export interface StoreStatus {
	report: StatusReport;
	reportedAt: Date;
}

/** By connection; connections that have not reported yet are left out. */
export async function findStatuses(
	db: Kysely< Database >,
	accountId: string,
	connectionIds: readonly string[]
): Promise< Map< string, StoreStatus > > {
	const rows = await db
		.selectFrom( 'connection_status' )
		.select( [ 'connection_id', 'report', 'reported_at' ] )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', 'in', connectionIds )
		.execute();
	return new Map(
		rows.map( ( row ) => [
			row.connection_id,
			{ report: row.report, reportedAt: row.reported_at },
		] )
	);
}
