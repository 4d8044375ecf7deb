import type { Kysely } from 'kysely';
import type { ExclusionReason, Outcome, RecordElement } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import { inMessages, type Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { applyErasures } from '../erasure/apply-erasures.ts';
import {
	findFired,
	writeTriggers,
	type FiredTrigger,
} from '../triggers/write-triggers.ts';
import {
	settleContactsAndOrders,
	writeContactsAndOrders,
} from './apply-contacts-and-orders.ts';
import { planContactsAndOrders, staysPut } from './plan-contacts-and-orders.ts';
import { byElement, type RecordsByElement } from './by-element.ts';
import { exclusionWhereUnknown } from './eligibility.ts';
import { findKnown } from './find-known.ts';
import { findPeople, type KnownPeople } from './known-people.ts';
import { lookBefore, type Watch } from './look-before.ts';
import { publishChanges } from './publish-changes.ts';
import type { Candidate } from './sort.ts';
import { writeCollections } from './write-collections.ts';
import { writeErasedUsers } from './write-contacts.ts';
import { writeProducts } from './write-products.ts';
import { writeTransactions } from './write-transactions.ts';
import { withoutErased } from './without-erased.ts';

/** The facts about an account that its batches depend on. */
export interface BatchAccount {
	/** Whether anybody in it was ever erased, whose data must not come back. */
	hasErasures: boolean;
	watch: Watch;
}

/** The stored data that contacts, orders and triggers of a batch are compared with. */
export interface Stored {
	people: KnownPeople;
	fired: readonly FiredTrigger[];
}

export async function findStored(
	ask: Ask,
	key: ConnectionKey,
	{
		contacts,
		orders,
		triggers,
	}: Pick< RecordsByElement, 'contacts' | 'orders' | 'triggers' >
): Promise< Stored > {
	const [ people, fired ] = await Promise.all( [
		findPeople( ask, key, contacts, orders ),
		findFired( ask, key, triggers ),
	] );
	return { people, fired };
}

/**
 * Applies candidates within a transaction that holds the connection's lock, so that nobody else writes this
 * connection's records meanwhile.
 *
 * @param tx
 * @param key
 * @param candidates
 * @param account
 * @param before     The data found in this transaction; null if it has changed since, or was not read.
 * @param now
 * @return Outcomes by position in the batch.
 */
export async function applyRecords(
	tx: Kysely< Database >,
	key: ConnectionKey,
	candidates: readonly Candidate[],
	account: BatchAccount,
	before: Stored | null,
	now: Date
): Promise< Map< number, Outcome > > {
	const excluded = await excludedAsUnknown( tx, key, candidates );
	const records = byElement(
		candidates.filter( ( { index } ) => ! excluded.has( index ) )
	);
	const watched = await lookBefore( tx, key, records, account.watch );
	const people = await withoutErased( tx, key, records, account.hasErasures );
	const erasedUsers = new Set( people.erasedUsers.map( ( { id } ) => id ) );
	for ( const { index, record } of candidates ) {
		if ( record.element === 'contacts' && erasedUsers.has( record.id ) ) {
			excluded.set( index, 'erased' );
		}
	}
	await writeErasedUsers( tx, key, people.erasedUsers, now );
	const collections = await writeCollections(
		tx,
		key,
		records.collections,
		now
	);
	const products = await writeProducts( tx, key, records.products, now );
	const stored =
		before === null || erasedUsers.size > 0
			? await inMessages( tx, ( ask ) =>
					findStored( ask, key, {
						...records,
						contacts: people.contacts,
						orders: people.orders,
					} )
				)
			: before;
	const plan = await planContactsAndOrders(
		tx,
		key,
		people,
		stored.people,
		now
	);
	const fire = ( ask: Ask ) =>
		writeTriggers( ask, key, records.triggers, stored.fired, now );
	// Triggers block the account's other triggers until the transaction ends, so they come after all steps that may
	// wait for a contact.
	const firesLast = ! staysPut( plan ) || records.erasures.length > 0;
	const [ renamed, transactions, firedAlong ] = await inMessages(
		tx,
		( ask ) =>
			Promise.all( [
				writeContactsAndOrders( ask, key, plan, now ),
				writeTransactions(
					ask,
					key,
					people.transactions,
					people.erasedTransactions,
					now
				),
				firesLast ? null : fire( ask ),
			] )
	);
	await settleContactsAndOrders( tx, key, plan, renamed, now );
	const applied: Record< RecordElement, ReadonlySet< string > > = {
		collections,
		products,
		contacts: new Set( plan.contacts.map( ( { id } ) => id ) ),
		orders: new Set( plan.orders.map( ( { id } ) => id ) ),
		transactions,
		// After all other records of the batch about the same person.
		erasures: await applyErasures( tx, key, records.erasures, now ),
		triggers: firedAlong ?? ( await inMessages( tx, fire ) ),
	};
	if ( watched !== null ) {
		await publishChanges( tx, key, account.watch, watched, applied, now );
	}
	return new Map(
		candidates.map( ( { index, record: { element, id } } ) => {
			const reason = excluded.get( index );
			return [
				index,
				reason === undefined
					? {
							element,
							id,
							outcome: applied[ element ].has( id )
								? 'applied'
								: 'stale',
						}
					: { element, id, outcome: 'excluded', reason },
			];
		} )
	);
}

/** @return The reasons, by position in the batch, for records that are accepted only if already known, and are not. */
async function excludedAsUnknown(
	tx: Kysely< Database >,
	key: ConnectionKey,
	candidates: readonly Candidate[]
): Promise< Map< number, ExclusionReason > > {
	const excluded = new Map< number, ExclusionReason >();
	const doubtful: Candidate[] = [];
	for ( const candidate of candidates ) {
		const reason = exclusionWhereUnknown( candidate.record );
		if ( reason !== null ) {
			excluded.set( candidate.index, reason );
			doubtful.push( candidate );
		}
	}
	for ( const index of await findKnown( tx, key, doubtful ) ) {
		excluded.delete( index );
	}
	return excluded;
}
