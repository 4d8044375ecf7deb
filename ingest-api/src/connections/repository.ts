import { randomUUID } from 'node:crypto';
import {
	CompiledQuery,
	sql,
	type Kysely,
	type RawBuilder,
	type Selectable,
} from 'kysely';
import type { Note } from '../accounts/changes.ts';
import type { ConnectionState, Settings } from '@ivorey/shared';
import type { CredentialKind, Database } from '../db/schema.ts';
import { connectionEventType } from '../events/payloads.ts';
import { eventIdOf } from '../events/event-id.ts';
import { publishing } from '../events/publish.ts';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';
import { preparedText } from '../db/statement-names.ts';
import { noticeOf, tellPauseAt, TOLERATED } from './notice-rules.ts';
import {
	decideByPerson,
	RECOVERED,
	type ConnectionStatus,
	type PersonAction,
	type Transition,
} from './state.ts';

export interface StoredCredential {
	kind: CredentialKind;
	status: 'current' | 'retired';
	value: string;
	/** RFC 3339; null if it has no end yet. */
	valid_until: string | null;
	/** RFC 3339; set on a token that paused the connection without a valid signature. */
	flagged_at: string | null;
}

export interface StoredConnection extends ConnectionKey {
	accountName: string;
	/** The account's epoch of the database. */
	epoch: string;
	status: ConnectionStatus;
	storeUrl: string;
	installId: string | null;
	settings: Settings;
	lastSeenAt: Date | null;
	credentials: StoredCredential[];
}

/** A row of `selectConnection`; see `connectionOf`. */
export type ConnectionRow = Pick<
	Selectable< Database[ 'connections' ] >,
	| 'state'
	| 'state_cause'
	| 'state_reason'
	| 'store_url'
	| 'install_id'
	| 'settings'
	| 'last_seen_at'
> & {
	account_name: string;
	epoch: string;
	credentials: StoredCredential[];
};

/** The text of a query by account ($1) and connection ($2). `more`: further columns, with a leading comma. */
export const selectConnection = ( more = '' ): string => `
	select a.name as account_name, a.epoch, c.state, c.state_cause, c.state_reason, c.store_url, c.install_id, c.settings,
		c.last_seen_at, (
			select coalesce( json_agg( json_build_object(
				'kind', k.kind, 'status', k.status, 'value', k.value, 'valid_until', k.valid_until, 'flagged_at', k.flagged_at
			) ), '[]' )
			from connection_credentials k
			where k.account_id = c.account_id and k.connection_id = c.connection_id
		) as credentials${ more }
	from connections c
	join accounts a on a.account_id = c.account_id
	where c.account_id = $1 and c.connection_id = $2
`;

const FIND = preparedText( selectConnection() );

/** @return null if there is no such connection. */
export async function findConnection(
	db: Kysely< Database >,
	key: ConnectionKey
): Promise< StoredConnection | null > {
	const { rows } = await db.executeQuery< ConnectionRow >(
		CompiledQuery.raw( FIND, [ key.accountId, key.connectionId ] )
	);
	return rows[ 0 ] === undefined ? null : connectionOf( key, rows[ 0 ] );
}

export function connectionOf(
	key: ConnectionKey,
	row: ConnectionRow
): StoredConnection {
	return {
		...key,
		accountName: row.account_name,
		epoch: row.epoch,
		status: {
			state: row.state,
			cause: row.state_cause,
			reason: row.state_reason,
		},
		storeUrl: row.store_url,
		installId: row.install_id,
		settings: row.settings,
		lastSeenAt: row.last_seen_at,
		credentials: row.credentials,
	};
}

/**
 * Changes the state, writes the history, queues the e-mail (R28) and, if the connection ends or comes back, closes its
 * open import requests. All in one statement, and only if the state is still the one that was seen.
 *
 * `tokenHash`: the token's hash, if the token is the only evidence. The token is flagged, and never moves the
 * connection a second time (R30).
 *
 * @return Whether it changed.
 */
