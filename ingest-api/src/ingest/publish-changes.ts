import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type {
	Product,
	RecordElement,
	Transaction,
	WebhookEventType,
} from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import { emailKey } from '../accounts/email-key.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import {
	contactPayload,
	orderPayload,
	productPayload,
	storePayload,
	transactionPayload,
	type ContactRow,
	type OrderRow,
} from '../events/payloads.ts';
import { publishEvents, type AccountEvent } from '../events/publish.ts';
import type { RecordsByElement } from './by-element.ts';
import { changeOf, type Change, type Sighting } from './change.ts';

/** The event types of a store that the account's endpoints subscribe to. */
export interface Watch {
	types: ReadonlySet< WebhookEventType >;
	storeUrl: string;
	/** When the store was connected. */
	connectedAt: Date;
}

/** The watched rows as they were before the batch. */
export interface Before {
	orders: Sightings;
	products: Sightings;
	transactions: Sightings;
	users: Sightings;
	/** The details of contacts, as text. */
	contacts: ReadonlyMap< string, string >;
}

type Sightings = ReadonlyMap< string, Sighting >;
type Applied = Record< RecordElement, ReadonlySet< string > >;

const NOTHING: Sightings = new Map();

const watches = ( { types }: Watch, ...subjects: string[] ) =>
	[ ...types ].some( ( type ) =>
		subjects.includes( type.split( '.' )[ 0 ]! )
	);

/** To be called before the batch is applied. @return null if nothing in it is watched; then it costs nothing. */
export async function lookBefore(
	tx: Kysely< Database >,
	key: ConnectionKey,
	records: RecordsByElement,
	watch: Watch
): Promise< Before | null > {
	const contacts = watches( watch, 'contact' );
	const orders = contacts || watches( watch, 'order' );
	const products = watches( watch, 'product' );
	const transactions = watches( watch, 'payment', 'refund' );
	if ( ! ( orders || products || transactions ) ) {
		return null;
	}
	const idsOf = ( element: RecordElement ) =>
		records[ element ].map( ( { id } ) => id );
	return {
		orders: orders
			? await findSightings(
					tx,
					key,
					'orders',
					'order_id',
					idsOf( 'orders' )
				)
			: NOTHING,
		products: products
			? await findSightings(
					tx,
					key,
					'products',
					'product_id',
					idsOf( 'products' )
				)
			: NOTHING,
		transactions: transactions
			? await findSightings(
					tx,
					key,
					'transactions',
					'transaction_id',
					idsOf( 'transactions' )
				)
			: NOTHING,
		users: contacts
			? await findSightings(
					tx,
					key,
					'contact_links',
					'user_id',
					idsOf( 'contacts' )
				)
			: NOTHING,
		contacts: contacts ? await findDetails( tx, key, records ) : new Map(),
	};
}

/** Publishes the news of a batch (R45). To be called after the batch is applied, in its transaction. */
export async function publishChanges(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	applied: Applied,
	now: Date
): Promise< void > {
	const orders = await readOrders( tx, key, [ ...applied.orders ] );
	const changes = new Map(
		orders.map( ( row ) => [
			row.order_id,
			changeOf(
				before.orders.get( row.order_id ),
				{ digest: row.digest, voided: false },
				[ row.date_created, new Date( row.record.date_modified ) ],
				watch.connectedAt
			),
		] )
	);
	const events = [
		...( await contactEvents( tx, key, watch, before, applied, {
			orders,
			changes,
			now,
		} ) ),
		...orders.flatMap( ( row ) =>
			eventsOf(
				changes.get( row.order_id ) ?? null,
				( change ) => ( {
					type: `order.${ change.kind }` as 'order.created',
					id: `${ key.connectionId }:${ row.order_id }:${ row.version }`,
					payload: {
						...storePayload( key, watch.storeUrl ),
						order: orderPayload( row ),
					},
					subject: `${ key.connectionId }:order:${ row.order_id }`,
					concerns: { ...key, orderId: row.order_id },
				} ),
				now
			)
		),
		...( await transactionEvents( tx, key, watch, before, applied, now ) ),
		...( await productEvents( tx, key, watch, before, applied, now ) ),
	];
	await publishEvents(
		tx,
		key.accountId,
		events.filter( ( { type } ) =>
			watch.types.has( type as WebhookEventType )
		)
	);
}

