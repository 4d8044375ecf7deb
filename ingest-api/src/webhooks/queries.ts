import { sql, type Kysely } from 'kysely';
import type { WebhookEventType, WebhookType } from '@ivorey/shared';
import type { EndpointKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type {
	EndpointOffReason,
	WebhookDeliveriesTable,
} from '../db/webhook-tables.ts';

export interface Endpoint extends EndpointKey {
	url: string;
	description: string;
	types: WebhookEventType[];
	/** Why the endpoint is off; null while it is on. */
	offReason: EndpointOffReason | null;
	stateSince: Date;
	createdAt: Date;
	/** Start of the current run of failed attempts; null while the endpoint accepts deliveries. */
	failingSince: Date | null;
	/** The time of the next attempt if sending is paused. */
	retryAt: Date | null;
	/** Until when the previous secret still signs; null if it no longer does. */
	oldSecretUntil: Date | null;
}

/** Lists an account's endpoints, the oldest first. */
export function listEndpoints(
	db: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< Endpoint[] > {
	return readEndpoints( db, accountId, null, now );
}

/** @return null if the account has no such endpoint. */
export async function findEndpoint(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	now: Date
): Promise< Endpoint | null > {
	const found = await readEndpoints( db, accountId, endpointId, now );
	return found[ 0 ] ?? null;
}

async function readEndpoints(
	db: Kysely< Database >,
	accountId: string,
	endpointId: string | null,
	now: Date
): Promise< Endpoint[] > {
	const { rows } = await sql< {
		endpoint_id: string;
		url: string;
		description: string;
		event_types: WebhookEventType[];
		state_reason: EndpointOffReason | null;
		state_since: Date;
		created_at: Date;
		failing_since: Date | null;
		retry_at: Date | null;
		old_secret_until: Date | null;
	} >`
		select e.endpoint_id, e.url, e.description, e.event_types, e.state_reason, e.state_since, e.created_at,
			e.failing_since, e.retry_at, (
				select max( s.expires_at ) from webhook_secrets s
				where s.account_id = e.account_id and s.endpoint_id = e.endpoint_id and s.expires_at > ${ now }
			) as old_secret_until
		from webhook_endpoints e
		where e.account_id = ${ accountId } and ( ${ endpointId }::text is null or e.endpoint_id = ${ endpointId } )
		order by e.created_at, e.endpoint_id
	`.execute( db );
	return rows.map( ( row ) => ( {
		accountId,
		endpointId: row.endpoint_id,
		url: row.url,
		description: row.description,
		types: row.event_types,
		offReason: row.state_reason,
		stateSince: row.state_since,
		createdAt: row.created_at,
		failingSince: row.failing_since,
		retryAt: row.retry_at,
		oldSecretUntil: row.old_secret_until,
	} ) );
}

export type DeliveryState = WebhookDeliveriesTable[ 'state' ];
export const DELIVERY_STATES = [
	'waiting',
	'sent',
	'failed',
] as const satisfies readonly DeliveryState[];

export interface Delivery {
	eventId: string;
	type: WebhookType;
	createdAt: Date;
	/** Precise to the microsecond, as in DeliveryCursor. */
	cursorAt: string;
	state: DeliveryState;
	failure: WebhookDeliveriesTable[ 'failure' ];
	attempts: number;
	dueAt: Date;
	/** null if it was erased. */
	body: string | null;
	/** The last attempt. */
	last: Attempt | null;
}

export interface Attempt {
	startedAt: Date;
	durationMs: number;
	/** null if there was no response. */
	status: number | null;
	/** Why there was no response; null if there was one. */
	error: string | null;
	/** The first bytes of the response. */
	answer: string;
}

/** A position in the list. */
export interface DeliveryCursor {
	/** Precise to the microsecond, like the list's order. */
	createdAt: string;
	eventId: string;
}

export interface DeliveryQuery {
	state: DeliveryState | null;
	/** null starts at the newest. */
	before: DeliveryCursor | null;
	limit: number;
}

interface DeliveryRow {
	event_id: string;
	type: WebhookType;
	created_at: Date;
	cursor_at: string;
	state: DeliveryState;
	failure: Delivery[ 'failure' ];
	attempts: number;
	due_at: Date;
	body: string | null;
	started_at: Date | null;
	duration_ms: number;
	status: number | null;
	error: string | null;
	answer: string;
}

const SELECT = sql`
	select d.event_id, v.type, d.created_at, to_char( d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' ) as cursor_at, d.state, d.failure, d.attempts, d.due_at,
		v.body, a.started_at, a.duration_ms, a.status, a.error, a.answer
	from webhook_deliveries d
	join webhook_events v on v.account_id = d.account_id and v.event_id = d.event_id
	left join webhook_attempts a
		on a.account_id = d.account_id and a.event_id = d.event_id and a.endpoint_id = d.endpoint_id
		and a.attempt = d.attempts
`;

/** Lists an endpoint's deliveries, the newest first. */
export async function listDeliveries(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	{ state, before, limit }: DeliveryQuery
): Promise< { deliveries: Delivery[]; next: DeliveryCursor | null } > {
	const page =
		before === null
			? sql``
			: sql`and ( d.created_at, d.event_id ) < ( ${ before.createdAt }::timestamptz, ${ before.eventId } )`;
	const { rows } = await sql< DeliveryRow >`
		${ SELECT }
		where d.account_id = ${ accountId } and d.endpoint_id = ${ endpointId }
			and ( ${ state }::text is null or d.state = ${ state } ) ${ page }
		order by d.created_at desc, d.event_id desc
		limit ${ limit + 1 }
	`.execute( db );
	const shown = rows.slice( 0, limit );
	const last = shown.at( -1 );
	return {
		deliveries: shown.map( toDelivery ),
		next:
			rows.length > limit && last !== undefined
				? { createdAt: last.cursor_at, eventId: last.event_id }
				: null,
	};
}

/** @return The delivery with all its attempts, the last one first; null if the endpoint has no such delivery. */
export async function findDelivery(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	eventId: string
): Promise< { delivery: Delivery; attempts: Attempt[] } | null > {
	const { rows } = await sql< DeliveryRow >`
		${ SELECT }
		where d.account_id = ${ accountId } and d.endpoint_id = ${ endpointId } and d.event_id = ${ eventId }
	`.execute( db );
	if ( rows[ 0 ] === undefined ) {
		return null;
	}
	const attempts = await db
		.selectFrom( 'webhook_attempts' )
		.select( [ 'started_at', 'duration_ms', 'status', 'error', 'answer' ] )
		.where( 'account_id', '=', accountId )
		.where( 'endpoint_id', '=', endpointId )
		.where( 'event_id', '=', eventId )
		.orderBy( 'attempt', 'desc' )
		.execute();
	return {
		delivery: toDelivery( rows[ 0 ] ),
		attempts: attempts.map( ( row ) => ( {
			startedAt: row.started_at,
			durationMs: row.duration_ms,
			status: row.status,
			error: row.error,
			answer: row.answer,
		} ) ),
	};
}

function toDelivery( row: DeliveryRow ): Delivery {
	return {
		eventId: row.event_id,
		type: row.type,
		createdAt: row.created_at,
		cursorAt: row.cursor_at,
		state: row.state,
		failure: row.failure,
		attempts: row.attempts,
		dueAt: row.due_at,
		body: row.body,
		last:
			row.started_at === null
				? null
				: {
						startedAt: row.started_at,
						durationMs: row.duration_ms,
						status: row.status,
						error: row.error,
						answer: row.answer,
					},
	};
}
