import type { Kysely } from 'kysely';
import { projectContacts } from '../accounts/project-contacts.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { inMessages, type Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { renewWords, type NamedContact } from '../db/write-words.ts';
import { redactTransactionsOf } from '../erasure/erase-contact.ts';
import { mergeEmptied } from './merge-contacts.ts';
import { moreOrders } from './more-orders.ts';
import { nameMovedOrders, nameOrders } from './name-orders.ts';
import { staysPut, type PeoplePlan } from './plan-contacts-and-orders.ts';
import { consentsOf, writeConsents } from './write-consents.ts';
import { insertContacts, linkContacts } from './write-contacts.ts';
import { moveOrders, placeOrders, upsertOrders } from './write-orders.ts';

/** @return The contacts whose details changed. */
export async function writeContactsAndOrders(
	ask: Ask,
	key: ConnectionKey,
	people: PeoplePlan,
	now: Date
): Promise< NamedContact[] > {
	const { plan, orders, before } = people;
	const [ , , , , , renamed ] = await Promise.all( [
		// Contacts before the users and orders that reference them.
		insertContacts( ask, key, plan.inserts, people.planned, now ),
		linkContacts( ask, key, plan.links, now ),
		upsertOrders( ask, key, orders, people, now ),
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

/** Runs after they were written: handles orders that are erased, or that now belong to another contact. */
export async function settleContactsAndOrders(
	tx: Kysely< Database >,
	key: ConnectionKey,
	people: PeoplePlan,
	renamed: readonly NamedContact[],
	now: Date
): Promise< void > {
	const { plan, orders, erased } = people;
	// Refunds that arrived before an erased order lose their reasons too.
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
		await nameOrders( tx, key, people, renamed );
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
	await nameMovedOrders( tx, key, people, [
		...left,
		...moved.flatMap( ( { into } ) => into ?? [] ),
	] );
}
