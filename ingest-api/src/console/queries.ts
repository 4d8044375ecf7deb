import { sql, type Kysely } from 'kysely';
import { ELEMENTS } from '@ivorey/shared';
import { openImportRequest } from '../connections/import-requests.ts';
import { findStatus } from '../connections/status.ts';
import type { Database } from '../db/schema.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { ElementCounts, StoreRow, StoreView } from './store-view.ts';

const HISTORY = 10;

export async function listStores(
	db: Kysely< Database >,
	accountId: string
): Promise< StoreRow[] > {
	const rows = await db
		.selectFrom( 'connections' )
		.select( [ 'connection_id', 'store_url', 'state', 'last_seen_at' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( 'created_at', 'desc' )
		.execute();
	return rows.map( ( row ) => ( {
		connectionId: row.connection_id,
		storeUrl: row.store_url,
		state: row.state,
		lastSeenAt: row.last_seen_at,
	} ) );
}

/** @return null where the account has no such store. */
export async function findStore(
	db: Kysely< Database >,
	accountId: string,
	connectionId: string
): Promise< StoreView | null > {
	const key = { accountId, connectionId };
	const row = await db
		.selectFrom( 'connections' )
		.select( [
			'store_url',
			'state',
			'state_cause',
			'state_reason',
			'state_since',
			'last_seen_at',
			'asked_at',
			'settings',
		] )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	const [ request, status, events ] = await Promise.all( [
		openImportRequest( db, key ),
		findStatus( db, key ),
		db
			.selectFrom( 'connection_events' )
			.select( [ 'occurred_at', 'to_state', 'reason' ] )
			.where( 'account_id', '=', accountId )
			.where( 'connection_id', '=', connectionId )
			.orderBy( 'occurred_at', 'desc' )
			.limit( HISTORY )
			.execute(),
	] );
	return {
		connectionId,
		storeUrl: row.store_url,
		state: row.state,
		cause: row.state_cause,
		reason: row.state_reason,
		since: row.state_since,
		lastSeenAt: row.last_seen_at,
		askedAt: row.asked_at,
		settings: row.settings,
		request,
		status,
		history: events.map( ( event ) => ( {
			at: event.occurred_at,
			to: event.to_state,
			reason: event.reason,
		} ) ),
	};
}

/** How much of a store is here. */
export async function countElements(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey
): Promise< ElementCounts > {
	const { rows } = await sql< Record< keyof ElementCounts, string > >`
		select
			( select count(*) from collections where account_id = ${ accountId } and connection_id = ${ connectionId } ) as collections,
			( select count(*) from products where account_id = ${ accountId } and connection_id = ${ connectionId } ) as products,
			( select count(*) from contact_links where account_id = ${ accountId } and connection_id = ${ connectionId } ) as contacts,
			( select count(*) from orders where account_id = ${ accountId } and connection_id = ${ connectionId } ) as orders,
			( select count(*) from transactions where account_id = ${ accountId } and connection_id = ${ connectionId } ) as transactions,
			( select count(*) from trigger_events where account_id = ${ accountId } and connection_id = ${ connectionId } ) as triggers
	`.execute( db );
	const [ counted ] = rows;
	return Object.fromEntries(
		ELEMENTS.map( ( element ) => [
			element,
			Number( counted?.[ element ] ?? 0 ),
		] )
	) as ElementCounts;
}
