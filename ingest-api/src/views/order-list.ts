import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { IvoreyOrderStatus } from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import { NO_CONTACT } from '../db/order-names.ts';
import type { Database } from '../db/schema.ts';
import {
	allOf,
	readSorted,
	sortValue,
	type Direction,
	type SortedRow,
	type SortKey,
	type Sorting,
} from './listing.ts';
import { numbersBeginning } from './order-numbers.ts';
import type { OrderRow } from './order-view.ts';
import { listDistinct } from './distinct.ts';
import {
	findByWords,
	hasWords,
	isFound,
	type FoundRows,
} from './word-search.ts';
import type { ListPage, Places } from './paging.ts';

const ORDERS_A_PAGE = 50;

/** The filters of a list of orders; null: no filter. */
export interface OrderFilters {
	/** Prefixes of words in an order's number, its buyer's name or e-mail address, or the names in it. */
	search: string;
	connectionId: string | null;
	status: IvoreyOrderStatus | null;
	/** WooCommerce's status slug. */
	woocommerceStatus: string | null;
	currency: string | null;
	/** When the order was placed: on or after `from`, and before `to`. */
	from: Date | null;
	to: Date | null;
	isPaid: boolean | null;
	subtype: string | null;
	contactId: string | null;
	/** A product in one of the order's lines. */
	product: { connectionId: string; id: string } | null;
}

export const ALL_ORDERS: OrderFilters = {
	search: '',
	connectionId: null,
	status: null,
	woocommerceStatus: null,
	currency: null,
	from: null,
	to: null,
	isPaid: null,
	subtype: null,
	contactId: null,
	product: null,
};

/** The first is the default order of a list. */
export const ORDER_SORTS = {
	date: 'desc',
	number: 'desc',
	status: 'desc',
	total: 'desc',
} as const satisfies Readonly< Record< string, Direction > >;

export type OrderSort = keyof typeof ORDER_SORTS;

export const NEWEST_ORDERS: Sorting< OrderSort > = {
	by: 'date',
	direction: ORDER_SORTS.date,
};

const KEYS: Readonly< Record< OrderSort, SortKey > > = {
	date: { column: 'o.date_created', type: 'timestamptz' },
	number: { column: 'o.number_sort', type: 'text' },
	// Within a status, the newest orders come first, too.
	status: {
		column: 'o.status',
		type: 'text',
		then: { column: 'o.date_created', type: 'timestamptz' },
	},
	total: { column: 'o.total_sort', type: 'float8' },
};

interface Row extends SortedRow {
	number: string;
	subtype: string;
	status: string;
	woocommerce_status: string;
	date_created: Date;
	total: string;
	currency: string;
	billing_email: string | null;
	contact_id: string | null;
	store_url: string | null;
	name: string;
	is_trashed: boolean;
}

export interface OrderListQuery extends OrderFilters, Places {
	/** Newest first by default. */
	sorting?: Sorting< OrderSort >;
	limit?: number;
}

/** The values by which orders can be filtered. */
export interface OrderChoices {
	/** WooCommerce's status slugs. */
	woocommerceStatuses: readonly string[];
	currencies: readonly string[];
}

/** The values that the account's orders have. */
export async function listOrderChoices(
	db: Kysely< Database >,
	accountId: string
): Promise< OrderChoices > {
	const [ woocommerceStatuses, currencies ] = await Promise.all( [
		listDistinct( db, accountId, 'orders', 'woocommerce_status' ),
		listDistinct( db, accountId, 'orders', 'currency' ),
	] );
	return { woocommerceStatuses, currencies };
}

/**
 * Up to this many orders with a product are passed to the query by ID; beyond that, the query scans the list and
 * tests each order.
 */
const WITH_PRODUCT = 3_000;

/** Order IDs; null: more than WITH_PRODUCT. */
type FoundOrders = readonly string[] | null;

async function findOrdersWith(
	db: Kysely< Database >,
	accountId: string,
	{ connectionId, id }: { connectionId: string; id: string }
): Promise< FoundOrders > {
	const { rows } = await sql< { order_id: string } >`
		select order_id from order_products
		where account_id = ${ accountId } and connection_id = ${ connectionId } and product_id = ${ id }
		limit ${ sql.lit( WITH_PRODUCT + 1 ) }
	`.execute( db );
	return rows.length > WITH_PRODUCT
		? null
		: rows.map( ( row ) => row.order_id );
}

/** R6, R34: an account's orders. */
export async function listOrders(
	db: Kysely< Database >,
	accountId: string,
	query: OrderListQuery
): Promise< ListPage< OrderRow > > {
	const { sorting = NEWEST_ORDERS, search } = query;
	const key = KEYS[ sorting.by ];
	const found: Found = {
		buyers:
			search === ''
				? []
				: await findByWords( db, accountId, 'contacts', search ),
		names:
			search === ''
				? []
				: await findByWords( db, accountId, 'order_names', search ),
		numbers:
			search === ''
				? []
				: await numbersBeginning( db, accountId, search ),
		ofProduct:
			query.product === null
				? null
				: await findOrdersWith( db, accountId, query.product ),
	};
	const page = await readSorted< Row >( db, {
		...query,
		key,
		direction: sorting.direction,
		limit: query.limit ?? ORDERS_A_PAGE,
		alias: 'o',
		id: 'order_id',
		select: ( tail ) => sql< Row >`
			select o.connection_id, o.order_id as id, ${ sortValue( key ) } as sort_value, o.number, o.subtype, o.status,
				o.woocommerce_status, o.date_created, o.total, o.currency, o.billing_email, o.contact_id,
				c.store_url,
				-- offset 0 makes Postgres read the long record only once.
				( select concat_ws( ' ', b.billing->>'first_name', b.billing->>'last_name' )
					from ( select order_record( o )->'billing' as billing offset 0 ) as b ) as name,
				coalesce( o.trashed_version > o.version, false ) as is_trashed
			from orders as o
			left join connections as c on c.account_id = o.account_id and c.connection_id = o.connection_id
			where o.account_id = ${ accountId } and ${ matching( accountId, query, found ) } ${ tail }
		`,
	} );
	return { ...page, rows: page.rows.map( toOrder ) };
}

