import { sql, type Kysely, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { IvoreyOrderStatus } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import type { OrderRow } from './order-view.ts';

const ORDERS_A_PAGE = 50;

/** What a list of orders lets through; null: all. */
export interface OrderFilters {
	/** What an order's number, or its buyer's e-mail address, begins with. */
	search: string;
	connectionId: string | null;
	status: IvoreyOrderStatus | null;
	isPaid: boolean | null;
	subtype: string | null;
}

export const ALL_ORDERS: OrderFilters = {
	search: '',
	connectionId: null,
	status: null,
	isPaid: null,
	subtype: null,
};

/** An order's place in the list, as the address has it. */
export interface OrderListQuery extends OrderFilters {
	/** The page of what is older than this one. */
	before?: string | null;
	/** The page of what is newer than this one. */
	after?: string | null;
	limit?: number;
}

export interface OrderListPage {
	orders: OrderRow[];
	/** Places that the pages beside this one begin at; null where there is none. */
	newer: string | null;
	older: string | null;
}

/** Only what Postgres takes: there is no year 0, and no 31 February. */
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

type Cursor = z.infer< typeof cursorSchema >;

/** R6, R34: the newest first, by key; what is no place in the list is left aside. */
export async function listOrders(
	db: Kysely< Database >,
	accountId: string,
	query: OrderListQuery
): Promise< OrderListPage > {
	const { limit = ORDERS_A_PAGE } = query;
	const after = cursorSchema.safeParse( query.after );
	if ( after.success ) {
		const rows = await read( db, accountId, query, {
			after: after.data,
			limit: limit + 1,
		} );
		// Fewer: the first page, which then is a whole one.
		if ( rows.length > limit ) {
			const shown = rows.slice( 0, limit ).reverse();
			return {
				orders: shown.map( toOrder ),
				newer: cursorOf( shown.at( 0 ) ),
				older: cursorOf( shown.at( -1 ) ),
			};
		}
	}
	const before = cursorSchema.safeParse( query.before );
	const rows = await read( db, accountId, query, {
		before: before.success ? before.data : null,
		limit: limit + 1,
	} );
	const shown = rows.slice( 0, limit );
	return {
		orders: shown.map( toOrder ),
		newer: before.success
			? ( cursorOf( shown.at( 0 ) ) ?? query.before ?? null )
			: null,
		older: rows.length > limit ? cursorOf( shown.at( -1 ) ) : null,
	};
}

type Row = Awaited< ReturnType< typeof read > >[ number ];

async function read(
	db: Kysely< Database >,
	accountId: string,
	filters: OrderFilters,
	{
		before = null,
		after = null,
		limit,
	}: { before?: Cursor | null; after?: Cursor | null; limit: number }
) {
	const { search, connectionId, status, isPaid, subtype } = filters;
	const direction = after === null ? 'desc' : 'asc';
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
			sql< string >`o.billing->>'first_name'`.as( 'first_name' ),
			sql< string >`o.billing->>'last_name'`.as( 'last_name' ),
			sql< boolean >`coalesce( o.trashed_version > o.version, false )`.as(
				'is_trashed'
			),
			// A Date has milliseconds only; the cursor must not leave out what lies between.
			sql< string >`to_char( o.date_created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' )`.as(
				'cursor_date'
			),
		] )
		.where( 'o.account_id', '=', accountId )
		.orderBy( 'o.date_created', direction )
		.orderBy( 'o.connection_id', direction )
		.orderBy( 'o.order_id', direction )
		.limit( limit );
	if ( search !== '' ) {
		query = query.where( matches( search ) );
	}
	if ( connectionId !== null ) {
		query = query.where( 'o.connection_id', '=', connectionId );
	}
	if ( status !== null ) {
		query = query.where( 'o.status', '=', status );
	}
	if ( isPaid !== null ) {
		query = query.where( 'o.date_paid', isPaid ? 'is not' : 'is', null );
	}
	if ( subtype !== null ) {
		query = query.where( 'o.subtype', '=', subtype );
	}
	if ( before !== null ) {
		query = query.where(
			sql< boolean >`${ PLACE } < ${ placeOf( before ) }`
		);
	}
	if ( after !== null ) {
		query = query.where(
			sql< boolean >`${ PLACE } > ${ placeOf( after ) }`
		);
	}
	return query.execute();
}

const PLACE = sql`( o.date_created, o.connection_id, o.order_id )`;

function placeOf( [
	date,
	connectionId,
	orderId,
]: Cursor ): RawBuilder< unknown > {
	return sql`( ${ date }::timestamptz, ${ connectionId }, ${ orderId } )`;
}

/** By orders_by_number_prefix or orders_by_email_prefix; people write a "#" before a number. */
function matches( search: string ): RawBuilder< boolean > {
	const number = prefixPattern( search.replace( /^#/, '' ) );
	return sql< boolean >`( o.number like ${ number } or lower( o.billing_email ) like lower( ${ prefixPattern( search ) } ) )`;
}

function prefixPattern( prefix: string ): string {
	return `${ prefix.replace( /[\\%_]/g, '\\$&' ) }%`;
}

function cursorOf( row: Row | undefined ): string | null {
	return row === undefined
		? null
		: `${ row.cursor_date }~${ row.connection_id }~${ row.order_id }`;
}

function toOrder( row: Row ): OrderRow {
	return {
		connectionId: row.connection_id,
		orderId: row.order_id,
		number: row.number,
		subtype: row.subtype,
		status: row.status,
		woocommerceStatus: row.woocommerce_status,
		isTrashed: row.is_trashed,
		dateCreated: row.date_created,
		total: row.total,
		currency: row.currency,
		name: `${ row.first_name } ${ row.last_name }`.trim(),
		email: row.billing_email,
		storeUrl: row.store_url,
	};
}
