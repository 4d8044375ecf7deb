import { sql, type Kysely, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { IvoreyOrderStatus } from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import { emailKey } from '../accounts/email-key.ts';
import type { Database } from '../db/schema.ts';
import type { OrderRow } from './order-view.ts';
import { readPage, type From, type ListPage, type Places } from './paging.ts';

const ORDERS_A_PAGE = 50;
/** Whose orders are looked for, at most. */
const BUYERS = 500;

/** What a list of orders lets through; null: all. */
export interface OrderFilters {
	/** What an order's number, or its buyer's e-mail address, begins with. */
	search: string;
	connectionId: string | null;
	status: IvoreyOrderStatus | null;
	isPaid: boolean | null;
	subtype: string | null;
	contactId: string | null;
	/** A product of a store that is among the lines. */
	product: { connectionId: string; id: string } | null;
}

export const ALL_ORDERS: OrderFilters = {
	search: '',
	connectionId: null,
	status: null,
	isPaid: null,
	subtype: null,
	contactId: null,
	product: null,
};

export interface OrderListQuery extends OrderFilters, Places {
	limit?: number;
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

/** R6, R34: the newest first. */
export async function listOrders(
	db: Kysely< Database >,
	accountId: string,
	query: OrderListQuery
): Promise< ListPage< OrderRow > > {
	const page = await readPage( query, {
		limit: query.limit ?? ORDERS_A_PAGE,
		parseKey: ( text ) => cursorSchema.safeParse( text ).data ?? null,
		keyOf: cursorOf,
		read: ( from, limit ) => read( db, accountId, query, { from, limit } ),
	} );
	return { ...page, rows: page.rows.map( toOrder ) };
}

type Row = Awaited< ReturnType< typeof read > >[ number ];

async function read(
	db: Kysely< Database >,
	accountId: string,
	filters: OrderFilters,
	{ from, limit }: { from: From< Cursor >; limit: number }
) {
	const {
		search,
		connectionId,
		status,
		isPaid,
		subtype,
		contactId,
		product,
	} = filters;
	const direction = from?.direction === 'newer' ? 'asc' : 'desc';
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
			sql< string >`order_record( o )->'billing'->>'first_name'`.as(
				'first_name'
			),
			sql< string >`order_record( o )->'billing'->>'last_name'`.as(
				'last_name'
			),
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
		query = query.where( matches( accountId, search ) );
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
	if ( contactId !== null ) {
		query = query.where( 'o.contact_id', '=', contactId );
	}
	if ( product !== null ) {
		query = query
			.where( 'o.connection_id', '=', product.connectionId )
			.where(
				sql< boolean >`exists (
				select from order_products as p
				where p.account_id = ${ accountId } and p.connection_id = ${ product.connectionId }
					and p.product_id = ${ product.id } and p.date_created = o.date_created and p.order_id = o.order_id
			)`
			);
	}
	if ( from !== null ) {
		const [ date, id, orderId ] = from.key;
		const than = sql.raw( from.direction === 'newer' ? '>' : '<' );
		query = query.where(
			sql< boolean >`( o.date_created, o.connection_id, o.order_id ) ${ than } ( ${ date }::timestamptz, ${ id }, ${ orderId } )`
		);
	}
	return query.execute();
}

/**
 * What the number, or the buyer's e-mail address, begins with; people write a "#" before a number. Only comparisons that
 * leak nothing reach an index under row-level security: `^@` is one, `like` and `lower()` are not.
 */
function matches( accountId: string, search: string ): RawBuilder< boolean > {
	return sql< boolean >`(
		o.number ^@ ${ search.replace( /^#/, '' ) }
		or o.email_hash = ${ emailHash( search ) }
		or o.contact_id = any( array(
			select contact_id from contacts
			where account_id = ${ accountId } and email_key ^@ ${ emailKey( search ) }
			order by email_key limit ${ sql.lit( BUYERS ) }
		) )
	)`;
}

function cursorOf( row: Row ): string {
	return `${ row.cursor_date }~${ row.connection_id }~${ row.order_id }`;
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
