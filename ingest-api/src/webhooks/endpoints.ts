import { sql, type Kysely } from 'kysely';
import { WEBHOOK_LIMITS, type WebhookEventType } from '@ivorey/shared';
import type { Note } from '../accounts/changes.ts';
import type { Keyring } from '../connections/keyring.ts';
import { deleteInSlices } from '../db/delete-slices.ts';
import { newEndpointId, type EndpointKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { deleteDeliveries } from './delete-deliveries.ts';
import { issueSecret } from './secrets.ts';

export interface EndpointForm {
	/** The result of checkUrl(). */
	url: string;
	description: string;
	types: readonly WebhookEventType[];
}

/**
 * The secret is shown only once.
 *
 * @return null if the account has reached its limit of endpoints.
 */
export async function createEndpoint(
	db: Kysely< Database >,
	keys: Keyring,
	accountId: string,
	{ url, description, types }: EndpointForm,
	now: Date,
	note?: ( tx: Kysely< Database >, endpointId: string ) => Promise< void >
): Promise< ( EndpointKey & { secret: string } ) | null > {
	const endpointId = newEndpointId();
	const key = { accountId, endpointId };
	return db.transaction().execute( async ( tx ) => {
		const cursor = await followTriggers( tx, accountId );
		const { rows } = await sql`
			insert into webhook_endpoints (
				account_id, endpoint_id, url, description, event_types, state, state_since, created_at, listening_since,
				after_cursor
			)
			select ${ accountId }, ${ endpointId }, ${ url }, ${ description }, ${ types }::text[], 'enabled',
				${ now }::timestamptz, ${ now }::timestamptz, ${ now }::timestamptz, ${ cursor }::bigint
			where ${ WEBHOOK_LIMITS.endpoints } > (
				select count( * ) from webhook_endpoints where account_id = ${ accountId }
			)
			returning endpoint_id
		`.execute( tx );
		if ( rows.length === 0 ) {
			return null;
		}
		await note?.( tx, endpointId );
		return { ...key, secret: await issueSecret( tx, keys, key, now ) };
	} );
}

/**
 * Starts turning the account's triggers into events. Locks out the fan-out, so that an endpoint never gets older
 * triggers.
 *
 * @return The cursor of the account's last trigger.
 */
async function followTriggers(
	tx: Kysely< Database >,
	accountId: string
): Promise< string > {
	await sql`
		insert into webhook_cursors ( account_id, last_cursor )
		select ${ accountId }, coalesce(
			( select last_cursor from trigger_cursors where account_id = ${ accountId } ), 0
		)
		on conflict ( account_id ) do nothing
	`.execute( tx );
	await sql`
		select last_cursor from webhook_cursors where account_id = ${ accountId } for update
	`.execute( tx );
	const { rows } = await sql< { last_cursor: string } >`
		select coalesce( max( last_cursor ), 0 ) as last_cursor from trigger_cursors where account_id = ${ accountId }
	`.execute( tx );
	return rows[ 0 ]!.last_cursor;
}

/**
 * Changing the URL is a fresh start: the endpoint does not inherit the failures of the old address, nor their pause.
 *
 * @return Whether there is such an endpoint.
 */
export async function changeEndpoint(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	{ url, description, types }: EndpointForm,
	now: Date,
	note?: Note
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const { rows } = await sql`
		update webhook_endpoints e
		set url = ${ url }, description = ${ description }, event_types = ${ types }::text[],
			failing_since = case when e.url = ${ url } then e.failing_since end,
			retry_at = case when e.url = ${ url } then e.retry_at end,
			recovered_at = case when e.url = ${ url } then e.recovered_at else ${ now } end,
			probes = case when e.url = ${ url } then e.probes else 0 end,
			width = case when e.url = ${ url } then e.width else 1 end
		where e.account_id = ${ accountId } and e.endpoint_id = ${ endpointId }
		returning e.endpoint_id
	`.execute( tx );
		if ( rows.length > 0 ) {
			await note?.( tx );
		}
		return rows.length > 0;
	} );
}

/**
 * Switches an endpoint on. Waiting deliveries are sent unless they are too old. Events from the time when it was off
 * are lost.
 *
 * @return Whether it was off.
 */
export async function enableEndpoint(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	now: Date,
	note?: Note
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const cursor = await followTriggers( tx, accountId );
		const { rows } = await sql`
			update webhook_endpoints
			set state = 'enabled', state_reason = null, state_since = ${ now }, listening_since = ${ now },
				after_cursor = ${ cursor }, failing_since = null, probes = 0, retry_at = null, recovered_at = ${ now },
				width = 1
			where account_id = ${ accountId } and endpoint_id = ${ endpointId } and state = 'disabled'
			returning endpoint_id
		`.execute( tx );
		if ( rows.length === 0 ) {
			return false;
		}
		await giveUp( tx, { accountId, endpointId }, now );
		await note?.( tx );
		return true;
	} );
}

/** Fails the deliveries that could not be sent in time. */
export async function giveUp(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	now: Date
): Promise< void > {
	await sql`
		update webhook_deliveries
		set state = 'failed', failure = 'gave_up', settled_at = ${ now }
		where account_id = ${ accountId } and endpoint_id = ${ endpointId } and state = 'waiting' and give_up_at <= ${ now }
	`.execute( db );
}

/** Switches an endpoint off at a person's request. @return Whether it was on. */
export async function disableEndpoint(
	db: Kysely< Database >,
	{ accountId, endpointId }: EndpointKey,
	now: Date,
	note?: Note
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const changed = await tx
			.updateTable( 'webhook_endpoints' )
			.set( {
				state: 'disabled',
				state_reason: 'person',
				state_since: now,
			} )
			.where( 'account_id', '=', accountId )
			.where( 'endpoint_id', '=', endpointId )
			.where( 'state', '=', 'enabled' )
			.returning( 'endpoint_id' )
			.executeTakeFirst();
		if ( changed !== undefined ) {
			await note?.( tx );
		}
		return changed !== undefined;
	} );
}

/** Deletes an endpoint and its deliveries in small slices. After an interruption, another call resumes. */
export async function deleteEndpoint(
	db: Kysely< Database >,
	key: EndpointKey,
	now: Date,
	note?: Note
): Promise< void > {
	const { accountId, endpointId } = key;
	await disableEndpoint( db, key, now );
	const where = sql< boolean >`t.endpoint_id = ${ endpointId }`;
	await deleteDeliveries( db, accountId, where );
	await deleteInSlices( db, {
		table: 'webhook_notices',
		accountId,
		key: [ 'notice_id' ],
		where,
	} );
	await db.transaction().execute( async ( tx ) => {
		const { numDeletedRows } = await tx
			.deleteFrom( 'webhook_endpoints' )
			.where( 'account_id', '=', accountId )
			.where( 'endpoint_id', '=', endpointId )
			.executeTakeFirstOrThrow();
		if ( numDeletedRows > 0n ) {
			await note?.( tx );
		}
	} );
}
