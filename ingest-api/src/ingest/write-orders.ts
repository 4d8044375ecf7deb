import { sql, type Kysely } from 'kysely';
import {
	ORDER_SUBTYPE,
	toIvoreyOrderStatus,
	type RecordOf,
} from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { redactTransactionsOf } from '../erasure/erase-contact.ts';
import type { ErasedDigests } from './without-erased.ts';
import { rowsOf } from '../db/stored-record.ts';

/** An order that is another contact's now, or nobody's. */
export interface MovedOrder {
	from: string | null;
	into: string | null;
}

/**
 * One statement for the orders and one or two for their lines. The columns are taken from the wire
 * record by the database itself, so that each record crosses to it once.
 *
 * The lines of `existing` orders are replaced. Refunds that came before an `erased` order lose their reasons
 * too.
 *
 * @return The ids of those that were newer than what was there.
 */
export async function writeOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orders: readonly RecordOf< 'orders' >[],
	contactOfOrder: ReadonlyMap< string, string | null >,
	existing: ReadonlySet< string >,
	erased: ErasedDigests,
	now: Date
): Promise< Set< string > > {
	if ( orders.length === 0 ) {
		return new Set();
	}
	const rows = rowsOf( orders, ( { id, data } ) => ( {
		status: toIvoreyOrderStatus( data.status ),
		contact_id: contactOfOrder.get( id ) ?? null,
		email_hash:
			data.billing_email === null
				? null
				: emailHash( data.billing_email ),
		...( erased.has( id )
			? { digest: erased.get( id )!, erased_at: now.toISOString() }
			: {} ),
	} ) );
	const written = await sql< { order_id: string } >`
		insert into orders (
			account_id, connection_id, order_id, version, digest, number, subtype, status, woocommerce_status, created_via,
			currency, prices_include_tax, date_created, date_modified, date_paid, date_completed, customer_id, contact_id,
			billing_email, email_hash, billing, shipping, customer_note, payment_method, payment_method_title, transaction_id,
			total_items, total_discount, total_shipping, total_fees, total_tax, total_refunded, total,
			shipping_lines, fee_lines, coupon_lines, record, received_at, updated_at, erased_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version, r.digest, d.number, ${ ORDER_SUBTYPE }, r.status,
			d.status, d.created_via, d.currency, d.prices_include_tax, d.date_created, d.date_modified, d.date_paid, d.date_completed,
			d.customer_id, r.contact_id, d.billing_email, r.email_hash, d.billing, d.shipping, d.customer_note, d.payment_method,
			d.payment_method_title, d.transaction_id, t.items, t.discount, t.shipping, t.fees, t.tax, t.refunded, t.total,
			d.shipping_lines, d.fee_lines, d.coupon_lines, r.record, ${ now }::timestamptz, ${ now }::timestamptz,
			r.erased_at
		from json_to_recordset( ${ rows } )
			as r (
				id text, version bigint, digest text, status text, contact_id uuid, email_hash text, erased_at timestamptz,
				record jsonb
			)
		cross join lateral jsonb_to_record( r.record ) as d (
			number text, status text, created_via text, currency text, prices_include_tax boolean,
			date_created timestamptz, date_modified timestamptz, date_paid timestamptz, date_completed timestamptz,
			customer_id text, billing_email text, billing jsonb, shipping jsonb, customer_note text, payment_method text,
			payment_method_title text, transaction_id text, totals jsonb, shipping_lines jsonb, fee_lines jsonb,
			coupon_lines jsonb
		)
		cross join lateral jsonb_to_record( d.totals ) as t (
			items numeric, discount numeric, shipping numeric, fees numeric, tax numeric, refunded numeric, total numeric
		)
		order by r.id collate "C"
		on conflict ( account_id, connection_id, order_id ) do update set
			version = excluded.version, digest = excluded.digest, number = excluded.number, status = excluded.status,
			woocommerce_status = excluded.woocommerce_status, created_via = excluded.created_via,
			currency = excluded.currency, prices_include_tax = excluded.prices_include_tax,
			date_created = excluded.date_created, date_modified = excluded.date_modified, date_paid = excluded.date_paid,
			date_completed = excluded.date_completed, customer_id = excluded.customer_id, contact_id = excluded.contact_id,
			billing_email = excluded.billing_email, email_hash = excluded.email_hash, billing = excluded.billing, shipping = excluded.shipping,
			customer_note = excluded.customer_note, payment_method = excluded.payment_method,
			payment_method_title = excluded.payment_method_title, transaction_id = excluded.transaction_id,
			total_items = excluded.total_items, total_discount = excluded.total_discount,
			total_shipping = excluded.total_shipping, total_fees = excluded.total_fees, total_tax = excluded.total_tax,
			total_refunded = excluded.total_refunded, total = excluded.total, shipping_lines = excluded.shipping_lines,
			fee_lines = excluded.fee_lines, coupon_lines = excluded.coupon_lines, record = excluded.record,
			updated_at = excluded.updated_at, erased_at = excluded.erased_at,
			-- What came late brings no order back from the trash; another order with its id was never there.
			trashed_version = case
				when orders.trashed_version > excluded.version
					and excluded.date_created <= greatest( orders.date_created, orders.updated_at )
				then orders.trashed_version
			end
		where orders.version < excluded.version
			or excluded.date_created > greatest( orders.date_created, orders.updated_at )
		returning order_id
	`.execute( tx );
	const applied = new Set( written.rows.map( ( row ) => row.order_id ) );
	await replaceLines(
		tx,
		{ accountId, connectionId },
		orders.filter( ( { id } ) => applied.has( id ) ),
		existing
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

async function replaceLines(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orders: readonly RecordOf< 'orders' >[],
	existing: ReadonlySet< string >
): Promise< void > {
	const replaced = orders
		.map( ( { id } ) => id )
		.filter( ( id ) => existing.has( id ) );
	if ( replaced.length > 0 ) {
		await sql`
			delete from order_lines
			where account_id = ${ accountId } and connection_id = ${ connectionId }
				and order_id = any( ${ replaced }::text[] )
		`.execute( tx );
	}
	const lines = orders.flatMap( ( { id, data } ) =>
		data.line_items.map( ( { id: lineId, ...line }, position ) => ( {
			order_id: id,
			line_id: lineId,
			position,
			...line,
		} ) )
	);
	if ( lines.length === 0 ) {
		return;
	}
	await sql`
		insert into order_lines (
			account_id, connection_id, order_id, line_id, position, product_id, variation_id, name, sku,
			quantity, subtotal, subtotal_tax, total, total_tax, attributes
		)
		select
			${ accountId }, ${ connectionId }, r.order_id, r.line_id, r.position, r.product_id, r.variation_id, r.name,
			r.sku, r.quantity, r.subtotal, r.subtotal_tax, r.total, r.total_tax, r.attributes
		from json_to_recordset( ${ JSON.stringify( lines ) } ) as r (
			order_id text, line_id text, position integer, product_id text, variation_id text, name text, sku text,
			quantity numeric, subtotal numeric, subtotal_tax numeric, total numeric, total_tax numeric, attributes jsonb
		)
		order by r.order_id collate "C", r.line_id collate "C"
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
