import { sql, type Kysely } from 'kysely';

/**
 * R45. Batches write events and deliveries, so those have no foreign keys (as in 0003). An endpoint is leased as a
 * whole: one worker at a time sends to it, in order of age.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table webhook_endpoints (
			account_id text not null,
			endpoint_id text collate "C" not null,
			url text not null,
			description text not null,
			event_types text[] not null,
			state text not null check ( state in ( 'enabled', 'disabled' ) ),
			state_reason text check ( state_reason in ( 'person', 'gone', 'failing', 'secret_lost' ) ),
			state_since timestamptz not null,
			created_at timestamptz not null,
			listening_since timestamptz not null,
			after_cursor bigint not null,
			failing_since timestamptz,
			probes integer not null default 0,
			retry_at timestamptz,
			recovered_at timestamptz,
			width integer not null default 1,
			served_at timestamptz,
			lease_id uuid,
			lease_until timestamptz,
			primary key ( account_id, endpoint_id )
		)
	`.execute( db );
	await sql`
		create table webhook_secrets (
			account_id text not null,
			endpoint_id text collate "C" not null,
			secret_id uuid not null,
			value text not null,
			created_at timestamptz not null,
			expires_at timestamptz,
			primary key ( account_id, endpoint_id, secret_id ),
			foreign key ( account_id, endpoint_id ) references webhook_endpoints on delete cascade
		)
	`.execute( db );
	await sql`
		create table webhook_events (
			account_id text not null,
			event_id text collate "C" not null,
			type text not null,
			body text,
			subject text collate "C" not null,
			connection_id text,
			order_id text collate "C",
			contact_id uuid,
			email_hash text collate "C",
			created_at timestamptz not null,
			erased_at timestamptz,
			primary key ( account_id, event_id )
		)
	`.execute( db );
	await sql`create index webhook_events_by_age on webhook_events ( account_id, created_at )`.execute(
		db
	);
	await sql`
		create index webhook_events_by_order on webhook_events ( account_id, connection_id, order_id ) where order_id is not null
	`.execute( db );
	await sql`
		create index webhook_events_by_contact on webhook_events ( account_id, contact_id ) where contact_id is not null
	`.execute( db );
	await sql`
		create index webhook_events_by_email on webhook_events ( account_id, email_hash ) where email_hash is not null
	`.execute( db );
	await sql`
		create table webhook_deliveries (
			account_id text not null,
			event_id text collate "C" not null,
			endpoint_id text collate "C" not null,
			connection_id text,
			created_at timestamptz not null,
			state text not null check ( state in ( 'waiting', 'sent', 'failed' ) ),
			failure text check ( failure in ( 'gave_up', 'gone', 'erased' ) ),
			due_at timestamptz not null,
			give_up_at timestamptz not null,
			attempts integer not null default 0,
			tries integer not null default 0,
			attempted_at timestamptz,
			settled_at timestamptz,
			primary key ( account_id, event_id, endpoint_id )
		)
	`.execute( db );
	await sql`
		create index webhook_deliveries_waiting on webhook_deliveries ( account_id, endpoint_id, created_at, event_id )
			where state = 'waiting'
	`.execute( db );
	await sql`
		create index webhook_deliveries_by_age on webhook_deliveries ( account_id, endpoint_id, created_at, event_id )
	`.execute( db );
	await sql`
		create table webhook_attempts (
			account_id text not null,
			event_id text collate "C" not null,
			endpoint_id text collate "C" not null,
			attempt integer not null,
			connection_id text,
			started_at timestamptz not null,
			duration_ms integer not null,
			status integer,
			error text,
			answer text not null,
			primary key ( account_id, event_id, endpoint_id, attempt )
		)
	`.execute( db );
	await sql`
		create table webhook_cursors (
			account_id text primary key,
			last_cursor bigint not null
		)
	`.execute( db );
	await sql`
		create table webhook_notices (
			account_id text not null,
			notice_id uuid not null,
			endpoint_id text collate "C" not null,
			kind text not null check ( kind in ( 'gone', 'failing' ) ),
			occurred_at timestamptz not null,
			state text not null check ( state in ( 'waiting', 'sent', 'given_up' ) ),
			attempts integer not null,
			next_attempt_at timestamptz not null,
			sent_at timestamptz,
			primary key ( account_id, notice_id )
		)
	`.execute( db );
}
