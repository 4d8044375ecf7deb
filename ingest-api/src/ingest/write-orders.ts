import { sql, type Kysely } from 'kysely';
import {
	ORDER_SUBTYPE,
	toIvoreyOrderStatus,
	type Order,
	type RecordOf,
} from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { MovedOrder } from '../accounts/order-counts.ts';
import type { Database } from '../db/schema.ts';
import { redactTransactionsOf } from '../erasure/erase-contact.ts';
import { numberSort } from './number-sort.ts';
import type { ErasedDigests } from './without-erased.ts';
import { stored } from '../db/stored-record.ts';
import { textArray } from '../db/text-array.ts';

/**
 * One statement for the orders and by which products they are found. Each record crosses to the database once, as the
 * text that is kept of it. Most changes of an order leave its products as they are, and write nothing of them.
 *
 * Refunds that came before an `erased` order lose their reasons too.
 *
 * @return From whom to whom each went that was newer than what was there, by id.
 */
export async function writeOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orders: readonly RecordOf< 'orders' >[],
	contactOfOrder: ReadonlyMap< string, string | null >,
	erased: ErasedDigests,
	now: Date
): Promise< Map< string, MovedOrder > > {
	if ( orders.length === 0 ) {
		return new Map();
	}
	const rows = orders
		.map( ( { id, version, data } ) => {
			const { json, digest } = stored( { id, version, data } );
			return {
				id,
				version: String( version ),
				digest: erased.get( id ) ?? digest,
				json,
				data,
				contactId: contactOfOrder.get( id ) ?? null,
				erasedAt: erased.has( id ) ? now.toISOString() : null,
				products: productsOf( data ),
			};
		} )
		.sort( ( a, b ) => compareText( a.id, b.id ) );
	const column = (
		value: ( row: ( typeof rows )[ number ] ) => string | null
	) => textArray( rows.map( value ) );
	const written = await sql< WrittenOrder >`
		with before as materialized (
			-- As they are once nobody else holds them: what fills or remaps them changes their products, too.
			select order_id, date_created, contact_id, coalesce( product_ids, '{}' ) as product_ids
			from orders
			where account_id = ${ accountId } and connection_id = ${ connectionId }
				and order_id = any( ${ rows.map( ( { id } ) => id ) }::text[] )
			order by order_id
			for no key update
		), written as (
		insert into orders (
			account_id, connection_id, order_id, version, digest, number, number_sort, subtype, status, woocommerce_status, currency,
			total, total_sort, total_refunded, date_created, date_paid, customer_id, contact_id, billing_email, email_hash,
			product_ids, record_text, received_at, updated_at, erased_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version::bigint, r.digest, r.number, r.number_sort, ${ ORDER_SUBTYPE }, r.status,
			r.woocommerce_status, r.currency, r.total::numeric, r.total::float8, r.refunded::numeric,
			r.date_created::timestamptz, r.date_paid::timestamptz, r.customer_id, r.contact_id::uuid, r.billing_email,
			r.email_hash, r.product_ids::text[], r.record, ${ now }::timestamptz, ${ now }::timestamptz,
			r.erased_at::timestamptz
		from unnest(
			${ column( ( row ) => row.id ) }::text[],
			${ column( ( row ) => row.version ) }::text[],
			${ column( ( row ) => row.digest ) }::text[],
			${ column( ( { data } ) => data.number ) }::text[],
			${ column( ( { data } ) => numberSort( data.number ) ) }::text[],
			${ column( ( { data } ) => toIvoreyOrderStatus( data.status ) ) }::text[],
			${ column( ( { data } ) => data.status ) }::text[],
			${ column( ( { data } ) => data.currency ) }::text[],
			${ column( ( { data } ) => data.totals.total ) }::text[],
			${ column( ( { data } ) => data.totals.refunded ) }::text[],
			${ column( ( { data } ) => data.date_created ) }::text[],
			${ column( ( { data } ) => data.date_paid ) }::text[],
			${ column( ( { data } ) => data.customer_id ) }::text[],
			${ column( ( row ) => row.contactId ) }::text[],
			${ column( ( { data } ) => data.billing_email ) }::text[],
			${ column( ( { data } ) => data.billing_email && emailHash( data.billing_email ) ) }::text[],
			${ column( ( row ) => `{${ row.products.join( ',' ) }}` ) }::text[],
			${ column( ( row ) => row.json ) }::text[],
			${ column( ( row ) => row.erasedAt ) }::text[]
		) as r (
			id, version, digest, number, number_sort, status, woocommerce_status, currency, total, refunded, date_created, date_paid,
			customer_id, contact_id, billing_email, email_hash, product_ids, record, erased_at
		)
		where ( select count( * ) from before ) >= 0
		on conflict ( account_id, connection_id, order_id ) do update set
			version = excluded.version, digest = excluded.digest, number = excluded.number, number_sort = excluded.number_sort, status = excluded.status,
			woocommerce_status = excluded.woocommerce_status, currency = excluded.currency, total = excluded.total,
			total_sort = excluded.total_sort, total_refunded = excluded.total_refunded,
			date_created = excluded.date_created, date_paid = excluded.date_paid, customer_id = excluded.customer_id,
			contact_id = excluded.contact_id, billing_email = excluded.billing_email, email_hash = excluded.email_hash,
			product_ids = excluded.product_ids, record_text = excluded.record_text, updated_at = excluded.updated_at,
			erased_at = excluded.erased_at,
			-- What came late brings no order back from the trash; another order with its id was never there.
			trashed_version = case
				when orders.trashed_version > excluded.version
					and excluded.date_created <= greatest( orders.date_created, orders.updated_at )
				then orders.trashed_version
			end
		where orders.version < excluded.version
			or excluded.date_created > greatest( orders.date_created, orders.updated_at )
		returning order_id, date_created, product_ids
		), added as (
			insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
			select ${ accountId }, ${ connectionId }, product_id, w.date_created, w.order_id
			from written w
			left join before b on b.order_id = w.order_id
			cross join unnest( w.product_ids ) as product_id
			where b.order_id is null or b.date_created <> w.date_created or product_id <> all( b.product_ids )
			on conflict do nothing
		)
		select w.order_id, b.contact_id as former_contact, b.product_ids as former_products, b.date_created::text as former_date,
			b.date_created is distinct from w.date_created as is_moved
		from written w
		left join before b on b.order_id = w.order_id
	`.execute( tx );
	const applied = new Map(
		written.rows.map( ( row ) => [
			row.order_id,
			{
				from: row.former_contact,
				into: contactOfOrder.get( row.order_id ) ?? null,
			},
		] )
	);
	const productsOfOrder = new Map(
		rows.map( ( { id, products } ) => [ id, products ] )
	);
	await forgetProducts(
		tx,
		{ accountId, connectionId },
		written.rows.flatMap(
			( {
				order_id: id,
				former_products: former,
				former_date: date,
				is_moved: isMoved,
			} ) =>
				( former ?? [] )
					.filter(
						( product ) =>
							isMoved ||
							! productsOfOrder.get( id )!.includes( product )
					)
					.map( ( product ) => ( { id, product, date: date! } ) )
		)
	);
	await redactTransactionsOf(
		tx,
		accountId,
		[ ...erased.keys() ]
			.filter( ( id ) => applied.has( id ) )
			.map( ( id ) => ( {
				connection_id: connectionId,
				order_id: id,
			} ) )
	);
	return applied;
}

