import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Transaction } from '@ivorey/shared';
import { isConnectionId, type ConnectionKey } from '../db/identifiers.ts';
import { countRows } from '../db/count-rows.ts';
import type { Database } from '../db/schema.ts';
import { listDistinct } from './distinct.ts';
import {
	allOf,
	readSorted,
	sortValue,
	type Counted,
	type Direction,
	type SortedRow,
	type SortKey,
	type Sorting,
} from './listing.ts';
import { type ListPage, type Places } from './paging.ts';

const TRANSACTIONS_A_PAGE = 50;

/** A payment or a refund in a list. */
export interface TransactionRow {
	connectionId: string;
	transactionId: string;
	type: Transaction[ 'type' ];
	orderId: string;
	/** null if the order is not in Ivorey. */
	orderNumber: string | null;
	amount: string;
	currency: string;
	date: Date;
	method: string;
	gatewayId: string;
	/** Undone in WooCommerce: the money did not move after all. */
	isVoided: boolean;
	storeUrl: string;
}

export interface TransactionView extends TransactionRow {
	reason: string;
	/** The name of the order's buyer; empty if the order names nobody. */
	buyer: string;
	contactId: string | null;
	receivedAt: Date;
	updatedAt: Date;
}

export interface TransactionFilters {
	/** A prefix of the order's ID or of the gateway's ID. */
	search: string;
	connectionId: string | null;
	type: Transaction[ 'type' ] | null;
	currency: string | null;
	/** Moments: on or after `from`, and before `to`. */
	from: Date | null;
	to: Date | null;
}

/** The first is the default order of a list. */
export const TRANSACTION_SORTS = {
	date: 'desc',
} as const satisfies Readonly< Record< string, Direction > >;

export type TransactionSort = keyof typeof TRANSACTION_SORTS;

const KEYS: Readonly< Record< TransactionSort, SortKey > > = {
	date: { column: 't.date', type: 'timestamptz' },
};

interface Row extends SortedRow {
	type: Transaction[ 'type' ];
	order_id: string;
	number: string | null;
	amount: string;
	currency: string;
	date: Date;
	method: string;
	gateway_transaction_id: string;
	voided: boolean;
	store_url: string;
}

export interface TransactionListQuery extends TransactionFilters, Places {
	sorting: Sorting< TransactionSort >;
	limit?: number;
}

/** R34: an account's payments and refunds. */
export async function listTransactions(
	db: Kysely< Database >,
	accountId: string,
	query: TransactionListQuery
): Promise< ListPage< TransactionRow > > {
	const key = KEYS[ query.sorting.by ];
	const page = await readSorted< Row >( db, {
		...query,
		key,
		direction: query.sorting.direction,
		limit: query.limit ?? TRANSACTIONS_A_PAGE,
		alias: 't',
		id: 'transaction_id',
		select: ( tail ) => sql< Row >`
			select t.connection_id, t.transaction_id as id, ${ sortValue( key ) } as sort_value, t.type, t.order_id,
				-- A subquery, so that only the page's rows are looked up if a search sorts more of them.
				( select o.number from orders as o
					where o.account_id = t.account_id and o.connection_id = t.connection_id and o.order_id = t.order_id ) as number,
				t.amount, t.currency, t.date, coalesce( nullif( t.payment_method_title, '' ), t.payment_method ) as method,
				t.gateway_transaction_id, t.voided, c.store_url
			from transactions as t
			join connections as c on c.account_id = t.account_id and c.connection_id = t.connection_id
			where t.account_id = ${ accountId } and ${ matching( query ) } ${ tail }
		`,
	} );
	return { ...page, rows: page.rows.map( toTransaction ) };
}

/** The amount that moved; negative if it went back to the buyer. */
export function signedAmount( {
	type,
	amount,
}: Pick< TransactionRow, 'type' | 'amount' > ): string {
	return type === 'refund' && ! amount.startsWith( '-' )
		? `-${ amount }`
		: amount;
}

/** The number over all pages. */
export async function countTransactions(
	db: Kysely< Database >,
	accountId: string,
	filters: TransactionFilters
): Promise< Counted > {
	return {
		total: await countRows(
			db,
			sql`select from transactions as t where t.account_id = ${ accountId } and ${ matching( filters ) }`
		),
	};
}

/** The currencies in which money moved. */
export function listCurrencies(
	db: Kysely< Database >,
	accountId: string
): Promise< string[] > {
	return listDistinct( db, accountId, 'transactions', 'currency' );
}

/** @return null if the account has no such transaction. */
export async function findTransaction(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	transactionId: string
): Promise< TransactionView | null > {
	if (
		! isConnectionId( connectionId ) ||
		! /^(?:payment|refund):[1-9]\d{0,19}$/.test( transactionId )
	) {
		return null;
	}
	const { rows } = await sql<
		Omit< Row, 'sort_value' > & {
			reason: string;
			buyer: string | null;
			contact_id: string | null;
			received_at: Date;
			updated_at: Date;
		}
	>`
		select t.connection_id, t.transaction_id as id, t.type, t.order_id, o.number, t.amount, t.currency, t.date,
			coalesce( nullif( t.payment_method_title, '' ), t.payment_method ) as method, t.gateway_transaction_id, t.voided,
			c.store_url, t.reason, o.contact_id, t.received_at, t.updated_at,
			coalesce( nullif( trim( p.first_name || ' ' || p.last_name ), '' ), nullif( p.display_name, '' ), p.email ) as buyer
		from transactions as t
		join connections as c on c.account_id = t.account_id and c.connection_id = t.connection_id
		left join orders as o
			on o.account_id = t.account_id and o.connection_id = t.connection_id and o.order_id = t.order_id
		left join contacts as p on p.account_id = o.account_id and p.contact_id = o.contact_id
		where t.account_id = ${ accountId } and t.connection_id = ${ connectionId } and t.transaction_id = ${ transactionId }
	`.execute( db );
	const [ row ] = rows;
	return row === undefined
		? null
		: {
				...toTransaction( row ),
				reason: row.reason,
				buyer: row.buyer ?? '',
				contactId: row.contact_id,
				receivedAt: row.received_at,
				updatedAt: row.updated_at,
			};
}

function matching( {
	search,
	connectionId,
	type,
	currency,
	from,
	to,
}: TransactionFilters ): RawBuilder< boolean > {
	return allOf( [
		...( search === ''
			? []
			: [
					sql< boolean >`( t.order_id ^@ ${ search } or t.gateway_transaction_id ^@ ${ search } )`,
				] ),
		...( connectionId === null
			? []
			: [ sql< boolean >`t.connection_id = ${ connectionId }` ] ),
		...( type === null ? [] : [ sql< boolean >`t.type = ${ type }` ] ),
		...( currency === null
			? []
			: [ sql< boolean >`t.currency = ${ currency }` ] ),
		...( from === null ? [] : [ sql< boolean >`t.date >= ${ from }` ] ),
		...( to === null ? [] : [ sql< boolean >`t.date < ${ to }` ] ),
	] );
}

function toTransaction( row: Omit< Row, 'sort_value' > ): TransactionRow {
	return {
		connectionId: row.connection_id,
		transactionId: row.id,
		type: row.type,
		orderId: row.order_id,
		orderNumber: row.number,
		amount: row.amount,
		currency: row.currency,
		date: row.date,
		method: row.method,
		gatewayId: row.gateway_transaction_id,
		isVoided: row.voided,
		storeUrl: row.store_url,
	};
}
