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
 * R34: by which names orders are found, after they and their contacts were written. An order under its contact's name asks
 * for nothing; nor does one whose names stay as they are.
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

/** The same after orders moved between contacts, the batch's own or these others. */
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
		// Those without a contact: of the others, all their contacts' orders are looked at.
		differentlyNamed( people, null )
	);
	await settleOrderNames( tx, key.accountId, [
		...others,
		...plan.touched,
		...[ ...plan.contactOfOrder.values() ].flatMap( ( id ) => id ?? [] ),
		...plan.merges.flatMap( ( { from, into } ) => [ from, into ] ),
	] );
}

/** By their contacts as they are called now; null: only orders without one are asked for. */
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

/** To the letter, as most are. */
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

/** What orders of the batch were found by, and are no more. */
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
