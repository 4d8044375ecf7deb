import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { RETRIES_MS, sendToEndpoint } from '../events/publish.ts';
import type { EndpointKey } from '../db/identifiers.ts';

const ROWS_AT_ONCE = 1_000;

/**
 * R45, "Send again": the same event with the same `webhook-id`, whatever became of it before.
 *
 * @return Whether there is something to send.
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

/** A span of time, both ends included: what failed in it, or all. */
export interface Span {
	from: Date;
	to: Date;
	states: readonly ( 'sent' | 'failed' )[];
}

/** R45: in order of age. @return How many are sent again. */
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
 * In small pieces, each in order of age. What waits anyway becomes due; what is settled meanwhile is not asked for again.
 * The events are locked, so that an erasure at the same time finds what waits of them.
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

/** To see whether an endpoint answers. @return Whether it is switched on. */
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

/** Somebody wants to see it tried now. */
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
