import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table accounts (
			account_id text primary key,
			name text not null,
			created_at timestamptz not null
		)
	`.execute( db );

	await sql`
		create table connections (
			account_id text not null references accounts,
			connection_id text not null,
			state text not null check ( state in ( 'pending', 'active', 'paused', 'disconnected' ) ),
			state_cause text check ( state_cause in ( 'evidence', 'person' ) ),
			state_reason text,
			state_since timestamptz not null,
			store_url text not null,
			install_id text,
			settings jsonb not null,
			settings_version integer not null,
			created_at timestamptz not null,
			last_seen_at timestamptz,
			primary key ( account_id, connection_id )
		)
	`.execute( db );

	await sql`
		create table connection_credentials (
			account_id text not null,
			connection_id text not null,
			credential_id text not null,
			kind text not null check ( kind in ( 'token', 'secret' ) ),
			status text not null check ( status in ( 'current', 'retired' ) ),
			value text not null,
			created_at timestamptz not null,
			valid_until timestamptz,
			primary key ( account_id, connection_id, credential_id ),
			foreign key ( account_id, connection_id ) references connections on delete cascade,
			check ( ( status = 'current' ) = ( valid_until is null ) )
		)
	`.execute( db );
	await sql`
		create unique index connection_credentials_one_current
		on connection_credentials ( account_id, connection_id, kind ) where status = 'current'
	`.execute( db );

	await sql`
		create table connection_events (
			account_id text not null,
			connection_id text not null,
			event_id text not null,
			from_state text,
			to_state text not null,
			cause text not null check ( cause in ( 'evidence', 'person', 'system' ) ),
			reason text not null,
			occurred_at timestamptz not null,
			primary key ( account_id, connection_id, event_id ),
			foreign key ( account_id, connection_id ) references connections on delete cascade
		)
	`.execute( db );
	await sql`
		create index connection_events_by_time
		on connection_events ( account_id, connection_id, occurred_at )
	`.execute( db );
}
