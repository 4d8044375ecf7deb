import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { WebhookData, WebhookType } from '@ivorey/shared';
import { SIGNATURE_TOLERANCE_SECONDS } from '@ivorey/shared/signature';
import type { Database } from '../db/schema.ts';
import { eventIdOf } from './event-id.ts';

/** The people and things an event is about, so that an erasure finds it. */
interface Concerns {
	connectionId?: string;
	/** WooCommerce's order ID in that connection. */
	orderId?: string;
	contactId?: string;
	/** The result of emailHash(). */
	emailHash?: string;
}

export type AccountEvent = {
	[ T in WebhookType ]: {
		type: T;
		/** Identifies the event: publishing it again does nothing. */
		id: string;
		payload: WebhookData< T >;
	};
}[ WebhookType ] & {
	/** The time of publishing. */
	at: Date;
	/**
	 * The time of the occurrence if it may be long past, as in an import. Endpoints that started listening later do not
	 * get the event.
	 */
	happenedAt?: Date;
	/** Events of one subject are sent one after the other. Each event has a subject of its own by default. */
	subject?: string;
	concerns?: Concerns;
	/** The cursor of the event's trigger. */
	cursor?: string;
};

const MICROS = 1_000;
const MOMENT_MICROS = 1_000_000;
/** How long failed deliveries are retried. */
export const RETRIES_MS = 3 * 24 * 60 * 60_000;
/** The furthest that a store's clock may be behind. */
const TOLERANCE = sql.lit( `${ SIGNATURE_TOLERANCE_SECONDS } seconds` );

/**
 * Writes events in their order, with a delivery for each enabled endpoint of the account that subscribes to them.
 * Writes nothing if no endpoint does. Runs in the transaction of the occurrence itself.
 */
export async function publishEvents(
	tx: Kysely< Database >,
	accountId: string,
	events: readonly AccountEvent[]
): Promise< void > {
	if ( events.length === 0 ) {
		return;
	}
	await sql`
		with ${ publishing( accountId, givenOf( accountId, events ) ) }
		select from told
	`.execute( tx );
}

/**
 * Publishes to one enabled endpoint, whatever its subscriptions.
 *
 * @return Whether the endpoint is enabled, and so gets the event.
 */
export async function sendToEndpoint(
	tx: Kysely< Database >,
	{
		accountId,
		endpointId,
		...event
	}: AccountEvent & {
		accountId: string;
		endpointId: string;
	}
): Promise< boolean > {
	// Each endpoint gets its own event.
	const own = { ...event, id: `${ endpointId }:${ event.id }` };
	const { rows } = await sql< { enabled: boolean } >`
		with given as ( ${ givenOf( accountId, [ own as AccountEvent ] ) } ), wanted as (
			select g.*, e.endpoint_id
			from given g
			join webhook_endpoints e on e.account_id = ${ accountId } and e.endpoint_id = ${ endpointId }
			where e.state = 'enabled'
		), ${ writing( accountId ) }
		select exists ( select from wanted ) as enabled
	`.execute( tx );
	return rows[ 0 ]!.enabled;
}

/**
 * Common table expressions that write the rows selected by `given`: event_id, type, body, subject, connection_id,
 * order_id, contact_id, email_hash, created_at, happened_at, cursor. The last expression is `told`.
 */
export function publishing(
	accountId: string,
	given: RawBuilder< unknown >
): RawBuilder< unknown > {
	return sql`
		given as ( ${ given } ), wanted as (
			select g.*, e.endpoint_id
			from given g
			join webhook_endpoints e
				on e.account_id = ${ accountId } and e.state = 'enabled' and g.type = any( e.event_types )
			where ( g.happened_at is null or g.happened_at >= e.listening_since - ${ TOLERANCE }::interval )
				and ( g.cursor is null or g.cursor > e.after_cursor )
		), ${ writing( accountId ) }
	`;
}

/** Writes the rows of `wanted`. */
function writing( accountId: string ): RawBuilder< unknown > {
	return sql`
		written as (
			insert into webhook_events (
				account_id, event_id, type, body, subject, connection_id, order_id, contact_id, email_hash, created_at
			)
			select distinct on ( w.event_id ) ${ accountId }, w.event_id, w.type, w.body, w.subject, w.connection_id,
				w.order_id, w.contact_id, w.email_hash, w.created_at
			from wanted w
			order by w.event_id
			on conflict ( account_id, event_id ) do nothing
			returning event_id
		), told as (
			insert into webhook_deliveries (
				account_id, event_id, endpoint_id, connection_id, created_at, state, due_at, give_up_at
			)
			select ${ accountId }, w.event_id, w.endpoint_id, w.connection_id, w.created_at, 'waiting', w.created_at,
				w.created_at + ${ sql.lit( `${ RETRIES_MS } milliseconds` ) }::interval
			from wanted w
			join written using ( event_id )
			on conflict ( account_id, event_id, endpoint_id ) do nothing
			returning account_id
		)
	`;
}

function givenOf(
	accountId: string,
	events: readonly AccountEvent[]
): RawBuilder< unknown > {
	const rows = events.map( ( event ) => {
		const {
			at,
			concerns = {},
			cursor,
			happenedAt,
			id,
			payload,
			type,
		} = event;
		const eventId = eventIdOf( accountId, type, id );
		const timestamp = at.toISOString();
		return {
			event_id: eventId,
			type,
			body: JSON.stringify( { type, timestamp, data: payload } ),
			subject: event.subject ?? eventId,
			connection_id: concerns.connectionId ?? null,
			order_id: concerns.orderId ?? null,
			contact_id: concerns.contactId ?? null,
			email_hash: concerns.emailHash ?? null,
			created_at: timeOf( event.at ),
			happened_at: happenedAt?.toISOString() ?? null,
			cursor: cursor ?? null,
		};
	} );
	return sql`
		select r.event_id, r.type, r.body, r.subject, r.connection_id, r.order_id, r.contact_id, r.email_hash,
			r.created_at, r.happened_at, r.cursor
		from json_to_recordset( ${ JSON.stringify( rows ) }::json ) as r (
			event_id text, type text, body text, subject text, connection_id text, order_id text, contact_id uuid,
			email_hash text, created_at timestamptz, happened_at timestamptz, cursor bigint
		)
	`;
}

let lastMicros = 0;

/** Microseconds keep the order of events that this process publishes within one millisecond. */
function timeOf( at: Date ): string {
	const micros = at.getTime() * MICROS;
	const isSameMoment =
		lastMicros >= micros && lastMicros < micros + MOMENT_MICROS;
	lastMicros = isSameMoment ? lastMicros + 1 : micros;
	const whole = new Date( Math.floor( lastMicros / MICROS ) ).toISOString();
	const rest = String( lastMicros % MICROS ).padStart( 3, '0' );
	return whole.replace( 'Z', `${ rest }Z` );
}
