import { sql, type Kysely } from 'kysely';
import type { RecordOf, Trigger } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { rowsOf } from '../db/stored-record.ts';

/**
 * R9, R10: writes the triggers of a batch in its transaction, each once for good: one that exists stays as it is. Runs
 * last, since it blocks the account's other triggers until the transaction ends, and under the connection's lock.
 *
 * @return The ids of those that were new.
 */
export async function writeTriggers(
	tx: Kysely< Database >,
	key: ConnectionKey,
	triggers: readonly RecordOf< 'triggers' >[],
	now: Date
): Promise< Set< string > > {
	const before = await findFired(
		tx,
		key,
		triggers.map( ( { data } ) => data.order_id )
	);
	const fresh = triggers
		.filter( ( { data } ) => ! before.some( isRepeatedBy( data ) ) )
		.sort( inOrder );
	if ( fresh.length === 0 ) {
		return new Set();
	}
	const { accountId, connectionId } = key;
	const last = await takeCursors( tx, accountId, fresh.length );
	const cursors = new Map(
		fresh.map( ( { id }, index ) => [
			id,
			String( last - BigInt( fresh.length - 1 - index ) ),
		] )
	);
	const rows = rowsOf( fresh, ( { id, data } ) => ( {
		cursor: cursors.get( id )!,
		trigger_id: triggerIdOf( data ),
	} ) );
	await sql`
		insert into trigger_events (
			account_id, connection_id, trigger_id, cursor, version, digest, type, order_id, order_key_hash, occurred_at,
			record, received_at
		)
		select
			${ accountId }, ${ connectionId }, r.trigger_id, r.cursor, r.version, r.digest, r.record->>'type',
			r.record->>'order_id', r.record->>'order_key_hash', ( r.record->>'occurred_at' )::timestamptz,
			r.record, ${ now }::timestamptz
		from json_to_recordset( ${ rows } )
			as r ( trigger_id text, cursor bigint, version bigint, digest text, record json )
		order by r.cursor
	`.execute( tx );
	return new Set( cursors.keys() );
}

type Fired = Pick< Trigger, 'type' | 'order_id' > & {
	order_key_hash: string | null;
};

async function findFired(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orderIds: readonly string[]
): Promise< Fired[] > {
	if ( orderIds.length === 0 ) {
		return [];
	}
	const { rows } = await sql< Fired >`
		select type, order_id, order_key_hash from trigger_events
		where account_id = ${ accountId } and connection_id = ${ connectionId } and order_id = any( ${ orderIds }::text[] )
	`.execute( tx );
	return rows;
}

/** Whether an event belongs to this trigger: a later order with the same id has another key. */
function isRepeatedBy( trigger: Trigger ): ( fired: Fired ) => boolean {
	const hash = trigger.order_key_hash ?? null;
	return ( fired ) =>
		fired.type === trigger.type &&
		fired.order_id === trigger.order_id &&
		( hash === null ||
			fired.order_key_hash === null ||
			fired.order_key_hash === hash );
}

/** The id is the same for every repeat, whatever Ivorey has stored. */
function triggerIdOf( {
	type,
	order_id: orderId,
	order_key_hash: hash,
}: Trigger ): string {
	return [ type, orderId, ...( hash === undefined ? [] : [ hash ] ) ].join(
		':'
	);
}

/**
 * Takes the account's next numbers, without a gap. The row stays locked until the transaction ends, so numbers appear
 * in order, and a reader that resumes after the last one it saw misses none.
 *
 * @return The last number taken.
 */
async function takeCursors(
	tx: Kysely< Database >,
	accountId: string,
	count: number
): Promise< bigint > {
	const { rows } = await sql< { last_cursor: string } >`
		insert into trigger_cursors ( account_id, last_cursor )
		values ( ${ accountId }, ${ count } )
		on conflict ( account_id ) do update set last_cursor = trigger_cursors.last_cursor + excluded.last_cursor
		returning last_cursor
	`.execute( tx );
	return BigInt( rows[ 0 ]!.last_cursor );
}

/** Sorts by time; an order is submitted before it is paid. */
function inOrder(
	a: RecordOf< 'triggers' >,
	b: RecordOf< 'triggers' >
): number {
	return (
		Date.parse( a.data.occurred_at ) - Date.parse( b.data.occurred_at ) ||
		Number( a.data.type === 'payment_received' ) -
			Number( b.data.type === 'payment_received' )
	);
}
