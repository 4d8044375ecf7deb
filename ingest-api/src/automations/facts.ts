import { sql, type Kysely } from 'kysely';
import type { Order } from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import type { Database } from '../db/schema.ts';
import type { OrderFacts } from './decide.ts';
import type { Suppressed } from './run-reasons.ts';

/** Identifies the order that a run is about. */
export interface OrderRef {
	connectionId: string;
	orderId: string;
	/** The trigger's ID: a later order with the same order ID is another order. */
	triggerId: string;
}

/** An order with the facts that an e-mail shows about it and its buyer. */
export interface OrderOfRun {
	facts: OrderFacts;
	record: Order;
	/** Ivorey's contact; null if the order names nobody. */
	contactId: string | null;
	paidAt: Date | null;
	contact: {
		first_name: string;
		last_name: string;
		display_name: string;
		email: string;
	} | null;
	/** The order's page in the store; null if the store reported none, or for a guest, who would need a secret link. */
	orderUrl: string | null;
	/** By `<product id>` and by `<product id>:<variation id>`. */
	images: ReadonlyMap< string, string >;
	suppression: Suppression;
}

/** By purpose; null if sending is allowed. */
export interface Suppression {
	transactional: Suppressed | null;
	/** Includes a missing consent of the contact. */
	marketing: Suppressed | null;
}

interface OrderRow {
	connection_id: string;
	order_id: string;
	trigger_id: string;
	record: Order;
	contact_id: string | null;
	woocommerce_status: string;
	is_trashed: boolean;
	erased_at: Date | null;
	currency: string;
	date_paid: Date | null;
	billing_email: string | null;
	first_name: string | null;
	last_name: string | null;
	display_name: string | null;
	email: string | null;
	marketing_consent: boolean | null;
	has_earlier: boolean;
	customer_id: string | null;
	view_order_url: string | null;
}

/** The orders of runs as they are now, by refKey(). Orders that are gone are missing. */
export async function readOrders(
	db: Kysely< Database >,
	accountId: string,
	refs: readonly OrderRef[]
): Promise< Map< string, OrderOfRun > > {
	if ( refs.length === 0 ) {
		return new Map();
	}
	const wanted = JSON.stringify(
		refs.map( ( { connectionId, orderId, triggerId } ) => ( {
			connection_id: connectionId,
			order_id: orderId,
			trigger_id: triggerId,
		} ) )
	);
	const { rows } = await sql< OrderRow >`
		select o.connection_id, o.order_id, r.trigger_id, order_record( o ) as record, o.contact_id, o.woocommerce_status, o.erased_at, o.currency,
			coalesce( o.trashed_version > o.version, false ) as is_trashed,
			o.customer_id, s.report->>'view_order_url' as view_order_url, o.date_paid, o.billing_email, c.first_name, c.last_name, c.display_name, c.email, c.marketing_consent,
			exists (
				select from orders as earlier
				where earlier.account_id = o.account_id and earlier.contact_id = o.contact_id
					and earlier.date_created < o.date_created
			) as has_earlier
		from json_to_recordset( ${ wanted } ) as r ( connection_id text, order_id text, trigger_id text )
		join orders as o
			on o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
		join trigger_events as e
			on e.account_id = o.account_id and e.connection_id = o.connection_id and e.trigger_id = r.trigger_id
		left join connection_status as s
			on s.account_id = o.account_id and s.connection_id = o.connection_id
		left join contacts as c on c.account_id = o.account_id and c.contact_id = o.contact_id
		where not exists (
			select from trigger_events as later
			where later.account_id = e.account_id and later.connection_id = e.connection_id
				and later.order_id = e.order_id and later.cursor > e.cursor
				and later.order_key_hash <> e.order_key_hash
		)
	`.execute( db );
	const [ collections, images, suppressions ] = await Promise.all( [
		readCollections( db, accountId, rows ),
		readImages( db, accountId, rows ),
		readSuppressions(
			db,
			accountId,
			rows.flatMap( ( row ) => row.billing_email ?? [] )
		),
	] );
	return new Map(
		rows.map( ( row ) => {
			const products = productsOf( row ).map(
				( id ) => `${ row.connection_id }:${ id }`
			);
			return [
				refKey( {
					connectionId: row.connection_id,
					orderId: row.order_id,
					triggerId: row.trigger_id,
				} ),
				{
					facts: {
						status: row.woocommerce_status,
						isTrashed: row.is_trashed,
						isErased: row.erased_at !== null,
						isPaid: row.date_paid !== null,
						currency: row.currency,
						total: row.record.totals.total,
						refunded: row.record.totals.refunded,
						email: row.billing_email,
						paymentMethod: row.record.payment_method,
						products,
						collections: products.flatMap(
							( product ) => collections.get( product ) ?? []
						),
						hasEarlierOrders: row.has_earlier,
					},
					record: row.record,
					contactId: row.contact_id,
					paidAt: row.date_paid,
					orderUrl:
						row.customer_id === null
							? null
							: ( row.view_order_url?.replaceAll(
									'{order}',
									encodeURIComponent( row.order_id )
								) ?? null ),
					contact:
						row.email === null
							? null
							: {
									first_name: row.first_name ?? '',
									last_name: row.last_name ?? '',
									display_name: row.display_name ?? '',
									email: row.email,
								},
					images: images.get( row.connection_id ) ?? new Map(),
					suppression: withConsent(
						suppressions.get(
							row.billing_email === null
								? ''
								: emailHash( row.billing_email )
						) ?? NOT_SUPPRESSED,
						row.marketing_consent
					),
				},
			];
		} )
	);
}

