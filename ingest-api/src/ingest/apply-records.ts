import type { Kysely } from 'kysely';
import type { ExclusionReason, Outcome, RecordElement } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { applyErasures } from '../erasure/apply-erasures.ts';
import { writeTriggers } from '../triggers/write-triggers.ts';
import { applyContactsAndOrders } from './apply-contacts-and-orders.ts';
import { byElement } from './by-element.ts';
import { exclusionWhereUnknown } from './eligibility.ts';
import { findKnown } from './find-known.ts';
import { lookBefore, publishChanges, type Watch } from './publish-changes.ts';
import type { Candidate } from './sort.ts';
import { writeCollections } from './write-collections.ts';
import { writeErasedUsers } from './write-contacts.ts';
import { writeProducts } from './write-products.ts';
import { writeTransactions } from './write-transactions.ts';
import { withoutErased } from './without-erased.ts';

/** The facts about an account that its batches depend on. */
export interface BatchAccount {
	/** Whether anybody was ever erased in it, and may not come back. */
	hasErasures: boolean;
	watch: Watch;
}

/**
 * Applies candidates within a transaction that holds the connection's lock, so that nobody else
 * writes this connection's records meanwhile.
 *
 * @param tx
 * @param key
 * @param candidates
 * @param account
 * @param now
 * @return By place in the batch.
 */
export async function applyRecords(
	tx: Kysely< Database >,
	key: ConnectionKey,
	candidates: readonly Candidate[],
	account: BatchAccount,
	now: Date
): Promise< Map< number, Outcome > > {
	const excluded = await excludedAsUnknown( tx, key, candidates );
	const records = byElement(
		candidates.filter( ( { index } ) => ! excluded.has( index ) )
	);
	const before = await lookBefore( tx, key, records, account.watch );
	const people = await withoutErased( tx, key, records, account.hasErasures );
	const erasedUsers = new Set( people.erasedUsers.map( ( { id } ) => id ) );
	for ( const { index, record } of candidates ) {
		if ( record.element === 'contacts' && erasedUsers.has( record.id ) ) {
			excluded.set( index, 'erased' );
		}
	}
	await writeErasedUsers( tx, key, people.erasedUsers, now );
	const applied: Record< RecordElement, ReadonlySet< string > > = {
		collections: await writeCollections(
			tx,
			key,
			records.collections,
			now
		),
		products: await writeProducts( tx, key, records.products, now ),
		...( await applyContactsAndOrders(
			tx,
			key,
			people.contacts,
			people.orders,
			people.erasedOrders,
			now
		) ),
		transactions: await writeTransactions(
			tx,
			key,
			people.transactions,
			people.erasedTransactions,
			now
		),
		// After all that the batch brings of the same person.
		erasures: await applyErasures( tx, key, records.erasures, now ),
		triggers: await writeTriggers( tx, key, records.triggers, now ),
	};
	if ( before !== null ) {
		await publishChanges( tx, key, account.watch, before, applied, now );
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

/** @return Why, by place in the batch, of those that would be taken only where they are known, and are not. */
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
