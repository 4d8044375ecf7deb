import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { emailKey } from '../accounts/email-key.ts';
import type { ContactKind, Database } from '../db/schema.ts';
import type { ContactRow, ContactView } from './contact-view.ts';
import { messagesOf, toMessage } from './messages-query.ts';
import { ALL_ORDERS, listOrders } from './order-list.ts';
import {
	prefixPattern,
	readPage,
	type From,
	type ListPage,
	type Places,
} from './paging.ts';

const CONTACTS_A_PAGE = 50;
const ORDERS = 20;
const MESSAGES = 100;
const MERGES = 20;

export interface ContactFilters {
	/** What the e-mail address, the name or the last name begins with. */
	search: string;
	kind: ContactKind | null;
}

/** Only what Postgres takes: there is no year 0, and no 31 February. */
const cursorSchema = z
	.string()
	.regex( /^(?!0000)[^~]+~[^~]+$/ )
	.transform( ( text ) => text.split( '~' ) )
	.pipe( z.tuple( [ z.iso.datetime( { precision: 6 } ), z.guid() ] ) );

type Cursor = z.infer< typeof cursorSchema >;

/** R34: the newest first. */
export async function listContacts(
	db: Kysely< Database >,
	accountId: string,
	query: ContactFilters & Places & { limit?: number }
): Promise< ListPage< ContactRow > > {
	const page = await readPage( query, {
		limit: query.limit ?? CONTACTS_A_PAGE,
		parseKey: ( text ) => cursorSchema.safeParse( text ).data ?? null,
		keyOf: ( row: Row ) => `${ row.cursor_date }~${ row.contact_id }`,
		read: ( from, limit ) =>
			readContacts( db, accountId, query, { from, limit } ),
	} );
	return { ...page, rows: page.rows.map( toContact ) };
}

function readContacts(
	db: Kysely< Database >,
	accountId: string,
	{ search, kind }: ContactFilters,
	{ from, limit }: { from: From< Cursor >; limit: number }
) {
	const direction = from?.direction === 'newer' ? 'asc' : 'desc';
	let query = selectContacts( db, accountId )
		.orderBy( 'created_at', direction )
		.orderBy( 'contact_id', direction )
		.limit( limit );
	if ( search.includes( '@' ) ) {
		// The only comparison of a text's beginning that reaches an index under row-level security.
		query = query.where(
			sql< boolean >`email_key ^@ ${ emailKey( search ) }`
		);
	} else if ( search !== '' ) {
		const pattern = prefixPattern( search );
		query = query.where(
			sql< boolean >`( email_key ^@ ${ emailKey( search ) }
				or lower( first_name || ' ' || last_name ) like lower( ${ pattern } )
				or lower( last_name ) like lower( ${ pattern } ) )`
		);
	}
	if ( kind !== null ) {
		query = query.where( 'kind', '=', kind );
	}
	if ( from !== null ) {
		const [ date, id ] = from.key;
		const than = sql.raw( from.direction === 'newer' ? '>' : '<' );
		query = query.where(
			sql< boolean >`( created_at, contact_id ) ${ than } ( ${ date }::timestamptz, ${ id }::uuid )`
		);
	}
	return query.execute();
}

function selectContacts( db: Kysely< Database >, accountId: string ) {
	return db
		.selectFrom( 'contacts' )
		.select( [
			'contact_id',
			'email',
			'email_hash',
			'kind',
			'first_name',
			'last_name',
			'display_name',
			'company',
			'phone',
			'date_registered',
			'created_at',
			// A Date has milliseconds only; the cursor must not leave out what lies between.
			sql< string >`to_char( created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' )`.as(
				'cursor_date'
			),
		] )
		.where( 'account_id', '=', accountId );
}

type Row = Awaited< ReturnType< typeof readContacts > >[ number ];

function toContact( row: Row ): ContactRow {
	return {
		contactId: row.contact_id,
		name:
			`${ row.first_name } ${ row.last_name }`.trim() || row.display_name,
		email: row.email,
		kind: row.kind,
		createdAt: row.created_at,
	};
}

