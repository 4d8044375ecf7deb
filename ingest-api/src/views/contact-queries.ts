import { sql, type Kysely, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { ContactKind, Database } from '../db/schema.ts';
import type { ConsentView, ContactRow, ContactView } from './contact-view.ts';
import { findByWords, isFound, type FoundRows } from './word-search.ts';
import {
	allOf,
	readSorted,
	sortValue,
	type Direction,
	type SortedAccountRow,
	type SortKey,
	type Sorting,
} from './listing.ts';
import { messagesOf, toMessage } from './messages-query.ts';
import { ALL_ORDERS, listOrders } from './order-list.ts';
import type { ListPage, Places } from './paging.ts';

const CONTACTS_A_PAGE = 50;
const ORDERS = 20;
const MESSAGES = 100;
const MERGES = 20;

export interface ContactFilters {
	/** Prefixes of words in the name or the e-mail address. */
	search: string;
	kind: ContactKind | null;
}

/** The first is the default order of a list. */
export const CONTACT_SORTS = {
	date: 'desc',
	name: 'asc',
	orders: 'desc',
} as const satisfies Readonly< Record< string, Direction > >;

export type ContactSort = keyof typeof CONTACT_SORTS;

const KEYS: Readonly< Record< ContactSort, SortKey > > = {
	date: { column: 'c.created_at', type: 'timestamptz' },
	name: { column: 'c.name_sort', type: 'text' },
	orders: { column: 'c.order_count', type: 'integer' },
};

export interface ContactListQuery extends ContactFilters, Places {
	/** Newest first by default. */
	sorting?: Sorting< ContactSort >;
	limit?: number;
}

/** R34: an account's contacts. */
export async function listContacts(
	db: Kysely< Database >,
	accountId: string,
	query: ContactListQuery
): Promise< ListPage< ContactRow > > {
	const { sorting = { by: 'date', direction: CONTACT_SORTS.date } } = query;
	const key = KEYS[ sorting.by ];
	const { search } = query;
	const found =
		search === ''
			? null
			: await findByWords( db, accountId, 'contacts', search );
	const page = await readSorted< SortedAccountRow & Row >( db, {
		...query,
		key,
		direction: sorting.direction,
		limit: query.limit ?? CONTACTS_A_PAGE,
		alias: 'c',
		id: 'contact_id',
		idKind: 'uuid',
		select: ( tail ) => sql< SortedAccountRow & Row >`
			select c.contact_id as id, c.contact_id, ${ sortValue( key ) } as sort_value, c.email, c.kind, c.first_name,
				c.last_name, c.display_name, c.created_at, c.marketing_consent, c.marketing_consent_at,
				c.marketing_consent_source, ${ orderCount( accountId ) } as order_count
			from contacts as c
			where c.account_id = ${ accountId } and ${ matching( query, found ) } ${ tail }
		`,
	} );
	return { ...page, rows: page.rows.map( toContact ) };
}

function matching(
	{ search, kind }: ContactFilters,
	found: FoundRows
): RawBuilder< boolean > {
	return allOf( [
		...( search === ''
			? []
			: [ isFound( 'contacts', 'c', search, found ) ] ),
		...( kind === null ? [] : [ sql< boolean >`c.kind = ${ kind }` ] ),
	] );
}

interface Row {
	contact_id: string;
	email: string;
	kind: ContactKind;
	first_name: string;
	last_name: string;
	display_name: string;
	created_at: Date;
	marketing_consent: boolean | null;
	marketing_consent_at: Date | null;
	marketing_consent_source: string | null;
	order_count: number;
}

/** Stored with the contact; counted on the fly if it has not been counted yet. */
function orderCount( accountId: string ): RawBuilder< number > {
	return sql`case
		when c.order_count >= 0 then c.order_count
		else (
			select count( * )::integer from orders as n
			where n.account_id = ${ accountId } and n.contact_id = c.contact_id
		)
	end`;
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
			'marketing_consent',
			'marketing_consent_at',
			'marketing_consent_source',
			'order_count',
		] )
		.where( 'account_id', '=', accountId );
}

function toContact( row: Row ): ContactRow {
	return {
		contactId: row.contact_id,
		name:
			`${ row.first_name } ${ row.last_name }`.trim() || row.display_name,
		email: row.email,
		kind: row.kind,
		createdAt: row.created_at,
		orderCount: row.order_count,
		consent: toConsent( row ),
	};
}

function consentState( given: boolean | null ): ConsentView[ 'state' ] {
	if ( given === null ) {
		return 'unknown';
	}
	return given ? 'given' : 'refused';
}

function toConsent( row: Row ): ConsentView {
	const { marketing_consent: given } = row;
	return {
		state: consentState( given ),
		at: row.marketing_consent_at,
		source: row.marketing_consent_source,
	};
}

/** @return null if the account has no such contact. */
export async function findContact(
	db: Kysely< Database >,
	accountId: string,
	contactId: string
): Promise< ContactView | null > {
	// Postgres rejects text that is not a UUID.
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

/** Counts orders that are paid and not in the trash, minus refunds. */
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
