import { sql, type Kysely } from 'kysely';
import { deleteInSlices } from '../db/delete-slices.ts';
import type { Database } from '../db/schema.ts';
import { deleteDeliveries } from './delete-deliveries.ts';

const EVENTS_AT_ONCE = 500;

/** Deletes old events with their deliveries and attempts. @return How many events were deleted. */
export async function pruneWebhooks(
	db: Kysely< Database >,
	accountId: string,
	before: Date,
	signal?: AbortSignal
): Promise< number > {
	let count = 0;
	for ( let rows = EVENTS_AT_ONCE; rows === EVENTS_AT_ONCE; ) {
		if ( signal?.aborted === true ) {
			return count;
		}
		rows = await pruneSlice( db, accountId, before );
		count += rows;
	}
	await db
		.deleteFrom( 'webhook_secrets' )
		.where( 'account_id', '=', accountId )
		.where( 'expires_at', '<', before )
		.execute();
	await deleteInSlices( db, {
		table: 'webhook_notices',
		accountId,
		key: [ 'notice_id' ],
		where: sql`t.state <> 'waiting' and t.occurred_at < ${ before }`,
		signal,
	} );
	return count;
}

/** Events go last, so that the next call resumes where this one broke off. */
async function pruneSlice(
	db: Kysely< Database >,
	accountId: string,
	before: Date
): Promise< number > {
	const { rows } = await sql< { event_id: string } >`
		select event_id from webhook_events
		where account_id = ${ accountId } and created_at < ${ before }
		order by created_at
		limit ${ sql.lit( EVENTS_AT_ONCE ) }
	`.execute( db );
	const ids = rows.map( ( row ) => row.event_id );
	const where = sql< boolean >`t.event_id = any( ${ ids }::text[] )`;
	await deleteDeliveries( db, accountId, where );
	await deleteInSlices( db, {
		table: 'webhook_events',
		accountId,
		key: [ 'event_id' ],
		where,
	} );
	return ids.length;
}
