import { sql, type Kysely } from 'kysely';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { SortedBatch } from './sort.ts';
import type { KeptOut } from './write-exclusions.ts';

const TRASH = 'trash';

/** Why an order in the trash is excluded; what was switched off is not looked at. */
const REASON = 'draft';

export interface TrashedOrder {
	id: string;
	version: number;
}

/** The orders among what is excluded that the store has moved to the trash, or deleted. */
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

/** The same of what was kept out before, and is taken now because it came late. */
export function trashedBefore( forgotten: readonly KeptOut[] ): TrashedOrder[] {
	return forgotten.filter(
		( { element, reason } ) => element === 'orders' && reason === REASON
	);
}

/**
 * Notes which of these orders are in the trash: they stay as they are (R16), and the automations look at it (R43).
 * A record older than the order itself is ignored.
 *
 * @return The ids of those that are here.
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
