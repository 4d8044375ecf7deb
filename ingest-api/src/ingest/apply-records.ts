import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Outcome, RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../connections/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { emailKey } from './email-key.ts';
import { resolveContacts } from './resolve-contacts.ts';
import type { Candidate } from './sort.ts';
import {
	lockContacts,
	projectContacts,
	writeContacts,
} from './write-contacts.ts';
import { moveOrders, writeOrders } from './write-orders.ts';

interface StoredOrder {
	order_id: string;
	version: string;
	contact_id: string | null;
}

interface StoredLink {
	user_id: string;
	version: string;
	contact_id: string;
}

/**
 * Applies candidates within a transaction that holds the connection's lock, so that nobody else
 * writes this connection's orders and links meanwhile. Contacts are the account's: other connections
 * may write them, so they are locked one by one.
 *
 * @return By place in the batch.
 */
export async function applyRecords(
	tx: Kysely< Database >,
	key: ConnectionKey,
	candidates: readonly Candidate[],
	now: Date
): Promise< Map< number, Outcome > > {
	const contacts: RecordOf< 'contacts' >[] = [];
	const orders: RecordOf< 'orders' >[] = [];
	for ( const { record } of candidates ) {
		if ( record.element === 'contacts' ) {
			contacts.push( record );
		} else {
			orders.push( record );
		}
	}
	const storedOrders = await findOrders(
		tx,
		key,
		orders.map( ( { id } ) => id )
	);
	const storedLinks = await findLinks( tx, key, [
		...contacts.map( ( { id } ) => id ),
		...orders
			.map( ( { data } ) => data.customer_id )
			.filter( ( id ) => id !== null ),
	] );
	const freshContacts = contacts.filter( ( { id, version } ) =>
		isNewer( version, storedLinks.get( id ) )
	);
	const freshOrders = orders.filter( ( { id, version } ) =>
		isNewer( version, storedOrders.get( id ) )
	);

	const known = await lockContacts(
		tx,
		key.accountId,
		emailKeysOf( freshContacts, freshOrders ),
		[
			...new Set(
				[ ...storedLinks.values() ].map( ( row ) => row.contact_id )
			),
		]
	);
	const linked = new Map(
		[ ...storedLinks.values() ].map( ( link ) => [
			link.user_id,
			link.contact_id,
		] )
	);
	const plan = resolveContacts(
		known,
		linked,
		freshContacts,
		freshOrders,
		randomUUID
	);
	await writeContacts( tx, key, plan, now );
	const appliedOrders = await writeOrders(
		tx,
		key,
		freshOrders,
		plan.contactOfOrder,
		new Set( storedOrders.keys() ),
		now
	);
	const left = await moveOrders( tx, key, plan.moved );
	const before = freshOrders
		.map( ( { id } ) => storedOrders.get( id )?.contact_id ?? null )
		.filter( ( id ) => id !== null );
	await projectContacts(
		tx,
		key.accountId,
		[ ...new Set( [ ...plan.touched, ...left, ...before ] ) ],
		now
	);

	const appliedContacts = new Set( freshContacts.map( ( { id } ) => id ) );
	return new Map(
		candidates.map( ( { index, record: { element, id } } ) => {
			const applied =
				element === 'contacts'
					? appliedContacts.has( id )
					: appliedOrders.has( id );
			return [
				index,
				{ element, id, outcome: applied ? 'applied' : 'stale' },
			];
		} )
	);
}

function isNewer(
	version: number,
	stored: { version: string } | undefined
): boolean {
	return stored === undefined || BigInt( version ) > BigInt( stored.version );
}

function emailKeysOf(
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[]
): string[] {
	const emails = [
		...contacts.map( ( { data } ) => data.email ),
		...orders
			.map( ( { data } ) => data.billing_email )
			.filter( ( email ) => email !== null ),
	];
	return [ ...new Set( emails.map( emailKey ) ) ];
}

async function findOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	ids: readonly string[]
): Promise< Map< string, StoredOrder > > {
	if ( ids.length === 0 ) {
		return new Map();
	}
	const { rows } = await sql< StoredOrder >`
		select order_id, version, contact_id
		from orders
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and order_id = any( ${ ids }::text[] )
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.order_id, row ] ) );
}

async function findLinks(
	tx: Kysely< Database >,
	key: ConnectionKey,
	userIds: readonly string[]
): Promise< Map< string, StoredLink > > {
	if ( userIds.length === 0 ) {
		return new Map();
	}
	const { rows } = await sql< StoredLink >`
		select user_id, version, contact_id
		from contact_links
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and user_id = any( ${ userIds }::text[] )
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.user_id, row ] ) );
}
