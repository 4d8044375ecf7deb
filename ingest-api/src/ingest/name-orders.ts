import type { Kysely } from 'kysely';
import type { Order } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import {
	addOrderNames,
	forgetOrderNames,
	formerNames,
	keyOfName,
	NO_CONTACT,
	settleOrderNames,
	storedNames,
	ownNames,
	type LeftNames,
	type StoredNames,
} from '../db/order-names.ts';
import type { Database } from '../db/schema.ts';
import type { ContactName } from '../db/search-words.ts';
import type { NamedContact } from '../db/write-words.ts';
import type { PeoplePlan } from './plan-contacts-and-orders.ts';

/**
 * R34: updates the names by which orders are found, after the orders and their contacts were written. An order under
 * its contact's name, or with unchanged names, needs no statement.
 *
 * @param tx
 * @param key
 * @param people
 * @param renamed Contacts whose details changed.
 */
export async function nameOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	people: PeoplePlan,
	renamed: readonly NamedContact[]
): Promise< void > {
	const { plan, before } = people;
	if ( plan.merges.some( ( { from, into } ) => from !== into ) ) {
		await nameMovedOrders( tx, key, people, [] );
		return;
	}
	const former = new Map< string, ContactName >(
		before.contacts.map( ( row ) => [ row.contact_id, row ] )
	);
	const present = new Map< string, ContactName >( [
		...former,
		...[ ...plan.inserts, ...renamed ].map(
			( row ) => [ row.contact_id, row ] as const
		),
	] );
	const changes = renamed.flatMap( ( { contact_id: id, ...now } ) => {
		const was = former.get( id );
		return was === undefined || keyOfName( was ) === keyOfName( now )
			? []
			: { id, was, now };
	} );
	await writeNames(
		tx,
		key,
		people,
		[
			...differentlyNamed( people, present ),
			...changes.map( ( { id, was } ) => formerNames( id, was ) ),
		],
		changes.map( ( { id, now } ) => ownNames( id, now ) )
	);
}

/** nameOrders() after orders moved between contacts, of this batch or the given others. */
export async function nameMovedOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	people: PeoplePlan,
	others: readonly string[]
): Promise< void > {
	const { plan } = people;
	await writeNames(
		tx,
		key,
		people,
		// Only orders without a contact: for the others, settleOrderNames() checks all orders of their contacts.
		differentlyNamed( people, null )
	);
	await settleOrderNames( tx, key.accountId, [
		...others,
		...plan.touched,
		...[ ...plan.contactOfOrder.values() ].flatMap( ( id ) => id ?? [] ),
		...plan.merges.flatMap( ( { from, into } ) => [ from, into ] ),
	] );
}

/** `contacts` has their current names; null: only orders without a contact are considered. */
function differentlyNamed(
	{ orders, plan, names }: PeoplePlan,
	contacts: ReadonlyMap< string, ContactName > | null
): StoredNames[] {
	return orders.flatMap( ( { id, data } ) => {
		const contactId = plan.contactOfOrder.get( id ) ?? null;
		if ( contactId === null ) {
			return storedNames( null, data );
		}
		const contact = contacts?.get( contactId );
		return contact === undefined ||
			isPlacedBy( data, contact ) ||
			keyOfName( contact ) === names.get( id )
			? []
			: storedNames( contactId, data );
	} );
}

/** An exact comparison, which is enough for most orders. */
function isPlacedBy(
	{ billing, shipping }: Order,
	{ first_name: first, last_name: last }: ContactName
): boolean {
	return (
		billing.first_name === first &&
		billing.last_name === last &&
		first + last !== '' &&
		[ first, '' ].includes( shipping.first_name ) &&
		( shipping.first_name === first
			? shipping.last_name === last
			: shipping.last_name === '' )
	);
}

async function writeNames(
	tx: Kysely< Database >,
	{ accountId }: ConnectionKey,
	people: PeoplePlan,
	added: readonly StoredNames[],
	left: readonly LeftNames[] = []
): Promise< void > {
	await addOrderNames( tx, accountId, added );
	await forgetOrderNames( tx, accountId, [
		...leftNames( people ),
		...left,
	] );
}

/** The former names of the batch's orders that they are no longer found by. */
function leftNames( { orders, before, plan, names }: PeoplePlan ): LeftNames[] {
	return orders.flatMap( ( { id } ) => {
		const known = before.orders.get( id );
		const isAsBefore =
			known === undefined ||
			known.names === null ||
			( known.names === names.get( id ) &&
				known.contact_id ===
					( plan.contactOfOrder.get( id ) ?? null ) );
		return isAsBefore
			? []
			: {
					contact_id: known.contact_id ?? NO_CONTACT,
					names: known.names!,
				};
	} );
}