/** @return null where the account has no such contact. */
export async function findContact(
	db: Kysely< Database >,
	accountId: string,
	contactId: string
): Promise< ContactView | null > {
	// Postgres refuses texts that no id can be.
	if ( ! z.guid().safeParse( contactId ).success ) {
		return null;
	}
	const row = await selectContacts( db, accountId )
		.where( 'contact_id', '=', contactId )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	const [ users, orders, spent, merges, messages ] = await Promise.all( [
		listUsers( db, accountId, contactId ),
		listOrders( db, accountId, {
			...ALL_ORDERS,
			contactId,
			limit: ORDERS,
		} ),
		readSpent( db, accountId, contactId ),
		listMerges( db, accountId, contactId ),
		row.email_hash === null
			? []
			: messagesOf( db, accountId )
					.where( 'recipient_hash', '=', row.email_hash )
					.where( 'kind', '=', 'automation' )
					.orderBy( 'created_at', 'desc' )
					.limit( MESSAGES )
					.execute(),
	] );
	return {
		...toContact( row ),
		company: row.company,
		phone: row.phone,
		registeredAt: row.date_registered,
		users,
		orders: orders.rows,
		...spent,
		merges,
		messages: messages.map( toMessage ),
	};
}

async function listUsers(
	db: Kysely< Database >,
	accountId: string,
	contactId: string
): Promise< ContactView[ 'users' ] > {
	const rows = await db
		.selectFrom( 'contact_links as l' )
		.innerJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'l.account_id' )
				.onRef( 'c.connection_id', '=', 'l.connection_id' )
		)
		.select( [ 'l.connection_id', 'l.user_id', 'c.store_url' ] )
		.where( 'l.account_id', '=', accountId )
		.where( 'l.contact_id', '=', contactId )
		.orderBy( 'l.connection_id' )
		.orderBy( 'l.user_id' )
		.execute();
	return rows.map( ( row ) => ( {
		connectionId: row.connection_id,
		storeUrl: row.store_url,
		userId: row.user_id,
	} ) );
}

/** Of orders that were paid and are not in the trash, less what was refunded. */
async function readSpent(
	db: Kysely< Database >,
	accountId: string,
	contactId: string
): Promise< Pick< ContactView, 'spent' | 'orderCount' > > {
	const { rows } = await sql< {
		currency: string;
		amount: string | null;
		paid: number;
		orders: number;
	} >`
		select currency, ( sum( total - total_refunded ) filter ( where is_paid ) )::text as amount,
			( count(*) filter ( where is_paid ) )::integer as paid, count(*)::integer as orders
		from orders, lateral (
			select date_paid is not null and not coalesce( trashed_version > version, false ) as is_paid
		) as p
		where account_id = ${ accountId } and contact_id = ${ contactId }
		group by currency
		order by currency
	`.execute( db );
	return {
		orderCount: rows.reduce( ( sum, { orders } ) => sum + orders, 0 ),
		spent: rows.flatMap( ( { currency, amount, paid } ) =>
			amount === null ? [] : [ { currency, amount, orders: paid } ]
		),
	};
}

async function listMerges(
	db: Kysely< Database >,
	accountId: string,
	contactId: string
): Promise< ContactView[ 'merges' ] > {
	const rows = await db
		.selectFrom( 'contact_merges as m' )
		.innerJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'm.account_id' )
				.onRef( 'c.connection_id', '=', 'm.connection_id' )
		)
		.select( [ 'm.why', 'm.merged_at', 'c.store_url' ] )
		.where( 'm.account_id', '=', accountId )
		.where( 'm.into_contact_id', '=', contactId )
		.orderBy( 'm.merged_at', 'desc' )
		.limit( MERGES )
		.execute();
	return rows.map( ( row ) => ( {
		why: row.why,
		storeUrl: row.store_url,
		mergedAt: row.merged_at,
	} ) );
}
