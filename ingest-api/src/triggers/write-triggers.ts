import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../connections/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { rowsOf } from '../ingest/stored.ts';

/**
 * R9, R10: what fired, within the transaction of the batch, each once for good: one that is there
 * already is left as it is. Called last, since it holds up the account's other triggers until the end
 * of the transaction, and while the connection's lock is held.
 *
 * @return The ids of those that were new.
 */
export async function writeTriggers(
	tx: Kysely< Database >,
	key: ConnectionKey,
	triggers: readonly RecordOf< 'triggers' >[],
	now: Date
): Promise< Set< string > > {
	const before = await findTriggers(
		tx,
		key,
		triggers.map( ( { id } ) => id )
	);
	const fresh = triggers
		.filter( ( { id } ) => ! before.has( id ) )
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
	const rows = rowsOf( fresh, ( { id } ) => ( {
		cursor: cursors.get( id )!,
	} ) );
	await sql`
		insert into trigger_events (
			account_id, connection_id, trigger_id, cursor, version, digest, type, order_id, occurred_at, record, received_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.cursor, r.version, r.digest, r.record->>'type',
			r.record->>'order_id', ( r.record->>'occurred_at' )::timestamptz, r.record, ${ now }::timestamptz
		from json_to_recordset( ${ rows } )
			as r ( id text, cursor bigint, version bigint, digest text, record json )
		order by r.cursor
	`.execute( tx );
	return new Set( cursors.keys() );
}

async function findTriggers(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	ids: readonly string[]
): Promise< Set< string > > {
	if ( ids.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< { trigger_id: string } >`
		select trigger_id from trigger_events
		where account_id = ${ accountId } and connection_id = ${ connectionId } and trigger_id = any( ${ ids }::text[] )
	`.execute( tx );
	return new Set( rows.map( ( row ) => row.trigger_id ) );
}

/**
 * The account's next numbers, without a gap. The row stays locked until the transaction ends: so
 * numbers appear in their order, and a reader that goes on after the last one it saw misses none.
 *
 * @return The last of them.
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

/** As they came about; an order is submitted before it is paid. */
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
