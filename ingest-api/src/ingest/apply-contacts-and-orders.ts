import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Order, RecordOf } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import { countMoved, type MovedOrder } from '../accounts/order-counts.ts';
import { projectContacts } from '../accounts/project-contacts.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { inMessages, type Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { renewWords, type NamedContact } from '../db/write-words.ts';
import { redactTransactionsOf } from '../erasure/erase-contact.ts';
import type { KnownPeople, StoredOrder } from './known-people.ts';
import { mergeEmptied } from './merge-contacts.ts';
import { resolveContacts, type ContactPlan } from './resolve-contacts.ts';
import { consentsOf, writeConsents } from './write-consents.ts';
import type { WithoutErased } from './without-erased.ts';
import {
	changeContacts,
	countOtherUsers,
	insertContacts,
	linkContacts,
} from './write-contacts.ts';
import { moveOrders, placeOrders, upsertOrders } from './write-orders.ts';

/** Contacts and orders together, since an order may belong to one of the contacts. */
export interface PeoplePlan {
	/** Those that are newer than what is there. */
	contacts: readonly RecordOf< 'contacts' >[];
	orders: readonly RecordOf< 'orders' >[];
	/** As they are. */
	before: KnownPeople;
	erased: WithoutErased[ 'erasedOrders' ];
	plan: ContactPlan;
	/** How many orders of the batch each contact has. */
	planned: ReadonlyMap< string, number >;
	/** Orders whose buyer is another contact than before. */
	moved: readonly MovedOrder[];
}

/** Decides who is whom, and changes the contacts that others become or whose address changes. */
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
		randomUUID
	);
	await changeContacts( tx, key, plan, now );
	return {
		contacts: freshContacts,
		orders: freshOrders,
		before: known,
		erased: erasedOrders,
		plan,
		planned: countMoved(
			[ ...plan.contactOfOrder.values() ].map( ( into ) => ( {
				from: null,
				into,
			} ) )
		),
		moved: freshOrders.flatMap( ( { id, data } ) => {
			const stored = known.orders.get( id );
			const from = stored?.contact_id ?? null;
			// The buyer of another order with its id is somebody else.
			const into =
				stored !== undefined && isAnotherOrder( data, stored )
					? null
					: ( plan.contactOfOrder.get( id ) ?? null );
			return from === into ? [] : [ { from, into } ];
		} ),
	};
}

/** Whether nobody's orders go to another contact, so that all is done once they are written. */
export function staysPut( { plan, moved }: PeoplePlan ): boolean {
	return (
		plan.moved.length === 0 && moved.every( ( { from } ) => from === null )
	);
}

/** @return The contacts whose details changed. */
export async function writeContactsAndOrders(
	ask: Ask,
	key: ConnectionKey,
	people: PeoplePlan,
	now: Date
): Promise< NamedContact[] > {
	const { plan, orders, before, erased } = people;
	const [ , , , , , renamed ] = await Promise.all( [
		// Contacts before the users and orders that refer to them.
		insertContacts( ask, key, plan.inserts, people.planned, now ),
		linkContacts( ask, key, plan.links, now ),
		upsertOrders( ask, key, orders, plan.contactOfOrder, erased, now ),
		placeOrders( ask, key, orders, before.orders ),
		writeConsents(
			ask,
			key.accountId,
			consentsOf(
				plan.links,
				new Map(
					[ ...before.links ].map( ( [ id, { consent } ] ) => [
						id,
						consent,
					] )
				),
				orders,
				plan.contactOfOrder,
				now
			)
		),
		staysPut( people )
			? projectContacts(
					ask,
					key.accountId,
					[ ...plan.touched ],
					now,
					moreOrders( people, [] )
				)
			: [],
	] );
	return renamed;
}

/** After they were written: what follows from orders that are erased, or another contact's now. */
export async function settleContactsAndOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	people: PeoplePlan,
	renamed: readonly NamedContact[],
	now: Date
): Promise< void > {
	const { plan, orders, erased } = people;
	// Refunds that came before an erased order lose their reasons too.
	await redactTransactionsOf(
		tx,
		key.accountId,
		orders
			.filter( ( { id } ) => erased.has( id ) )
			.map( ( { id } ) => ( {
				connection_id: key.connectionId,
				order_id: id,
			} ) )
	);
	if ( staysPut( people ) ) {
		await renewWords( tx, key.accountId, 'contacts', renamed );
		return;
	}
	const followed = await moveOrders( tx, key, plan.moved );
	const moved = [ ...followed, ...people.moved ];
	await mergeEmptied( tx, key, moved, now );
	const left = moved.flatMap( ( { from } ) => from ?? [] );
	await renewWords(
		tx,
		key.accountId,
		'contacts',
		await inMessages( tx, ( ask ) =>
			projectContacts(
				ask,
				key.accountId,
				[ ...plan.touched, ...left ],
				now,
				moreOrders( people, followed )
			)
		)
	);
}

/** How many orders contacts have more than before, but for new ones, which were made with theirs. */
function moreOrders(
	{ plan, orders, before, planned }: PeoplePlan,
	followed: readonly MovedOrder[]
): Map< string, number > {
	// Those of a contact that has become another were counted with it.
	const became = new Map(
		plan.merges.map( ( { from, into } ) => [ from, into ] )
	);
	const present = ( contactId: string | null ): string | null => {
		const into = contactId === null ? undefined : became.get( contactId );
		return into === undefined || into === contactId
			? contactId
			: present( into );
	};
	const more = countMoved( [
		...orders.map( ( { id } ) => ( {
			from: present( before.orders.get( id )?.contact_id ?? null ),
			into: plan.contactOfOrder.get( id ) ?? null,
		} ) ),
		...followed,
	] );
	for ( const { contact_id: id } of plan.inserts ) {
		const rest = ( more.get( id ) ?? 0 ) - ( planned.get( id ) ?? 0 );
		if ( rest === 0 ) {
			more.delete( id );
		} else {
			more.set( id, rest );
		}
	}
	return more;
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
