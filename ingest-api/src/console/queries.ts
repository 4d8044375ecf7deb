import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { ELEMENTS } from '@ivorey/shared';
import { openImportRequest } from '../connections/import-requests.ts';
import { findStatus } from '../connections/status.ts';
import type { Database } from '../db/schema.ts';
import type { OrderRow } from './pages/orders.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { ElementCounts, StoreRow, StoreView } from './store-view.ts';

const HISTORY = 10;
const ORDERS = 50;

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

/** Where a page of orders ended. Only what Postgres takes: there is no year 0, and no 31 February. */
const cursorSchema = z
	.string()
	.regex( /^(?!0000)[^~]+~con_[\w-]{22}~\d{1,20}$/ )
	.transform( ( text ) => text.split( '~' ) )
	.pipe(
		z.tuple( [
			z.iso.datetime( { precision: 6 } ),
			z.string(),
			z.string(),
		] )
	);

/** R6: the newest first, from where the page before ended; what is no such place is left aside. */
export async function listOrders(
	db: Kysely< Database >,
	accountId: string,
	options: { subtype: string | null; before: string | null; limit?: number }
): Promise< { orders: OrderRow[]; older: string | null } > {
	const { limit = ORDERS } = options;
	const cursor = cursorSchema.safeParse( options.before );
	let query = db
		.selectFrom( 'orders as o' )
		.leftJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'o.account_id' )
				.onRef( 'c.connection_id', '=', 'o.connection_id' )
		)
		.select( [
			'o.connection_id',
			'o.order_id',
			'o.number',
			'o.subtype',
			'o.status',
			'o.woocommerce_status',
			'o.date_created',
			'o.total',
			'o.currency',
			'o.billing_email',
			'c.store_url',
			// A Date has milliseconds only; the cursor must not leave out what lies between.
			sql< string >`to_char( o.date_created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' )`.as(
				'cursor_date'
			),
		] )
		.where( 'o.account_id', '=', accountId )
		.orderBy( 'o.date_created', 'desc' )
		.orderBy( 'o.connection_id', 'desc' )
		.orderBy( 'o.order_id', 'desc' )
		.limit( limit + 1 );
	if ( options.subtype !== null ) {
		query = query.where( 'o.subtype', '=', options.subtype );
	}
	if ( cursor.success ) {
		const [ date, connectionId, orderId ] = cursor.data;
		query = query.where(
			sql< boolean >`( o.date_created, o.connection_id, o.order_id ) < ( ${ date }::timestamptz, ${ connectionId }, ${ orderId } )`
		);
	}
	const rows = await query.execute();
	const last = rows[ limit - 1 ];
	return {
		orders: rows.slice( 0, limit ).map( ( row ) => ( {
			number: row.number,
			subtype: row.subtype,
			status: row.status,
			woocommerceStatus: row.woocommerce_status,
			dateCreated: row.date_created,
			total: row.total,
			currency: row.currency,
			email: row.billing_email,
			storeUrl: row.store_url,
		} ) ),
		older:
			rows.length > limit && last !== undefined
				? `${ last.cursor_date }~${ last.connection_id }~${ last.order_id }`
				: null,
	};
}
