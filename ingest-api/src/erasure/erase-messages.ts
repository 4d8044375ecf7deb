import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Erases e-mails about these orders, including tests sent to other people. */
export async function eraseMessagesOfOrders(
	tx: Kysely< Database >,
	accountId: string,
	orders: readonly { connection_id: string; order_id: string }[],
	now: Date
): Promise< void > {
	await eraseMessages(
		tx,
		accountId,
		sql`( m.connection_id, m.order_id ) in (
			select * from unnest(
				${ orders.map( ( order ) => order.connection_id ) }::text[], ${ orders.map( ( order ) => order.order_id ) }::text[]
			)
		)`,
		now
	);
}

/** Erases e-mails to a person up to the time of the request. */
export async function eraseMessagesTo(
	tx: Kysely< Database >,
	{
		accountId,
		connectionId,
		emailHash,
		requestedAt,
	}: {
		accountId: string;
		/** null: all stores. */
		connectionId: string | null;
		emailHash: string;
		requestedAt: Date;
	},
	now: Date
): Promise< void > {
	await eraseMessages(
		tx,
		accountId,
		sql`m.recipient_hash = ${ emailHash } and m.created_at <= ${ requestedAt }
			and ( ${ connectionId }::text is null or m.connection_id = ${ connectionId } )`,
		now
	);
}

/** Removes the text and keeps the fact of sending. E-mails not yet handed to a mail server are cancelled. */
async function eraseMessages(
	tx: Kysely< Database >,
	accountId: string,
	where: RawBuilder< unknown >,
	now: Date
): Promise< void > {
	const isUnsent = sql`m.state in ( 'waiting', 'sending' ) and m.handed_over_at is null`;
	const { rows } = await sql< {
		kind: string;
		automation_id: string | null;
		connection_id: string | null;
		trigger_id: string | null;
	} >`
		update messages as m
		set recipient = '', subject = '', html = '', plain_text = '', reply = null, unsubscribe_token = null,
			erased_at = ${ now },
			state = case when ${ isUnsent } then 'failed' else m.state end,
			settled_at = case when ${ isUnsent } then ${ now }::timestamptz else m.settled_at end,
			lease_id = case when ${ isUnsent } then null else m.lease_id end
		where m.account_id = ${ accountId } and m.erased_at is null and m.kind <> 'notice' and ${ where }
		returning m.kind, m.automation_id, m.connection_id, m.trigger_id
	`.execute( tx );
	// A test belongs to no run, although it references the run whose order it shows.
	const runs = rows.filter( ( { kind } ) => kind === 'automation' );
	if ( runs.length === 0 ) {
		return;
	}
	// A mail server's answer may contain the address.
	await sql`
		update automation_runs as r
		set reason = case when r.state in ( 'failed', 'unknown', 'acting' ) then 'erased' else r.reason end,
			settled_at = case when r.state = 'acting' then ${ now }::timestamptz else r.settled_at end,
			state = case when r.state = 'acting' then 'skipped' else r.state end
		from json_to_recordset( ${ JSON.stringify( runs ) } )
			as m ( automation_id text, connection_id text, trigger_id text )
		where r.account_id = ${ accountId } and r.automation_id = m.automation_id
			and r.connection_id = m.connection_id and r.trigger_id = m.trigger_id
	`.execute( tx );
}
