import type { Kysely } from 'kysely';
import type {
	Element,
	ExclusionReason,
	Outcome,
	RecordOf,
} from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { writeTriggers } from '../triggers/write-triggers.ts';
import { applyContactsAndOrders } from './apply-contacts-and-orders.ts';
import { exclusionWhereUnknown } from './eligibility.ts';
import { findKnown } from './find-known.ts';
import type { Candidate } from './sort.ts';
import { writeCollections } from './write-collections.ts';
import { writeProducts } from './write-products.ts';
import { writeTransactions } from './write-transactions.ts';

/**
 * Applies candidates within a transaction that holds the connection's lock, so that nobody else
 * writes this connection's records meanwhile.
 *
 * @return By place in the batch.
 */
export async function applyRecords(
	tx: Kysely< Database >,
	key: ConnectionKey,
	candidates: readonly Candidate[],
	now: Date
): Promise< Map< number, Outcome > > {
	const excluded = await excludedAsUnknown( tx, key, candidates );
	const records = byElement(
		candidates.filter( ( { index } ) => ! excluded.has( index ) )
	);
	const applied: Record< Element, ReadonlySet< string > > = {
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
			records.contacts,
			records.orders,
			now
		) ),
		transactions: await writeTransactions(
			tx,
			key,
			records.transactions,
			now
		),
		triggers: await writeTriggers( tx, key, records.triggers, now ),
	};
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

type RecordsByElement = { [ E in Element ]: RecordOf< E >[] };

function byElement( candidates: readonly Candidate[] ): RecordsByElement {
	const records: RecordsByElement = {
		collections: [],
		products: [],
		contacts: [],
		orders: [],
		transactions: [],
		triggers: [],
	};
	for ( const { record } of candidates ) {
		( records[ record.element ] as Candidate[ 'record' ][] ).push( record );
	}
	return records;
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
