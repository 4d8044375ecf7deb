import type { Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import { digestOf } from '@ivorey/shared/digest';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import {
	findErasedOrders,
	findErasedUsers,
	findRedactedOrders,
} from '../erasure/find-erased.ts';
import { redactOrder, redactTransaction } from '../erasure/redact.ts';

/**
 * The digests, by ID, of records as the store sent them, before their personal data was removed, so that both sides
 * compare equal.
 */
export type ErasedDigests = ReadonlyMap< string, string >;

interface People {
	contacts: RecordOf< 'contacts' >[];
	orders: RecordOf< 'orders' >[];
	transactions: RecordOf< 'transactions' >[];
}

export interface WithoutErased extends People {
	/** Nothing of these is stored but their version and digest. */
	erasedUsers: RecordOf< 'contacts' >[];
	erasedOrders: ErasedDigests;
	erasedTransactions: ErasedDigests;
}

/** Removes erased data that the store sends again. */
export async function withoutErased(
	tx: Kysely< Database >,
	key: ConnectionKey,
	{ contacts, orders, transactions }: People,
	hasErasures: boolean
): Promise< WithoutErased > {
	if ( ! hasErasures ) {
		return {
			contacts,
			orders,
			transactions,
			erasedUsers: [],
			erasedOrders: new Map(),
			erasedTransactions: new Map(),
		};
	}
	const users = await findErasedUsers( tx, key, contacts );
	const erased = await findErasedOrders( tx, key, orders );
	const redacted = new Set( [
		...erased,
		...( await findRedactedOrders(
			tx,
			key,
			transactions.map( ( { data } ) => data.order_id )
		) ),
	] );
	const isRedacted = ( { data }: RecordOf< 'transactions' > ) =>
		redacted.has( data.order_id );
	return {
		contacts: contacts.filter( ( { id } ) => ! users.has( id ) ),
		erasedUsers: contacts.filter( ( { id } ) => users.has( id ) ),
		orders: orders.map( ( record ) =>
			erased.has( record.id )
				? { ...record, data: redactOrder( record.data ) }
				: record
		),
		erasedOrders: digestsOf(
			orders.filter( ( { id } ) => erased.has( id ) )
		),
		transactions: transactions.map( ( record ) =>
			isRedacted( record )
				? { ...record, data: redactTransaction( record.data ) }
				: record
		),
		erasedTransactions: digestsOf( transactions.filter( isRedacted ) ),
	};
}

function digestsOf(
	records: readonly { id: string; data: object }[]
): ErasedDigests {
	return new Map(
		records.map( ( { id, data } ) => [ id, digestOf( data ) ] )
	);
}
