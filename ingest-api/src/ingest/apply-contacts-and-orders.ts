import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Order, RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { emailKey } from '../accounts/email-key.ts';
import { countMoved, type MovedOrder } from '../accounts/order-counts.ts';
import { projectContacts } from '../accounts/project-contacts.ts';
import type { ErasedDigests } from './without-erased.ts';
import { mergeEmptied } from './merge-contacts.ts';
import { resolveContacts } from './resolve-contacts.ts';
import {
	countOtherUsers,
	lockContacts,
	writeContacts,
} from './write-contacts.ts';
import { consentsOf, writeConsents } from './write-consents.ts';
import { moveOrders, writeOrders } from './write-orders.ts';
import type { KnownContact } from './contact-book.ts';

interface StoredOrder {
	order_id: string;
	version: string;
	contact_id: string | null;
	date_created: Date;
	updated_at: Date;
}

interface StoredLink {
	user_id: string;
	version: string;
	contact_id: string;
	consent: boolean | null;
}

/**
 * Contacts and orders together, since an order may belong to one of the contacts. Contacts are the
 * account's: other connections may write them, so they are locked one by one.
 *
 * @param tx
 * @param key
 * @param contacts
 * @param orders
 * @param erased   Of the orders whose personal data was erased, and taken out of what came.
 * @param now
 * @return The ids of those that were newer than what was there.
 */
export async function applyContactsAndOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[],
	erased: ErasedDigests,
	now: Date
): Promise< { contacts: Set< string >; orders: Set< string > } > {
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
	const freshOrders = orders.filter( ( { id, version, data } ) => {
		const known = storedOrders.get( id );
		return isNewer( version, known ) || isAnotherOrder( data, known! );
	} );

	const emailKeys = new Set( emailKeysOf( freshContacts, freshOrders ) );
	const linked = new Set(
		[ ...storedLinks.values() ].map( ( row ) => row.contact_id )
	);
	const locked = await lockContacts(
		tx,
		key.accountId,
		[ ...emailKeys ],
		[
			...new Set( [
				...linked,
				// Those that may lose orders; in the same order as all others.
				...freshOrders.flatMap(
					( { id } ) => storedOrders.get( id )?.contact_id ?? []
				),
			] ),
		]
	);
	const known = locked.filter(
		( { contact_id: id, email_key: address } ) =>
			linked.has( id ) || ( address !== null && emailKeys.has( address ) )
	);
	const plan = resolveContacts(
		{
			contacts: known,
			linked: new Map(
				[ ...storedLinks.values() ].map( ( link ) => [
					link.user_id,
					link.contact_id,
				] )
			),
			others: changesAddress( freshContacts, storedLinks, known )
				? await countOtherUsers(
						tx,
						key,
						known.map( ( contact ) => contact.contact_id ),
						[ ...storedLinks.keys() ]
					)
				: new Map(),
		},
		freshContacts,
		freshOrders,
		randomUUID
	);
	const planned = countMoved(
		[ ...plan.contactOfOrder.values() ].map( ( into ) => ( {
			from: null,
			into,
		} ) )
	);
	await writeContacts( tx, key, plan, planned, now );
	const appliedOrders = await writeOrders(
		tx,
		key,
		freshOrders,
		plan.contactOfOrder,
		erased,
		now
	);
	const followed = await moveOrders( tx, key, plan.moved );
	const moved: MovedOrder[] = [
		...followed,
		...freshOrders.map( ( { id, data } ) => {
			const stored = storedOrders.get( id );
			return {
				from: stored?.contact_id ?? null,
				// The buyer of another order with its id is somebody else.
				into:
					stored !== undefined && isAnotherOrder( data, stored )
						? null
						: ( plan.contactOfOrder.get( id ) ?? null ),
			};
		} ),
	];
	await writeConsents(
		tx,
		key.accountId,
		consentsOf(
			plan.links,
			new Map(
				[ ...storedLinks ].map( ( [ id, link ] ) => [
					id,
					link.consent,
				] )
			),
			freshOrders.filter( ( { id } ) => appliedOrders.has( id ) ),
			plan.contactOfOrder,
			now
		)
	);
	await mergeEmptied( tx, key, moved, now );
	const left = moved
		.map( ( { from } ) => from )
		.filter( ( contactId ) => contactId !== null );
	const more = countMoved( [ ...appliedOrders.values(), ...followed ] );
	// New contacts were made with what was planned.
	for ( const { contact_id: id } of plan.inserts ) {
		more.set( id, ( more.get( id ) ?? 0 ) - ( planned.get( id ) ?? 0 ) );
		if ( more.get( id ) === 0 ) {
			more.delete( id );
		}
	}
	await projectContacts(
		tx,
		key.accountId,
		[ ...plan.touched, ...left ],
		now,
		more
	);
	return {
		contacts: new Set( freshContacts.map( ( { id } ) => id ) ),
		orders: new Set( appliedOrders.keys() ),
	};
}

function isNewer(
	version: number,
	stored: { version: string } | undefined
): boolean {
	return stored === undefined || BigInt( version ) > BigInt( stored.version );
}

/**
 * Whether an order was made after Ivorey last heard of the one with its id: a store whose database was restored
 * hands ids out again, and its versions may begin anew with them.
 */
function isAnotherOrder(
	{ date_created: dateCreated }: Order,
	stored: StoredOrder
): boolean {
	const created = new Date( dateCreated );
	return created > stored.date_created && created > stored.updated_at;
}

/** Whether a user among them has another address than the contact that the user is. */
function changesAddress(
	contacts: readonly RecordOf< 'contacts' >[],
	links: ReadonlyMap< string, StoredLink >,
	known: readonly KnownContact[]
): boolean {
	const keyOf = new Map(
		known.map( ( contact ) => [ contact.contact_id, contact.email_key ] )
	);
	return contacts.some( ( { id, data } ) => {
		const link = links.get( id );
		return (
			link !== undefined &&
			keyOf.get( link.contact_id ) !== emailKey( data.email )
		);
	} );
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
		select order_id, version, contact_id, date_created, updated_at
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
		select user_id, version, contact_id, ( record->'marketing_consent'->>'given' )::boolean as consent
		from contact_links
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and user_id = any( ${ userIds }::text[] )
			and contact_id is not null
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.user_id, row ] ) );
}