type Draft = Omit< AccountEvent, 'at' | 'happenedAt' >;

function eventsOf(
	change: Change | null,
	draft: ( change: Change ) => Draft,
	now: Date
): AccountEvent[] {
	return change === null
		? []
		: [
				{
					...draft( change ),
					at: now,
					...( change.happenedAt === null
						? {}
						: { happenedAt: change.happenedAt } ),
				} as AccountEvent,
			];
}

async function findSightings(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	table: 'orders' | 'products' | 'transactions' | 'contact_links',
	id: string,
	ids: readonly string[]
): Promise< Sightings > {
	if ( ids.length === 0 ) {
		return NOTHING;
	}
	const voided = table === 'transactions' ? sql`voided` : sql`false`;
	const { rows } = await sql< Sighting & { id: string } >`
		select ${ sql.ref( id ) } as id, digest, ${ voided } as voided from ${ sql.table( table ) }
		where account_id = ${ accountId } and connection_id = ${ connectionId } and ${ sql.ref( id ) } = any( ${ ids }::text[] )
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.id, row ] ) );
}

interface StoredOrder extends OrderRow {
	version: string;
	digest: string | null;
	date_created: Date;
}

async function readOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	ids: readonly string[]
): Promise< StoredOrder[] > {
	if ( ids.length === 0 ) {
		return [];
	}
	const { rows } = await sql< StoredOrder >`
		select order_id, version, digest, contact_id, status, subtype, order_record( orders ) as record, date_created
		from orders
		where account_id = ${ accountId } and connection_id = ${ connectionId } and order_id = any( ${ ids }::text[] )
		order by date_created, length( order_id ), order_id
	`.execute( tx );
	return rows;
}

async function transactionEvents(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	{ transactions }: Applied,
	now: Date
): Promise< AccountEvent[] > {
	if ( transactions.size === 0 || ! watches( watch, 'payment', 'refund' ) ) {
		return [];
	}
	const { rows } = await sql< {
		transaction_id: string;
		version: string;
		digest: string;
		type: Transaction[ 'type' ];
		order_id: string;
		voided: boolean;
		date: Date;
		record: Transaction;
	} >`
		select transaction_id, version, digest, type, order_id, voided, date, record
		from transactions
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			and transaction_id = any( ${ [ ...transactions ] }::text[] )
		order by date, transaction_id
	`.execute( tx );
	return rows.flatMap( ( row ) =>
		eventsOf(
			changeOf(
				before.transactions.get( row.transaction_id ),
				row,
				[ row.date ],
				watch.connectedAt
			),
			( change ) => ( {
				type: `${ row.type }.${ change.kind }` as 'refund.created',
				id: `${ key.connectionId }:${ row.transaction_id }:${ row.version }`,
				payload: {
					...storePayload( key, watch.storeUrl ),
					transaction: transactionPayload( row ),
				},
				subject: `${ key.connectionId }:order:${ row.order_id }`,
				concerns: { ...key, orderId: row.order_id },
			} ),
			now
		)
	);
}

async function productEvents(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	{ products }: Applied,
	now: Date
): Promise< AccountEvent[] > {
	if ( products.size === 0 || ! watches( watch, 'product' ) ) {
		return [];
	}
	const { rows } = await sql< {
		product_id: string;
		version: string;
		digest: string;
		date_created: Date | null;
		date_modified: Date | null;
		record: Product;
	} >`
		select product_id, version, digest, date_created, date_modified, record
		from products
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			and product_id = any( ${ [ ...products ] }::text[] )
		order by length( product_id ), product_id
	`.execute( tx );
	return rows.flatMap( ( row ) =>
		eventsOf(
			changeOf(
				before.products.get( row.product_id ),
				{ digest: row.digest, voided: false },
				[ row.date_created, row.date_modified ],
				watch.connectedAt
			),
			( change ) => ( {
				type: `product.${ change.kind }` as 'product.created',
				id: `${ key.connectionId }:${ row.product_id }:${ row.version }`,
				payload: {
					...storePayload( key, watch.storeUrl ),
					product: productPayload( row ),
				},
				subject: `${ key.connectionId }:product:${ row.product_id }`,
				concerns: key,
			} ),
			now
		)
	);
}

const DETAILS: RawBuilder< string > = sql`
	jsonb_build_array(
		kind, email, first_name, last_name, display_name, company, phone, billing, shipping, date_registered
	)::text
`;

/** Finds the details of the contacts that these records reference. */
async function findDetails(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	{ contacts, orders }: RecordsByElement
): Promise< Map< string, string > > {
	const emails = [
		...contacts.map( ( { data } ) => data.email ),
		...orders.flatMap( ( { data } ) => data.billing_email ?? [] ),
	];
	const users = [
		...contacts.map( ( { id } ) => id ),
		...orders.flatMap( ( { data } ) => data.customer_id ?? [] ),
	];
	if ( emails.length === 0 && users.length === 0 ) {
		return new Map();
	}
	const { rows } = await sql< { contact_id: string; details: string } >`
		select contact_id, ${ DETAILS } as details from contacts
		where account_id = ${ accountId } and (
			email_key = any( ${ emails.map( emailKey ) }::text[] )
			or contact_id in (
				select contact_id from contact_links
				where account_id = ${ accountId } and connection_id = ${ connectionId } and user_id = any( ${ users }::text[] )
			)
		)
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.contact_id, row.details ] ) );
}

