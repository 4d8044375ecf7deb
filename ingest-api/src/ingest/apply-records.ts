import type { Kysely } from 'kysely';
import type { Element, Outcome, RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../connections/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { writeTriggers } from '../triggers/write-triggers.ts';
import { applyContactsAndOrders } from './apply-contacts-and-orders.ts';
import { isKeptWhereKnown } from './eligibility.ts';
import type { Candidate } from './sort.ts';
import { writeCollections } from './write-collections.ts';
import { findProducts, writeProducts } from './write-products.ts';
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
	const records = byElement( candidates );
	const unknown = await unknownProducts( tx, key, records.products );
	const applied: Record< Element, ReadonlySet< string > > = {
		collections: await writeCollections(
			tx,
			key,
			records.collections,
			now
		),
		products: await writeProducts(
			tx,
			key,
			records.products.filter( ( { id } ) => ! unknown.has( id ) ),
			now
		),
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
		candidates.map( ( { index, record: { element, id } } ) => [
			index,
			element === 'products' && unknown.has( id )
				? { element, id, outcome: 'excluded', reason: 'unpublished' }
				: {
						element,
						id,
						outcome: applied[ element ].has( id )
							? 'applied'
							: 'stale',
					},
		] )
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

/** R14: products that would be taken only where they are known, and are not. */
async function unknownProducts(
	tx: Kysely< Database >,
	key: ConnectionKey,
	products: readonly RecordOf< 'products' >[]
): Promise< Set< string > > {
	const ids = products.filter( isKeptWhereKnown ).map( ( { id } ) => id );
	const known = await findProducts( tx, key, ids );
	return new Set( ids.filter( ( id ) => ! known.has( id ) ) );
}
