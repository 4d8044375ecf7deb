import { sql, type Kysely } from 'kysely';
import { ELEMENTS, type ConnectionState } from '@ivorey/shared';
import { openImportRequests } from '../connections/import-requests.ts';
import { findStatuses } from '../connections/status.ts';
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

/** @return null if the account has no such store. */
export async function findStore(
	db: Kysely< Database >,
	accountId: string,
	connectionId: string
): Promise< StoreView | null > {
	const [ store ] = await findStores( db, accountId, [ connectionId ] );
	return store ?? null;
}

/**
 * The stores with these IDs that belong to the account, in this order. One statement per table, however many stores.
 */
export async function findStores(
	db: Kysely< Database >,
	accountId: string,
	connectionIds: readonly string[]
): Promise< StoreView[] > {
	if ( connectionIds.length === 0 ) {
		return [];
	}
	const [ rows, requests, reports, events ] = await Promise.all( [
		db
			.selectFrom( 'connections' )
			.select( [
				'connection_id',
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
			.where( 'connection_id', 'in', connectionIds )
			.execute(),
		openImportRequests( db, accountId, connectionIds ),
		findStatuses( db, accountId, connectionIds ),
		listEvents( db, accountId, connectionIds ),
	] );
	return rows
		.map( ( row ) => ( {
			connectionId: row.connection_id,
			storeUrl: row.store_url,
			state: row.state,
			cause: row.state_cause,
			reason: row.state_reason,
			since: row.state_since,
			lastSeenAt: row.last_seen_at,
			askedAt: row.asked_at,
			settings: row.settings,
			request: requests.get( row.connection_id ) ?? null,
			status: reports.get( row.connection_id ) ?? null,
			history: events.get( row.connection_id ) ?? [],
		} ) )
		.sort(
			( a, b ) =>
				connectionIds.indexOf( a.connectionId ) -
				connectionIds.indexOf( b.connectionId )
		);
}

/** The last events of each store, newest first. */
async function listEvents(
	db: Kysely< Database >,
	accountId: string,
	connectionIds: readonly string[]
): Promise< Map< string, StoreView[ 'history' ] > > {
	const { rows } = await sql< {
		connection_id: string;
		occurred_at: Date;
		to_state: ConnectionState;
		reason: string;
	} >`
		select wanted.connection_id, e.occurred_at, e.to_state, e.reason
		from unnest( ${ [ ...connectionIds ] }::text[] ) as wanted ( connection_id ), lateral (
			select occurred_at, to_state, reason from connection_events
			where account_id = ${ accountId } and connection_id = wanted.connection_id
			order by occurred_at desc
			limit ${ sql.lit( HISTORY ) }
		) as e
		order by e.occurred_at desc
	`.execute( db );
	const events = new Map< string, StoreView[ 'history' ] >();
	for ( const row of rows ) {
		const of = events.get( row.connection_id ) ?? [];
		of.push( {
			at: row.occurred_at,
			to: row.to_state,
			reason: row.reason,
		} );
		events.set( row.connection_id, of );
	}
	return events;
}

/** The number of a store's records in Ivorey, by element. */
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
