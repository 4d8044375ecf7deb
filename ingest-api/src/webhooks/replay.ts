import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { RETRIES_MS, sendToEndpoint } from '../events/publish.ts';
import type { EndpointKey } from '../db/identifiers.ts';

const ROWS_AT_ONCE = 1_000;

/**
 * R45: sends an event again with the same `webhook-id`, whether it was sent before or failed.
 *
 * @return Whether there is anything to send.
 */
export async function sendAgain(
	db: Kysely< Database >,
	key: EndpointKey,
	eventId: string,
	now: Date
): Promise< boolean > {
	const count = await replay( db, key, sql`d.event_id = ${ eventId }`, now );
	return count > 0;
}

/** A span of time, both ends included, and the states of the deliveries to replay. */
export interface Span {
	from: Date;
	to: Date;
	states: readonly ( 'sent' | 'failed' )[];
}

/** R45: sends the deliveries of a span again, the oldest first. @return How many there are. */
export async function replaySpan(
	db: Kysely< Database >,
	key: EndpointKey,
	{ from, to, states }: Span,
	now: Date
): Promise< number > {
	return replay(
		db,
		key,
		sql`d.created_at >= ${ from } and d.created_at <= ${ to } and d.state = any( ${ states }::text[] )`,
		now
	);
}

/**
 * Works in small slices, the oldest first. Waiting deliveries become due at once; deliveries that were settled
 * meanwhile are left alone. The events are locked, so that a concurrent erasure finds the deliveries waiting.
 */
async function replay(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	where: RawBuilder< unknown >,
	now: Date
): Promise< number > {
	let count = 0;
	for (;;) {
		const { rows } = await sql`
			update webhook_deliveries as t
			set state = 'waiting', failure = null, settled_at = null, tries = 0, due_at = ${ now },
				give_up_at = ${ new Date( now.getTime() + RETRIES_MS ) }
			where t.account_id = ${ accountId } and t.endpoint_id = ${ endpointId } and t.event_id in (
				select d.event_id from webhook_deliveries d
				join webhook_events v on v.account_id = d.account_id and v.event_id = d.event_id
				where d.account_id = ${ accountId } and d.endpoint_id = ${ endpointId } and ${ where }
					and v.body is not null
					and ( ( d.state = 'waiting' and d.due_at > ${ now } ) or d.settled_at <= ${ now } )
				order by d.created_at, d.event_id
				limit ${ sql.lit( ROWS_AT_ONCE ) }
				for share of v
			)
			returning t.event_id
		`.execute( db );
		count += rows.length;
		if ( rows.length < ROWS_AT_ONCE ) {
			break;
		}
	}
	if ( count > 0 ) {
		await endPause( db, { accountId, endpointId } );
	}
	return count;
}

/** Sends a test event. @return Whether the endpoint is switched on. */
export async function sendTest(
	db: Kysely< Database >,
	key: EndpointKey,
	now: Date
): Promise< boolean > {
	const isOn = await sendToEndpoint( db, {
		...key,
		type: 'webhook.test',
		id: randomUUID(),
		payload: {
			message:
				'This is a test. If you can read it, webhooks of Ivorey arrive here.',
		},
		at: now,
	} );
	if ( isOn ) {
		await endPause( db, key );
	}
	return isOn;
}

/** Lets a paused endpoint be tried at once, since somebody is waiting for the result. */
async function endPause(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey
): Promise< void > {
	await db
		.updateTable( 'webhook_endpoints' )
		.set( { retry_at: null } )
		.where( 'account_id', '=', accountId )
		.where( 'endpoint_id', '=', endpointId )
		.execute();
}
