import { sql, type Kysely } from 'kysely';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { SortedBatch } from './sort.ts';
import type { KeptOut } from './write-exclusions.ts';

const TRASH = 'trash';

/** The reason for excluding an order in the trash; exclusions because of a switch are ignored. */
const REASON = 'draft';

export interface TrashedOrder {
	id: string;
	version: number;
}

/** The excluded orders that the store has moved to the trash, or deleted. */
export function trashedOrders(
	excluded: SortedBatch[ 'excluded' ]
): TrashedOrder[] {
	return excluded.flatMap( ( { record, reason } ) =>
		record.element === 'orders' &&
		record.data.status === TRASH &&
		reason === REASON
			? [ { id: record.id, version: record.version } ]
			: []
	);
}

/** The orders among earlier exclusions whose records are accepted now because they arrived late. */
export function trashedBefore( forgotten: readonly KeptOut[] ): TrashedOrder[] {
	return forgotten.filter(
		( { element, reason } ) => element === 'orders' && reason === REASON
	);
}

/**
 * Marks the orders that are in the trash: they stay unchanged (R16), and automations check the mark (R43). A record
 * older than the order itself is ignored.
 *
 * @return The IDs of the orders that are stored.
 */
export async function markTrashed(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	trashed: readonly TrashedOrder[]
): Promise< Set< string > > {
	if ( trashed.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< { order_id: string } >`
		with known as (
			select o.order_id, max( r.version ) as trashed_version
			from json_to_recordset( ${ JSON.stringify( trashed ) } ) as r ( id text, version bigint )
			join orders o on o.account_id = ${ accountId } and o.connection_id = ${ connectionId } and o.order_id = r.id
			group by o.order_id
		), marked as (
			update orders o
			set trashed_version = k.trashed_version
			from known k
			where o.account_id = ${ accountId } and o.connection_id = ${ connectionId } and o.order_id = k.order_id
				and k.trashed_version > greatest( o.version, o.trashed_version )
		)
		select order_id from known
	`.execute( tx );
	return new Set( rows.map( ( row ) => row.order_id ) );
}
