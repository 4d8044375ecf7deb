import { sql } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Ask } from '../db/in-messages.ts';
import type { ContactName } from '../db/search-words.ts';
import { oneOf, PREPARED } from '../db/statement-names.ts';
import type { KnownContact } from './contact-book.ts';

export interface StoredOrder {
	order_id: string;
	version: string;
	contact_id: string | null;
	date_created: Date;
	/** The same in Postgres' format, to the microsecond. */
	placed_at: string;
	updated_at: Date;
	/** The products that the order is found by; null in an old order that is not filled yet. */
	product_ids: string[] | null;
	/** The key of the names that the order is found by; null in an old order that is not filled yet. */
	names: string | null;
}

export interface StoredLink {
	user_id: string;
	version: string;
	contact_id: string;
	/** The store's last word on consent; null if it sent none. */
	consent: boolean | null;
}

/** The stored data that contacts and orders of a batch are compared with. */
export interface KnownPeople {
	/** By ID; locked. */
	orders: ReadonlyMap< string, StoredOrder >;
	/** By the ID of each user whom the records describe or reference. */
	links: ReadonlyMap< string, StoredLink >;
	/** Contacts with an address in a record, and contacts of its users; locked, as are those that may lose orders. */
	contacts: readonly NamedContact[];
}

type NamedContact = KnownContact & ContactName;

/**
 * Contacts belong to the account, so batches of its other connections write them too; orders are also written by
 * erasing, filling and remapping. So they are locked, contacts first and always in the same order, which avoids
 * deadlocks.
 */
export async function findPeople(
	ask: Ask,
	key: ConnectionKey,
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[]
): Promise< KnownPeople > {
	const userIds = [
		...contacts.map( ( { id } ) => id ),
		...orders.flatMap( ( { data } ) => data.customer_id ?? [] ),
	];
	const emailKeys = emailKeysOf( contacts, orders );
	const orderIds = orders.map( ( { id } ) => id );
	const [ links, locked, storedOrders ] = await Promise.all( [
		findLinks( ask, key, userIds ),
		lockContacts( ask, key, emailKeys, userIds, orderIds ),
		lockOrders( ask, key, orderIds ),
	] );
	const named = new Set( [
		...emailKeys,
		...links.map( ( { contact_id: id } ) => id ),
	] );
	return {
		orders: new Map( storedOrders.map( ( row ) => [ row.order_id, row ] ) ),
		links: new Map( links.map( ( row ) => [ row.user_id, row ] ) ),
		contacts: locked.filter(
			( { contact_id: id, email_key: address } ) =>
				named.has( id ) || ( address !== null && named.has( address ) )
		),
	};
}

function emailKeysOf(
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[]
): string[] {
	const emails = [
		...contacts.map( ( { data } ) => data.email ),
		...orders.flatMap( ( { data } ) => data.billing_email ?? [] ),
	];
	return [ ...new Set( emails.map( emailKey ) ) ];
}

async function lockOrders(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	ids: readonly string[]
): Promise< StoredOrder[] > {
	if ( ids.length === 0 ) {
		return [];
	}
	const { mark, condition } = oneOf( 'order_id', ids );
	return ask( sql< StoredOrder >`
		select ${ mark } order_id, version, contact_id, date_created, date_created::text as placed_at, updated_at, product_ids, names
		from orders
		where account_id = ${ accountId } and connection_id = ${ connectionId } and ${ condition }
		order by order_id
		for no key update
	` );
}

async function findLinks(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	userIds: readonly string[]
): Promise< StoredLink[] > {
	if ( userIds.length === 0 ) {
		return [];
	}
	const { mark, condition } = oneOf( 'user_id', userIds );
	return ask( sql< StoredLink >`
		select ${ mark } user_id, version, contact_id, ( record->'marketing_consent'->>'given' )::boolean as consent
		from contact_links
		where account_id = ${ accountId } and connection_id = ${ connectionId } and ${ condition } and contact_id is not null
	` );
}

async function lockContacts(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	emailKeys: readonly string[],
	userIds: readonly string[],
	orderIds: readonly string[]
): Promise< NamedContact[] > {
	const ofConnection = sql`account_id = ${ accountId } and connection_id = ${ connectionId }`;
	const named = [
		{
			by: emailKeys,
			ids: sql`select contact_id from contacts where account_id = ${ accountId }
				and ${ oneOf( 'email_key', emailKeys ).condition }`,
		},
		{
			by: userIds,
			ids: sql`select contact_id from contact_links where ${ ofConnection }
				and ${ oneOf( 'user_id', userIds ).condition } and contact_id is not null`,
		},
		{
			by: orderIds,
			ids: sql`select contact_id from orders where ${ ofConnection }
				and ${ oneOf( 'order_id', orderIds ).condition } and contact_id is not null`,
		},
	].filter( ( { by } ) => by.length > 0 );
	if ( named.length === 0 ) {
		return [];
	}
	const isPlannedOnce = named.every( ( { by } ) => by.length === 1 );
	const ids = sql.join(
		named.map( ( one ) => sql`array( ${ one.ids } )` ),
		sql` || `
	);
	return ask( sql< NamedContact >`
		select ${ isPlannedOnce ? PREPARED : sql`` } c.contact_id, c.email_key, c.kind, c.first_name, c.last_name, c.display_name
		from (
			select distinct contact_id from unnest( ${ ids } ) as named ( contact_id ) order by contact_id
		) as named
		-- One lookup by key for each: another plan, made while the account has few contacts, reads all of them.
		cross join lateral (
			select contact_id, email_key, kind, first_name, last_name, display_name from contacts
			where account_id = ${ accountId } and contact_id = named.contact_id
			for update
		) as c
	` );
}