/** In the order of the collation "C", for ids: so every statement takes its locks in the same order. */
function compareText( a: string, b: string ): number {
	if ( a === b ) {
		return 0;
	}
	return a < b ? -1 : 1;
}

/** Each once, however many lines sell it. */
function productsOf( { line_items: lines }: Order ): string[] {
	return [
		...new Set( lines.flatMap( ( { product_id: id } ) => id ?? [] ) ),
	].sort();
}

/** An order, and what it was found by before; null in a new one. */
interface WrittenOrder {
	order_id: string;
	former_contact: string | null;
	former_date: string | null;
	is_moved: boolean;
	former_products: string[] | null;
}

/** By the whole key of each: a product may be in any number of orders. */
async function forgetProducts(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	former: readonly { id: string; product: string; date: string }[]
): Promise< void > {
	if ( former.length === 0 ) {
		return;
	}
	await sql`
		delete from order_products p
		using unnest(
			${ textArray( former.map( ( { id } ) => id ) ) }::text[],
			${ textArray( former.map( ( { product } ) => product ) ) }::text[],
			${ textArray( former.map( ( { date } ) => date ) ) }::text[]
		) as r ( order_id, product_id, date_created )
		where p.account_id = ${ accountId } and p.connection_id = ${ connectionId } and p.product_id = r.product_id
			and p.date_created = r.date_created::timestamptz and p.order_id = r.order_id
	`.execute( tx );
}

/**
 * The orders of a user follow the user to another contact.
 *
 * @return From whom to whom.
 */
export async function moveOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	moved: readonly { user_id: string; contact_id: string }[]
): Promise< MovedOrder[] > {
	if ( moved.length === 0 ) {
		return [];
	}
	const { rows } = await sql< MovedOrder >`
		with following as (
			select o.order_id, o.contact_id as from_contact, r.contact_id as to_contact
			from orders o
			join json_to_recordset( ${ JSON.stringify( moved ) } ) as r ( user_id text, contact_id uuid )
				on o.customer_id = r.user_id
			where o.account_id = ${ accountId } and o.connection_id = ${ connectionId }
				and o.contact_id is distinct from r.contact_id
		)
		update orders o
		set contact_id = f.to_contact
		from following f
		where o.account_id = ${ accountId } and o.connection_id = ${ connectionId } and o.order_id = f.order_id
		returning f.from_contact as "from", f.to_contact as into
	`.execute( tx );
	return rows;
}
