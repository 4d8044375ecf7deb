import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/**
 * The e-mails to a person, and those about their orders, which a test sent to somebody else may hold: their text goes,
 * that they were sent stays. What is not sent yet never will be. After the orders were erased, within the transaction.
 */
export async function eraseMessages(
	tx: Kysely< Database >,
	{
		accountId,
		connectionId,
		emailHash,
		requestedAt,
	}: {
		accountId: string;
		connectionId: string | null;
		emailHash: string;
		requestedAt: Date;
	},
	now: Date
): Promise< void > {
	const isOfStore =
		connectionId === null
			? sql`true`
			: sql`m.connection_id = ${ connectionId }`;
	const { rows } = await sql< {
		automation_id: string | null;
		connection_id: string | null;
		trigger_id: string | null;
	} >`
		update messages as m
		set recipient = '', subject = '', preheader = '', html = '', plain_text = '', reply = null,
			unsubscribe_token = null, erased_at = ${ now },
			state = case when m.state = 'waiting' then 'failed' else m.state end
		where m.account_id = ${ accountId } and m.erased_at is null and m.kind <> 'notice' and (
			( ${ isOfStore } and m.recipient_hash = ${ emailHash } and m.created_at <= ${ requestedAt } )
			or exists (
				select from orders as o
				where o.account_id = m.account_id and o.connection_id = m.connection_id and o.order_id = m.order_id
					and o.erased_at = ${ now }
			)
		)
		returning m.automation_id, m.connection_id, m.trigger_id
	`.execute( tx );
	if ( rows.length === 0 ) {
		return;
	}
	// A mail server's answer may name the address.
	await sql`
		update automation_runs as r
		set reason = case when r.state in ( 'failed', 'unknown', 'acting' ) then 'erased' else r.reason end,
			settled_at = coalesce( r.settled_at, ${ now } ),
			state = case when r.state = 'acting' then 'skipped' else r.state end
		from json_to_recordset( ${ JSON.stringify( rows ) } )
			as m ( automation_id text, connection_id text, trigger_id text )
		where r.account_id = ${ accountId } and r.automation_id = m.automation_id
			and r.connection_id = m.connection_id and r.trigger_id = m.trigger_id
	`.execute( tx );
}