export function refKey( ref: OrderRef ): string {
	return `${ ref.connectionId }\n${ ref.triggerId }`;
}

const NOT_SUPPRESSED: Suppression = { transactional: null, marketing: null };

/** Marketing goes only to contacts who agreed to it. */
function withConsent(
	suppression: Suppression,
	consent: boolean | null
): Suppression {
	const missing = consent === null ? 'no_consent' : 'consent_refused';
	return consent === true
		? suppression
		: { ...suppression, marketing: suppression.marketing ?? missing };
}

/** Bounced addresses get nothing; unsubscribed ones get no marketing. Keyed by emailHash(). */
async function readSuppressions(
	db: Kysely< Database >,
	accountId: string,
	emails: readonly string[]
): Promise< Map< string, Suppression > > {
	const found = new Map< string, Suppression >();
	if ( emails.length === 0 ) {
		return found;
	}
	const rows = await db
		.selectFrom( 'suppressions' )
		.select( [ 'email_hash', 'purpose', 'reason' ] )
		.where( 'account_id', '=', accountId )
		.where( 'email_hash', 'in', [ ...new Set( emails.map( emailHash ) ) ] )
		.execute();
	for ( const { email_hash: hash, purpose, reason } of rows ) {
		const before = found.get( hash ) ?? NOT_SUPPRESSED;
		found.set(
			hash,
			purpose === 'transactional'
				? { transactional: reason, marketing: reason }
				: { ...before, marketing: before.marketing ?? reason }
		);
	}
	return found;
}

async function readCollections(
	db: Kysely< Database >,
	accountId: string,
	orders: readonly OrderRow[]
): Promise< Map< string, string[] > > {
	const found = new Map< string, string[] >();
	const wanted = productsWanted( orders );
	if ( wanted.length === 0 ) {
		return found;
	}
	const { rows } = await sql< {
		connection_id: string;
		product_id: string;
		collection_id: string;
	} >`
		select p.connection_id, p.product_id, p.collection_id
		from json_to_recordset( ${ JSON.stringify( wanted ) } ) as r ( connection_id text, product_id text )
		join product_collections as p
			on p.account_id = ${ accountId } and p.connection_id = r.connection_id and p.product_id = r.product_id
	`.execute( db );
	for ( const row of rows ) {
		const key = `${ row.connection_id }:${ row.product_id }`;
		const ids = found.get( key ) ?? [];
		ids.push( `${ row.connection_id }:${ row.collection_id }` );
		found.set( key, ids );
	}
	return found;
}

/** First images of products and images of variations, by connection, then by key as in OrderOfRun. */
export async function readImages(
	db: Kysely< Database >,
	accountId: string,
	orders: readonly Pick< OrderRow, 'connection_id' | 'record' >[]
): Promise< Map< string, Map< string, string > > > {
	const found = new Map< string, Map< string, string > >();
	const wanted = productsWanted( orders );
	if ( wanted.length === 0 ) {
		return found;
	}
	const { rows } = await sql< {
		connection_id: string;
		key: string;
		image: string;
	} >`
		select p.connection_id, p.product_id as key, p.images->>0 as image
		from json_to_recordset( ${ JSON.stringify( wanted ) } ) as r ( connection_id text, product_id text )
		join products as p
			on p.account_id = ${ accountId } and p.connection_id = r.connection_id and p.product_id = r.product_id
		where p.images->>0 is not null
		union all
		select v.connection_id, v.product_id || ':' || v.variant_id, v.image
		from json_to_recordset( ${ JSON.stringify( wanted ) } ) as r ( connection_id text, product_id text )
		join product_variants as v
			on v.account_id = ${ accountId } and v.connection_id = r.connection_id and v.product_id = r.product_id
		where v.image is not null
	`.execute( db );
	for ( const row of rows ) {
		const images =
			found.get( row.connection_id ) ?? new Map< string, string >();
		images.set( row.key, row.image );
		found.set( row.connection_id, images );
	}
	return found;
}

function productsWanted(
	orders: readonly Pick< OrderRow, 'connection_id' | 'record' >[]
): { connection_id: string; product_id: string }[] {
	const wanted = new Map(
		orders.flatMap( ( order ) =>
			productsOf( order ).map( ( id ) => [
				`${ order.connection_id }:${ id }`,
				{ connection_id: order.connection_id, product_id: id },
			] )
		)
	);
	return [ ...wanted.values() ];
}

function productsOf( { record }: Pick< OrderRow, 'record' > ): string[] {
	// An erased order keeps its lines.
	return record.line_items.flatMap( ( { product_id: id } ) => id ?? [] );
}
