import { sql, type Kysely } from 'kysely';
import type { IvoreyOrderStatus, Order, Trigger } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import { acrossAccounts, forAccount } from '../db/scope.ts';
import { orderPayload, storePayload } from '../events/payloads.ts';
import { publishEvents, type AccountEvent } from '../events/publish.ts';
import { describeError, type Log } from '../ops/log.ts';

const TRIGGERS_AT_ONCE = 200;
const ACCOUNTS_AT_ONCE = 100;

const EVENT_TYPES = {
	order_submitted: 'order.submitted',
	payment_received: 'payment.received',
} as const satisfies Record< Trigger[ 'type' ], AccountEvent[ 'type' ] >;

interface FanOutContext {
	db: Kysely< Database >;
	now: () => Date;
	log: Log;
}

/**
 * Turns triggers into events, following their gapless cursor, so ingest does no extra work and no trigger is missed.
 * One account's failure does not stop the others.
 *
 * @return Whether there may be more.
 */
export async function fanOutTriggers(
	{ db, log, now }: FanOutContext,
	signal: AbortSignal
): Promise< boolean > {
	let isMore = false;
	let after: string | null = '';
	while ( after !== null && ! signal.aborted ) {
		const accounts = await findBehind( db, after );
		for ( const accountId of accounts ) {
			try {
				const count = await forAccount( db, accountId )
					.transaction()
					.execute( ( tx ) => fanOutAccount( tx, accountId, now() ) );
				isMore ||= count === TRIGGERS_AT_ONCE;
			} catch ( error ) {
				log.error( 'worker failed', describeError( error ) );
			}
		}
		after =
			accounts.length === ACCOUNTS_AT_ONCE ? accounts.at( -1 )! : null;
	}
	return isMore;
}

/** Accounts with triggers that are not events yet. */
async function findBehind(
	db: Kysely< Database >,
	after: string
): Promise< string[] > {
	const { rows } = await sql< { account_id: string } >`
		select w.account_id
		from webhook_cursors w
		join trigger_cursors t on t.account_id = w.account_id
		where w.account_id > ${ after } and t.last_cursor > w.last_cursor
		order by w.account_id
		limit ${ sql.lit( ACCOUNTS_AT_ONCE ) }
	`.execute( acrossAccounts( db ) );
	return rows.map( ( row ) => row.account_id );
}

interface Row {
	connection_id: string;
	store_url: string;
	trigger_id: string;
	cursor: string;
	type: Trigger[ 'type' ];
	order_id: string;
	occurred_at: Date;
	contact_id: string | null;
	/** null, like the fields after it, if there is no such order. */
	record: Order | null;
	status: IvoreyOrderStatus;
	subtype: string;
}

/** @return How many triggers were read; 0 if another worker holds the account. */
async function fanOutAccount(
	tx: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< number > {
	const { rows: cursors } = await sql< { last_cursor: string } >`
		select last_cursor from webhook_cursors
		where account_id = ${ accountId }
		for update skip locked
	`.execute( tx );
	if ( cursors[ 0 ] === undefined ) {
		return 0;
	}
	const { rows: ends } = await sql< { last_cursor: string } >`
		select last_cursor from trigger_cursors where account_id = ${ accountId }
	`.execute( tx );
	// Stores can reuse order IDs: if a later trigger has another order key, the stored order belongs to that trigger.
	const { rows } = await sql< Row >`
		select e.connection_id, c.store_url, e.trigger_id, e.cursor, e.type, e.order_id, e.occurred_at,
			o.contact_id, order_record( o ) as record, o.status, o.subtype
		from trigger_events e
		join connections c on c.account_id = e.account_id and c.connection_id = e.connection_id
		left join orders o
			on o.account_id = e.account_id and o.connection_id = e.connection_id and o.order_id = e.order_id
			and not exists (
				select from trigger_events later
				where later.account_id = e.account_id and later.connection_id = e.connection_id
					and later.order_id = e.order_id and later.cursor > e.cursor
					and later.order_key_hash <> e.order_key_hash
			)
		where e.account_id = ${ accountId } and e.cursor > ${ cursors[ 0 ].last_cursor }::bigint
		order by e.cursor
		limit ${ sql.lit( TRIGGERS_AT_ONCE ) }
	`.execute( tx );
	// Triggers are missing if their connection was deleted.
	const last = rows.at( -1 )?.cursor ?? ends[ 0 ]!.last_cursor;
	await publishEvents(
		tx,
		accountId,
		rows.map( ( row ) => eventOf( accountId, row, now ) )
	);
	await sql`
		update webhook_cursors set last_cursor = ${ last } where account_id = ${ accountId }
	`.execute( tx );
	return rows.length;
}

function eventOf( accountId: string, row: Row, now: Date ): AccountEvent {
	const key = { accountId, connectionId: row.connection_id };
	return {
		type: EVENT_TYPES[ row.type ],
		id: `${ row.connection_id }:${ row.trigger_id }`,
		payload: {
			...storePayload( key, row.store_url ),
			order_id: row.order_id,
			occurred_at: row.occurred_at.toISOString(),
			order:
				row.record === null
					? null
					: orderPayload( { ...row, record: row.record } ),
		},
		at: now,
		subject: `${ row.connection_id }:order:${ row.order_id }`,
		concerns: { ...key, orderId: row.order_id },
		cursor: row.cursor,
	};
}
