import { sql, type Kysely } from 'kysely';
import type { EndpointKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { isDue, type Claim } from './claim.ts';
import { MAX_WIDTH, probeOf } from './rules.ts';

/** A delivery to be sent. */
export interface Due {
	eventId: string;
	subject: string;
	body: string;
	/** Failed attempts since the delivery was created or last replayed. */
	tries: number;
	giveUpAt: Date;
}

/** Deliveries per round. Small, so that the lease outlasts the round and a crash repeats little. */
const DELIVERIES_AT_ONCE = 64;
const BYTES_AT_ONCE = 2 * 1_024 * 1_024;

/** Reads the endpoint's next deliveries, the oldest first. */
export async function readDue(
	db: Kysely< Database >,
	{ accountId, endpointId, health }: Claim,
	now: Date
): Promise< Due[] > {
	const probe = probeOf( health );
	const limit = probe === null ? DELIVERIES_AT_ONCE : 1;
	const order =
		probe === 'least_tried'
			? sql`d.tries, d.created_at, d.event_id`
			: sql`d.created_at, d.event_id`;
	const { rows } = await sql< {
		event_id: string;
		tries: number;
		give_up_at: Date;
		subject: string;
		body: string;
	} >`
		with next as (
			select d.event_id, d.tries, d.give_up_at, d.created_at, v.subject, v.body
			from webhook_deliveries d
			join webhook_endpoints e on e.account_id = d.account_id and e.endpoint_id = d.endpoint_id
			join webhook_events v on v.account_id = d.account_id and v.event_id = d.event_id
			where d.account_id = ${ accountId } and d.endpoint_id = ${ endpointId } and d.state = 'waiting'
				and v.body is not null and ${ isDue( now ) }
			order by ${ order }
			limit ${ limit }
		), sized as (
			select n.*,
				sum( octet_length( n.body ) ) over ( order by n.created_at, n.event_id ) - octet_length( n.body ) as before
			from next n
		)
		select event_id, tries, give_up_at, subject, body
		from sized
		where before < ${ BYTES_AT_ONCE }::bigint
		order by created_at, event_id
	`.execute( db );
	return rows.map( ( row ) => ( {
		eventId: row.event_id,
		subject: row.subject,
		body: row.body,
		tries: row.tries,
		giveUpAt: row.give_up_at,
	} ) );
}

/** Fails waiting deliveries whose event was erased, so that the endpoint is not claimed for them again and again. */
export async function settleUnsendable(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	now: Date
): Promise< void > {
	await sql`
		update webhook_deliveries d
		set state = 'failed', failure = 'erased', settled_at = ${ now }
		where d.account_id = ${ accountId } and d.endpoint_id = ${ endpointId } and d.state = 'waiting'
			and not exists (
				select from webhook_events v
				where v.account_id = d.account_id and v.event_id = d.event_id and v.body is not null
			)
	`.execute( db );
}

/**
 * Sends deliveries, the oldest first: several at once, but never two of one subject. Starts no more after the first
 * failure, or once `mayStart` returns false; those under way are finished.
 *
 * @return The results in the order in which they arrived.
 */
export async function sendInOrder< Result extends { isSent: boolean } >(
	deliveries: readonly Due[],
	width: number,
	send: ( delivery: Due ) => Promise< Result >,
	mayStart: () => boolean
): Promise< Result[] > {
	const results: Result[] = [];
	const waiting = [ ...deliveries ];
	const underWay = new Map< string, Promise< void > >();
	let stopped = false;
	const begin = ( delivery: Due ) => {
		underWay.set(
			delivery.subject,
			send( delivery ).then( ( result ) => {
				results.push( result );
				stopped ||= ! result.isSent;
				underWay.delete( delivery.subject );
			} )
		);
	};
	for (;;) {
		while (
			! stopped &&
			mayStart() &&
			underWay.size < Math.min( width, MAX_WIDTH )
		) {
			const next = waiting.findIndex(
				( { subject } ) => ! underWay.has( subject )
			);
			if ( next === -1 ) {
				break;
			}
			begin( waiting.splice( next, 1 )[ 0 ]! );
		}
		if ( underWay.size === 0 ) {
			return results;
		}
		await Promise.race( underWay.values() );
	}
}
