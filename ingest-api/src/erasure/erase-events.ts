import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';

/** R45: erases the webhook events about these orders, at every endpoint. */
export async function eraseEventsOfOrders(
	tx: Kysely< Database >,
	accountId: string,
	orders: readonly { connection_id: string; order_id: string }[],
	now: Date
): Promise< void > {
	await eraseEvents(
		tx,
		accountId,
		sql`( e.connection_id, e.order_id ) in (
			select * from unnest(
				${ orders.map( ( order ) => order.connection_id ) }::text[], ${ orders.map( ( order ) => order.order_id ) }::text[]
			)
		)`,
		now
	);
}

/** R45: erases the webhook events about a contact up to the time of the request. */
export async function eraseEventsOfContacts(
	tx: Kysely< Database >,
	accountId: string,
	{
		contactIds,
		emailHash,
		requestedAt,
	}: {
		contactIds: readonly string[];
		emailHash: string;
		requestedAt: Date;
	},
	now: Date
): Promise< void > {
	await eraseEvents(
		tx,
		accountId,
		sql`( e.contact_id = any( ${ contactIds }::uuid[] ) or e.email_hash = ${ emailHash } )
			and e.created_at <= ${ requestedAt }`,
		now
	);
}

/** Cancels pending deliveries, and clears stored answers, since an answer may quote the event. */
async function eraseEvents(
	tx: Kysely< Database >,
	accountId: string,
	where: RawBuilder< unknown >,
	now: Date
): Promise< void > {
	const { rows } = await sql< { event_id: string } >`
		update webhook_events e
		set body = null, contact_id = null, email_hash = null, erased_at = ${ now }
		where e.account_id = ${ accountId } and e.erased_at is null and ${ where }
		returning e.event_id
	`.execute( tx );
	if ( rows.length === 0 ) {
		return;
	}
	const ids = rows.map( ( row ) => row.event_id );
	await sql`
		update webhook_deliveries
		set state = 'failed', failure = 'erased', settled_at = ${ now }
		where account_id = ${ accountId } and event_id = any( ${ ids }::text[] ) and state = 'waiting'
	`.execute( tx );
	await sql`
		update webhook_attempts
		set answer = ''
		where account_id = ${ accountId } and event_id = any( ${ ids }::text[] ) and answer <> ''
	`.execute( tx );
}
