import { sql } from 'kysely';
import type { RecordOf, Trigger } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Ask } from '../db/in-messages.ts';
import { prepared } from '../db/statement-names.ts';
import { rowsOf } from '../db/stored-record.ts';

/**
 * R9, R10: writes the triggers of a batch in its transaction. Each is written once: an existing trigger stays as it is.
 * Runs last and under the connection's lock, since it blocks the account's other triggers until the transaction ends.
 *
 * @return The IDs of the triggers that were new.
 */
export async function writeTriggers(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	triggers: readonly RecordOf< 'triggers' >[],
	fired: readonly FiredTrigger[],
	now: Date
): Promise< Set< string > > {
	const fresh = triggers
		.filter( ( { data } ) => ! fired.some( isRepeatedBy( data ) ) )
		.sort( inOrder );
	if ( fresh.length === 0 ) {
		return new Set();
	}
	const places = new Map( fresh.map( ( { id }, index ) => [ id, index ] ) );
	const rows = rowsOf( fresh, ( { id, data } ) => ( {
		place: places.get( id )!,
		trigger_id: triggerIdOf( data ),
	} ) );
	// Takes the account's next numbers, without a gap. Their row stays locked until the transaction ends, so numbers
	// become visible in order, and a reader that resumes after the last number it saw misses none.
	await ask( prepared`
		with taken as (
			insert into trigger_cursors ( account_id, last_cursor )
			values ( ${ accountId }, ${ fresh.length } )
			on conflict ( account_id ) do update set last_cursor = trigger_cursors.last_cursor + excluded.last_cursor
			returning last_cursor
		)
		insert into trigger_events (
			account_id, connection_id, trigger_id, cursor, version, digest, type, order_id, order_key_hash, occurred_at,
			record, received_at
		)
		select
			${ accountId }, ${ connectionId }, r.trigger_id,
			( select last_cursor from taken ) - ${ fresh.length - 1 }::bigint + r.place, r.version, r.digest, r.record->>'type',
			r.record->>'order_id', r.record->>'order_key_hash', ( r.record->>'occurred_at' )::timestamptz,
			r.record, ${ now }::timestamptz
		from json_to_recordset( ${ rows } )
			as r ( trigger_id text, place integer, version bigint, digest text, record json )
		order by r.place
	` );
	return new Set( places.keys() );
}

/** A trigger that is already stored. */
export type FiredTrigger = Pick< Trigger, 'type' | 'order_id' > & {
	order_key_hash: string | null;
};

/** The stored triggers of the same orders. */
export async function findFired(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	triggers: readonly RecordOf< 'triggers' >[]
): Promise< FiredTrigger[] > {
	const orderIds = triggers.map( ( { data } ) => data.order_id );
	return orderIds.length === 0
		? []
		: ask( sql< FiredTrigger >`
				select type, order_id, order_key_hash from trigger_events
				where account_id = ${ accountId } and connection_id = ${ connectionId }
					and order_id = any( ${ orderIds }::text[] )
			` );
}

/** Whether a stored trigger is the same event: a later order with the same ID has another key. */
function isRepeatedBy( trigger: Trigger ): ( fired: FiredTrigger ) => boolean {
	const hash = trigger.order_key_hash ?? null;
	return ( fired ) =>
		fired.type === trigger.type &&
		fired.order_id === trigger.order_id &&
		( hash === null ||
			fired.order_key_hash === null ||
			fired.order_key_hash === hash );
}

/** The ID is the same for every repeat, whatever Ivorey has stored. */
function triggerIdOf( {
	type,
	order_id: orderId,
	order_key_hash: hash,
}: Trigger ): string {
	return [ type, orderId, ...( hash === undefined ? [] : [ hash ] ) ].join(
		':'
	);
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