export async function moveConnection(
	db: Kysely< Database >,
	key: ConnectionKey,
	seen: ConnectionStatus,
	transition: Transition,
	at: Date,
	tokenHash: string | null = null
): Promise< boolean > {
	const notice = noticeOf( transition );
	const tellAt =
		notice === 'paused'
			? tellPauseAt( at, await recoveryBefore( db, key ) )
			: at;
	// Requests from before the store left are not meant for its fresh import (R26).
	const endsRequests =
		transition.to === 'disconnected' || seen.state === 'disconnected';
	const eventId = randomUUID();
	const { rows } = await sql< { event_id: string } >`
		with moved as (
			update connections
			set state = ${ transition.to }, state_cause = ${ transition.cause }, state_since = ${ at },
				state_reason = ${ transition.cause === null ? null : transition.reason }
			where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
				and state = ${ seen.state } and state_cause is not distinct from ${ seen.cause }
				and ( ${ tokenHash }::text is null or exists (
					select from connection_credentials
					where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
						and kind = 'token' and value = ${ tokenHash } and flagged_at is null
				) )
			returning account_id, connection_id, store_url
		), flagged as (
			update connection_credentials as k
			set flagged_at = ${ at }
			from moved
			where k.account_id = ${ key.accountId } and k.connection_id = ${ key.connectionId }
				and moved.account_id = k.account_id and moved.connection_id = k.connection_id
				and k.kind = 'token' and k.value = ${ tokenHash }
			returning k.account_id
		), dropped as (
			delete from connection_notices as n
			using moved
			where n.account_id = ${ key.accountId } and n.connection_id = ${ key.connectionId }
				and moved.account_id = n.account_id and moved.connection_id = n.connection_id
				and ${ isHeldBack }
			returning n.account_id
		), noticed as (
			insert into connection_notices
				( account_id, notice_id, connection_id, kind, reason, occurred_at, state, attempts, next_attempt_at )
			select account_id, ${ randomUUID() }, connection_id, ${ notice }, ${ transition.reason }, ${ at }, 'waiting', 0, ${ tellAt }
			from moved
			where ${ notice }::text = 'paused' or ( ${ notice }::text = 'recovered' and 'paused' = (
				select kind from connection_notices
				where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
				order by occurred_at desc, kind desc
				limit 1
			) and not exists ( select from dropped ) )
			returning account_id
		), closed as (
			update import_requests as r
			set handled_at = ${ at }
			from moved
			where r.account_id = ${ key.accountId } and r.connection_id = ${ key.connectionId }
				and moved.account_id = r.account_id and moved.connection_id = r.connection_id
				and r.handled_at is null and ${ endsRequests }::boolean
			returning r.account_id
		), ${ publishing( key.accountId, movedEvent( key, eventId, seen.state, transition, at ) ) }
		insert into connection_events
			( account_id, connection_id, event_id, from_state, to_state, cause, reason, occurred_at )
		select account_id, connection_id, ${ eventId }, ${ seen.state }, ${ transition.to },
			${ transition.cause ?? 'system' }, ${ transition.reason }, ${ at }
		from moved
		returning event_id
	`.execute( db );
	return rows.length === 1;
}

/** The event for `publishing` when the connection was `moved` (R45). */
function movedEvent(
	key: ConnectionKey,
	eventId: string,
	from: ConnectionState,
	{ to, reason }: Transition,
	at: Date
): RawBuilder< unknown > {
	const type = connectionEventType( from, to );
	const at3339 = at.toISOString();
	const id = eventIdOf( key.accountId, String( type ), eventId );
	return sql`
		select ${ id }::text as event_id, ${ type }::text as type,
			json_build_object( 'type', ${ type }::text, 'timestamp', ${ at3339 }::text, 'data', json_build_object(
				'connection', ${ formatConnection( key ) }::text, 'store_url', store_url, 'state', ${ to }::text,
				'previous_state', ${ from }::text, 'reason', ${ reason }::text, 'occurred_at', ${ at3339 }::text
			) )::text as body,
			${ `${ key.connectionId }:state` }::text as subject, connection_id, null::text as order_id,
			null::uuid as contact_id, null::text as email_hash, ${ at }::timestamptz as created_at,
			null::timestamptz as happened_at, null::bigint as cursor
		from moved
		where ${ type }::text is not null
	`;
}