/** The results of the look-ups for the filters. */
interface Found {
	buyers: FoundRows;
	/** Names under which orders were placed by buyers who have another name. */
	names: FoundRows;
	numbers: readonly string[];
	ofProduct: FoundOrders;
}

function matching(
	accountId: string,
	filters: OrderFilters,
	found: Found
): RawBuilder< boolean > {
	const {
		search,
		connectionId,
		status,
		woocommerceStatus,
		currency,
		from,
		to,
		isPaid,
		subtype,
		contactId,
		product,
	} = filters;
	return allOf( [
		...( search === '' ? [] : [ matches( accountId, search, found ) ] ),
		...( connectionId === null
			? []
			: [ sql< boolean >`o.connection_id = ${ connectionId }` ] ),
		...( status === null
			? []
			: [ sql< boolean >`o.status = ${ status }` ] ),
		...( woocommerceStatus === null
			? []
			: [
					sql< boolean >`o.woocommerce_status = ${ woocommerceStatus }`,
				] ),
		...( currency === null
			? []
			: [ sql< boolean >`o.currency = ${ currency }` ] ),
		...( from === null
			? []
			: [ sql< boolean >`o.date_created >= ${ from }` ] ),
		...( to === null ? [] : [ sql< boolean >`o.date_created < ${ to }` ] ),
		...( isPaid === null
			? []
			: [
					isPaid
						? sql< boolean >`o.date_paid is not null`
						: sql< boolean >`o.date_paid is null`,
				] ),
		...( subtype === null
			? []
			: [ sql< boolean >`o.subtype = ${ subtype }` ] ),
		...( contactId === null
			? []
			: [ sql< boolean >`o.contact_id = ${ contactId }::uuid` ] ),
		...( product === null
			? []
			: [
					sql< boolean >`o.connection_id = ${ product.connectionId }`,
					found.ofProduct !== null
						? sql< boolean >`o.order_id = any( ${ [ ...found.ofProduct ] }::text[] )`
						: sql< boolean >`( -- A value: joined, all of them would be read for each page.
						select true from order_products as p
						where p.account_id = ${ accountId } and p.connection_id = ${ product.connectionId }
							and p.product_id = ${ product.id } and p.date_created = o.date_created and p.order_id = o.order_id
						limit 1
					)`,
				] ),
	] );
}

/**
 * Matches prefixes of words in the number, in the buyer's name or e-mail address, or in the order's own names. Under
 * row-level security only leakproof comparisons use an index: `^@` is one, `like` and `lower()` are not. If many
 * buyers match, so do many orders, and a scan in the list's own order soon fills a page.
 */
function matches(
	accountId: string,
	search: string,
	{ buyers, names, numbers }: Found
): RawBuilder< boolean > {
	const byBuyer =
		buyers === null
			? // A scalar subquery, not a set: the set of all these buyers would be built for each page.
				sql`or (
				select ${ hasWords( 'c', search ) } from contacts as c
				where c.account_id = ${ accountId } and c.contact_id = o.contact_id
			)`
			: sql`or ${ isFound( 'contacts', 'o', search, buyers ) }`;
	const byNumber = numbers.map( ( number ) => sql`o.number ^@ ${ number }` );
	return sql< boolean >`(
		${ sql.join( byNumber, sql` or ` ) }
		or o.email_hash = ${ emailHash( search ) }
		${ buyers?.length === 0 ? sql`` : byBuyer }
		${ names?.length === 0 ? sql`` : byNames( accountId, search, names ) }
	)`;
}

/**
 * Equal names have equal words, whoever the contact is. So contacts and names can be two separate conditions that
 * each use an index.
 */
function byNames(
	accountId: string,
	search: string,
	names: FoundRows
): RawBuilder< boolean > {
	if ( names === null ) {
		return sql< boolean >`or (
			select ${ hasWords( 'n', search ) } from order_names as n
			where n.account_id = ${ accountId }
				-- coalesce() is not leakproof, so row-level security would keep it from the index.
				and n.contact_id = case when o.contact_id is null then ${ NO_CONTACT }::uuid else o.contact_id end
				and n.names = o.names
		)`;
	}
	const columnOf = ( name: string ) => [
		...new Set( names.map( ( row ) => row[ name ]! ) ),
	];
	const [ contacts, keys ] = [
		columnOf( 'contact_id' ),
		columnOf( 'names' ),
	];
	const isNamed = sql`o.names = any( ${ keys }::bigint[] )`;
	return sql< boolean >`
		or ( o.contact_id = any( ${ contacts }::uuid[] ) and ${ isNamed } )
		${ contacts.includes( NO_CONTACT ) ? sql`or ( o.contact_id is null and ${ isNamed } )` : sql`` }
	`;
}

function toOrder( row: Row ): OrderRow {
	return {
		connectionId: row.connection_id,
		orderId: row.id,
		number: row.number,
		subtype: row.subtype,
		status: row.status,
		woocommerceStatus: row.woocommerce_status,
		isTrashed: row.is_trashed,
		dateCreated: row.date_created,
		total: row.total,
		currency: row.currency,
		name: row.name.trim(),
		email: row.billing_email,
		contactId: row.contact_id,
		storeUrl: row.store_url,
	};
}
