import { sql, type Kysely } from 'kysely';
import {
	ORDER_SUBTYPE,
	toIvoreyOrderStatus,
	type Order,
	type RecordOf,
} from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import type { MovedOrder } from '../accounts/order-counts.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { prepared } from '../db/statement-names.ts';
import type { StoredOrder } from './known-people.ts';
import { numberSort } from './number-sort.ts';
import type { PeoplePlan } from './plan-contacts-and-orders.ts';
import { stored } from '../db/stored-record.ts';
import { textArray } from '../db/text-array.ts';

/**
 * Writes the orders that are newer than the stored ones. The rows are locked, so versions are not compared here again.
 */
export async function upsertOrders(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	orders: readonly RecordOf< 'orders' >[],
	{ plan, names, erased }: Pick< PeoplePlan, 'plan' | 'names' | 'erased' >,
	now: Date
): Promise< void > {
	if ( orders.length === 0 ) {
		return;
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
				contactId: plan.contactOfOrder.get( id ) ?? null,
				erasedAt: erased.has( id ) ? now.toISOString() : null,
				names: names.get( id )!,
			};
		} )
		.sort( ( a, b ) => compareText( a.id, b.id ) );
	const column = (
		value: ( row: ( typeof rows )[ number ] ) => string | null
	) => textArray( rows.map( value ) );
	await ask( prepared`
		insert into orders (
			account_id, connection_id, order_id, version, digest, number, number_sort, subtype, status, woocommerce_status, currency,
			total, total_sort, total_refunded, date_created, date_paid, customer_id, contact_id, billing_email, email_hash,
			product_ids, record_text, received_at, updated_at, erased_at, names
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version::bigint, r.digest, r.number, r.number_sort, ${ ORDER_SUBTYPE }, r.status,
			r.woocommerce_status, r.currency, r.total::numeric, r.total::float8, r.refunded::numeric,
			r.date_created::timestamptz, r.date_paid::timestamptz, r.customer_id, r.contact_id::uuid, r.billing_email,
			r.email_hash, r.product_ids::text[], r.record, ${ now }::timestamptz, ${ now }::timestamptz,
			r.erased_at::timestamptz, r.names::bigint
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
			${ column( ( { data } ) => `{${ productsOf( data ).join( ',' ) }}` ) }::text[],
			${ column( ( row ) => row.json ) }::text[],
			${ column( ( row ) => row.erasedAt ) }::text[],
			${ column( ( row ) => row.names ) }::text[]
		) as r (
			id, version, digest, number, number_sort, status, woocommerce_status, currency, total, refunded, date_created, date_paid,
			customer_id, contact_id, billing_email, email_hash, product_ids, record, erased_at, names
		)
		on conflict ( account_id, connection_id, order_id ) do update set
			version = excluded.version, digest = excluded.digest, number = excluded.number, number_sort = excluded.number_sort, status = excluded.status,
			woocommerce_status = excluded.woocommerce_status, currency = excluded.currency, total = excluded.total,
			total_sort = excluded.total_sort, total_refunded = excluded.total_refunded,
			date_created = excluded.date_created, date_paid = excluded.date_paid, customer_id = excluded.customer_id,
			contact_id = excluded.contact_id, billing_email = excluded.billing_email, email_hash = excluded.email_hash,
			product_ids = excluded.product_ids, record_text = excluded.record_text, updated_at = excluded.updated_at,
			erased_at = excluded.erased_at, names = excluded.names,
			-- A late record does not bring an order back from the trash; another order with the same ID was never in it.
			trashed_version = case
				when orders.trashed_version > excluded.version
					and excluded.date_created <= greatest( orders.date_created, orders.updated_at )
				then orders.trashed_version
			end
	` );
}

/** An order as an entry under one of its products. */
interface Place {
	order_id: string;
	product_id: string;
	/** In Postgres' format. */
	date_created: string;
}

/**
 * Writes the products by which the orders are found. Most changes of an order leave its products as they are, and write
 * nothing.
 */
export async function placeOrders(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	orders: readonly RecordOf< 'orders' >[],
	before: ReadonlyMap< string, StoredOrder >
): Promise< void > {
	const { added, left } = changedPlaces( orders, before );
	await Promise.all( [
		left.length === 0
			? undefined
			: ask( sql`
					delete from order_products p
					using unnest(
						${ columnOf( left, 'order_id' ) }::text[],
						${ columnOf( left, 'product_id' ) }::text[],
						${ columnOf( left, 'date_created' ) }::text[]
					) as r ( order_id, product_id, date_created )
					-- The whole key, because a product may be in any number of orders.
					where p.account_id = ${ accountId } and p.connection_id = ${ connectionId } and p.product_id = r.product_id
						and p.date_created = r.date_created::timestamptz and p.order_id = r.order_id
				` ),
		added.length === 0
			? undefined
			: ask( prepared`
					insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
					select ${ accountId }, ${ connectionId }, r.product_id, r.date_created::timestamptz, r.order_id
					from unnest(
						${ columnOf( added, 'order_id' ) }::text[],
						${ columnOf( added, 'product_id' ) }::text[],
						${ columnOf( added, 'date_created' ) }::text[]
					) as r ( order_id, product_id, date_created )
					-- Neighbours in the index come one after the other.
					order by r.product_id collate "C"
					on conflict do nothing
				` ),
	] );
}

function changedPlaces(
	orders: readonly RecordOf< 'orders' >[],
	before: ReadonlyMap< string, StoredOrder >
): { added: Place[]; left: Place[] } {
	const added: Place[] = [];
	const left: Place[] = [];
	for ( const { id, data } of orders ) {
		const known = before.get( id );
		const isMoved =
			known !== undefined &&
			known.date_created.getTime() !== Date.parse( data.date_created );
		const products = productsOf( data );
		const former = known?.product_ids ?? [];
		added.push(
			...products
				.filter(
					( product ) => isMoved || ! former.includes( product )
				)
				.map( ( product ) => ( {
					order_id: id,
					product_id: product,
					date_created: data.date_created,
				} ) )
		);
		left.push(
			...former
				.filter(
					( product ) => isMoved || ! products.includes( product )
				)
				.map( ( product ) => ( {
					order_id: id,
					product_id: product,
					date_created: known!.placed_at,
				} ) )
		);
	}
	return { added, left };
}

function columnOf( places: readonly Place[], name: keyof Place ): Buffer {
	return textArray( places.map( ( place ) => place[ name ] ) );
}

/** Sorts IDs by the collation "C", so that every statement takes its locks in the same order. */
function compareText( a: string, b: string ): number {
	if ( a === b ) {
		return 0;
	}
	return a < b ? -1 : 1;
}

/** Without duplicates, however many lines sell a product. */
function productsOf( { line_items: lines }: Order ): string[] {
	return [
		...new Set( lines.flatMap( ( { product_id: id } ) => id ?? [] ) ),
	].sort();
}

/**
 * Moves the orders of a user along to the user's new contact.
 *
 * @return The former and the new contact of each order.
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
