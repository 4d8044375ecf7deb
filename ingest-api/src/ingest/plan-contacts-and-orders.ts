import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Order, RecordOf } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import { countMoved, type MovedOrder } from '../accounts/order-counts.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { namesKey } from '../db/order-names.ts';
import type { Database } from '../db/schema.ts';
import type { KnownPeople, StoredOrder } from './known-people.ts';
import { resolveContacts, type ContactPlan } from './resolve-contacts.ts';
import type { WithoutErased } from './without-erased.ts';
import { changeContacts, countOtherUsers } from './write-contacts.ts';

/** Contacts and orders together, since an order may belong to one of the contacts. */
export interface PeoplePlan {
	/** The records that are newer than the stored ones. */
	contacts: readonly RecordOf< 'contacts' >[];
	orders: readonly RecordOf< 'orders' >[];
	/** The stored data before the batch. */
	before: KnownPeople;
	erased: WithoutErased[ 'erasedOrders' ];
	plan: ContactPlan;
	/** The keys of the orders' names, by order ID; see order-names.ts. */
	names: ReadonlyMap< string, string >;
	/** The number of the batch's orders for each contact. */
	planned: ReadonlyMap< string, number >;
	/** Orders whose buyer is a different contact than before. */
	moved: readonly MovedOrder[];
}

/** Resolves the contact of each record, and changes contacts that are merged or get another address. */
export async function planContactsAndOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	{ contacts, orders, erasedOrders }: WithoutErased,
	known: KnownPeople,
	now: Date
): Promise< PeoplePlan > {
	const freshContacts = contacts.filter( ( { id, version } ) =>
		isNewer( version, known.links.get( id ) )
	);
	const freshOrders = orders.filter( ( { id, version, data } ) => {
		const stored = known.orders.get( id );
		return isNewer( version, stored ) || isAnotherOrder( data, stored! );
	} );
	const linked = new Map(
		[ ...known.links.values() ].map( ( link ) => [
			link.user_id,
			link.contact_id,
		] )
	);
	const plan = resolveContacts(
		{
			contacts: known.contacts,
			linked,
			others: changesAddress( freshContacts, known )
				? await countOtherUsers(
						tx,
						key,
						known.contacts.map( ( contact ) => contact.contact_id ),
						[ ...linked.keys() ]
					)
				: new Map(),
		},
		freshContacts,
		freshOrders,
		// IDs that rise with time go to the end of an index; random ones touch a page of a large index each.
		randomUUIDv7
	);
	await changeContacts( tx, key, plan, now );
	return {
		contacts: freshContacts,
		orders: freshOrders,
		before: known,
		erased: erasedOrders,
		plan,
		names: new Map(
			freshOrders.map( ( { id, data } ) => [ id, namesKey( data ) ] )
		),
		planned: countMoved(
			[ ...plan.contactOfOrder.values() ].map( ( into ) => ( {
				from: null,
				into,
			} ) )
		),
		moved: freshOrders.flatMap( ( { id, data } ) => {
			const stored = known.orders.get( id );
			const from = stored?.contact_id ?? null;
			// If the ID was reused for another order, its buyer is somebody else.
			const into =
				stored !== undefined && isAnotherOrder( data, stored )
					? null
					: ( plan.contactOfOrder.get( id ) ?? null );
			return from === into ? [] : [ { from, into } ];
		} ),
	};
}

/** Whether no order moves to another contact, so that everything is done once they are written. */
export function staysPut( { plan, moved }: PeoplePlan ): boolean {
	return (
		plan.moved.length === 0 && moved.every( ( { from } ) => from === null )
	);
}

function isNewer(
	version: number,
	stored: { version: string } | undefined
): boolean {
	return stored === undefined || BigInt( version ) > BigInt( stored.version );
}

/**
 * Whether an order was created after Ivorey last heard of the one with its ID: a store whose database was restored
 * assigns IDs again, and its versions may start over with them.
 */
function isAnotherOrder(
	{ date_created: dateCreated }: Order,
	stored: StoredOrder
): boolean {
	const created = new Date( dateCreated );
	return created > stored.date_created && created > stored.updated_at;
}

/** Whether any of these users has another address than their contact. */
function changesAddress(
	contacts: readonly RecordOf< 'contacts' >[],
	{ links, contacts: known }: KnownPeople
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
