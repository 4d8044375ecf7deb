import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	// Switches that were on in any version of the settings before the current one.
	await sql`
		alter table connections add column switched_on text[] not null default '{}'
	`.execute( db );

	await sql`
		create table connection_settings (
			account_id text not null,
			connection_id text not null,
			version integer not null,
			settings jsonb not null,
			changed_by text not null check ( changed_by in ( 'store', 'account' ) ),
			changed_at timestamptz not null,
			primary key ( account_id, connection_id, version ),
			foreign key ( account_id, connection_id ) references connections on delete cascade
		)
	`.execute( db );

	await sql`
		create table import_requests (
			account_id text not null,
			connection_id text not null,
			request_id text not null,
			action text not null check ( action in ( 'start', 'cancel' ) ),
			requested_at timestamptz not null,
			settings_version integer not null,
			handled_at timestamptz,
			primary key ( account_id, connection_id, request_id ),
			foreign key ( account_id, connection_id ) references connections on delete cascade
		)
	`.execute( db );
	await sql`
		create index import_requests_open
		on import_requests ( account_id, connection_id, settings_version ) where handled_at is null
	`.execute( db );

	await sql`
		create table connection_status (
			account_id text not null,
			connection_id text not null,
			report jsonb not null,
			reported_at timestamptz not null,
			primary key ( account_id, connection_id ),
			foreign key ( account_id, connection_id ) references connections on delete cascade
		)
	`.execute( db );
}
