import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { RecordElement, WebhookEventType } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { RecordsByElement } from './by-element.ts';
import type { Sighting } from './change.ts';

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

const NOTHING: Sightings = new Map();

export const watches = ( { types }: Watch, ...subjects: string[] ) =>
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

export const DETAILS: RawBuilder< string > = sql`
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