interface ContactLink {
	user_id: string;
	contact_id: string;
	digest: string | null;
	date_registered: string | null;
}

/** Events of contacts if their user, or one of their orders, is itself news. */
async function contactEvents(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	applied: Applied,
	{
		orders,
		changes,
		now,
	}: {
		orders: readonly StoredOrder[];
		changes: ReadonlyMap< string, Change | null >;
		now: Date;
	}
): Promise< AccountEvent[] > {
	if ( ! watches( watch, 'contact' ) ) {
		return [];
	}
	const newsOf = new Map< string, Change >();
	for ( const { order_id: id, contact_id: contactId } of orders ) {
		const change = changes.get( id ) ?? null;
		if ( contactId !== null && change !== null ) {
			newsOf.set( contactId, change );
		}
	}
	for ( const link of await findLinks( tx, key, [ ...applied.contacts ] ) ) {
		const registered =
			link.date_registered === null
				? null
				: new Date( link.date_registered );
		const change = changeOf(
			before.users.get( link.user_id ),
			{ digest: link.digest, voided: false },
			[ registered ],
			watch.connectedAt
		);
		if ( change !== null ) {
			newsOf.set( link.contact_id, change );
		}
	}
	if ( newsOf.size === 0 ) {
		return [];
	}
	const { rows } = await sql<
		ContactRow & { details: string; created_at: Date; email: string }
	>`
		select contact_id, kind, email, first_name, last_name, display_name, company, phone, billing, shipping,
			date_registered, created_at, ${ DETAILS } as details
		from contacts
		where account_id = ${ key.accountId } and contact_id = any( ${ [ ...newsOf.keys() ] }::uuid[] )
		order by contact_id
	`.execute( tx );
	return rows.flatMap( ( row ) => {
		const known = before.contacts.get( row.contact_id );
		const isNew =
			known === undefined && row.created_at.getTime() === now.getTime();
		const { happenedAt } = newsOf.get( row.contact_id )!;
		return row.details === known
			? []
			: eventsOf(
					{
						kind: isNew ? 'created' : 'updated',
						happenedAt: isNew ? happenedAt : null,
					},
					( change ) => ( {
						type: `contact.${ change.kind }` as 'contact.created',
						id: randomUUID(),
						payload: { contact: contactPayload( row ) },
						subject: `contact:${ row.contact_id }`,
						concerns: {
							contactId: row.contact_id,
							emailHash: emailHash( row.email ),
						},
					} ),
					now
				);
	} );
}

async function findLinks(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	userIds: readonly string[]
): Promise< ContactLink[] > {
	if ( userIds.length === 0 ) {
		return [];
	}
	const { rows } = await sql< ContactLink >`
		select user_id, contact_id, digest, record->>'date_registered' as date_registered
		from contact_links
		where account_id = ${ accountId } and connection_id = ${ connectionId } and user_id = any( ${ userIds }::text[] )
			and contact_id is not null
	`.execute( tx );
	return rows;
}
