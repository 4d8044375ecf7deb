import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table account_people (
			account_id text not null references accounts,
			person_id text not null,
			email text not null,
			email_key text collate "C" not null,
			created_at timestamptz not null,
			primary key ( account_id, person_id )
		)
	`.execute( db );
	await sql`
		create unique index account_people_by_email on account_people ( account_id, email_key )
	`.execute( db );

	await sql`
		create table sign_in_links (
			account_id text not null,
			link_hash text not null,
			person_id text not null,
			next_path text not null,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			used_at timestamptz,
			primary key ( account_id, link_hash ),
			foreign key ( account_id, person_id ) references account_people on delete cascade
		)
	`.execute( db );

	await sql`
		create table console_sessions (
			account_id text not null,
			session_hash text not null,
			person_id text not null,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			primary key ( account_id, session_hash ),
			foreign key ( account_id, person_id ) references account_people on delete cascade
		)
	`.execute( db );

	await sql`
		create table connect_requests (
			account_id text not null references accounts,
			request_id text not null,
			person_id text not null,
			started_in text not null check ( started_in in ( 'ivorey', 'store' ) ),
			store_url text not null,
			approve_url text not null,
			redirect_state text,
			code_challenge text,
			import jsonb not null,
			sync jsonb not null,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			code_hash text,
			code_expires_at timestamptz,
			settled text check ( settled in ( 'exchanged', 'denied' ) ),
			settled_at timestamptz,
			connection_id text,
			primary key ( account_id, request_id ),
			check ( ( started_in = 'store' ) = ( code_challenge is not null ) ),
			check ( ( started_in = 'store' ) = ( redirect_state is not null ) ),
			check ( ( code_hash is null ) = ( code_expires_at is null ) ),
			check ( ( settled is null ) = ( settled_at is null ) )
		)
	`.execute( db );
	await sql`
		create unique index connect_requests_by_code on connect_requests ( account_id, code_hash )
	`.execute( db );

	await sql`
		create table connection_notices (
			account_id text not null,
			notice_id text not null,
			connection_id text not null,
			kind text not null check ( kind in ( 'paused', 'recovered' ) ),
			reason text not null,
			occurred_at timestamptz not null,
			state text not null check ( state in ( 'waiting', 'sent', 'given_up' ) ),
			attempts integer not null,
			next_attempt_at timestamptz not null,
			sent_at timestamptz,
			primary key ( account_id, notice_id ),
			foreign key ( account_id, connection_id ) references connections on delete cascade
		)
	`.execute( db );
	await sql`
		create index connection_notices_by_time
		on connection_notices ( account_id, connection_id, occurred_at )
	`.execute( db );
	// Holds only what is still to be sent, so that looking it up is cheap however many accounts there are.
	await sql`
		create index connection_notices_waiting on connection_notices ( account_id ) where state = 'waiting'
	`.execute( db );
}