/** Matches a notice of a pause whose e-mail was postponed and that no worker has begun to send. */
const isHeldBack = sql< boolean >`n.state = 'waiting' and n.attempts = 0 and n.next_attempt_at > n.occurred_at`;

/** R28: a pause that ends before its e-mail is due is not told. */
export async function dropHeldBack(
	db: Kysely< Database >,
	key: ConnectionKey
): Promise< void > {
	await db
		.deleteFrom( 'connection_notices as n' )
		.where( 'n.account_id', '=', key.accountId )
		.where( 'n.connection_id', '=', key.connectionId )
		.where( isHeldBack )
		.execute();
}

/** The end of the third-last pause that ended by itself; see `TOLERATED`. */
async function recoveryBefore(
	db: Kysely< Database >,
	key: ConnectionKey
): Promise< Date | null > {
	const event = await db
		.selectFrom( 'connection_events' )
		.select( 'occurred_at' )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.where( 'reason', '=', RECOVERED.reason )
		.orderBy( 'occurred_at', 'desc' )
		.offset( TOLERATED - 1 )
		.limit( 1 )
		.executeTakeFirst();
	return event?.occurred_at ?? null;
}

/** @return The connection's former state and its transition; null if there is no such connection. */
export async function actOnConnection(
	db: Kysely< Database >,
	key: ConnectionKey,
	action: PersonAction,
	at: Date,
	note?: Note
): Promise< { from: ConnectionStatus; transition: Transition | null } | null > {
	for (;;) {
		const connection = await findConnection( db, key );
		if ( connection === null ) {
			return null;
		}
		const from = connection.status;
		const transition = decideByPerson( from, action );
		// On a lost race against a request's evidence, it looks again.
		if (
			transition === null ||
			( await db.transaction().execute( async ( tx ) => {
				const isMoved = await moveConnection(
					tx,
					key,
					from,
					transition,
					at
				);
				if ( isMoved ) {
					await note?.( tx );
				}
				return isMoved;
			} ) )
		) {
			return { from, transition };
		}
	}
}

/**
 * The first signed request sets the install ID; every later one has to match.
 *
 * @return The install ID in effect.
 */
export async function claimInstallId(
	db: Kysely< Database >,
	connection: StoredConnection,
	installId: string
): Promise< string > {
	if ( connection.installId !== null ) {
		return connection.installId;
	}
	const claimed = await db
		.updateTable( 'connections' )
		.set( { install_id: installId } )
		.where( 'account_id', '=', connection.accountId )
		.where( 'connection_id', '=', connection.connectionId )
		.where( 'install_id', 'is', null )
		.returning( 'install_id' )
		.executeTakeFirst();
	if ( claimed !== undefined ) {
		return installId;
	}
	const stored = await findConnection( db, connection );
	return stored?.installId ?? installId;
}

/** Rare enough to cost nothing, and often enough to notice a silent store. */
const SEEN_EVERY_MS = 60_000;

export async function noteSeen(
	db: Kysely< Database >,
	connection: StoredConnection,
	at: Date
): Promise< void > {
	if (
		connection.lastSeenAt !== null &&
		at.getTime() - connection.lastSeenAt.getTime() < SEEN_EVERY_MS
	) {
		return;
	}
	await db
		.updateTable( 'connections' )
		.set( { last_seen_at: at } )
		.where( 'account_id', '=', connection.accountId )
		.where( 'connection_id', '=', connection.connectionId )
		.execute();
}
