import { sql, type Kysely } from 'kysely';

/**
 * R40. While the previous version still runs beside this one, it knows no roles. A person it adds is an owner, as
 * everybody was, and it lets everybody do everything until it is replaced.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table accounts add column locale text
	`.execute( db );
	await sql`
		alter table account_people
			add column role text not null default 'owner',
			add column name text,
			add column time_zone text,
			add column locale text,
			add column invited_by text,
			add column last_seen_at timestamptz
	`.execute( db );
	await sql`
		alter table account_people add constraint account_people_role check ( role in ( 'owner', 'member' ) ) not valid
	`.execute( db );

	await sql`
		create table account_invitations (
			account_id text not null references accounts,
			invitation_id uuid not null,
			email text not null,
			email_key text collate "C" not null,
			role text not null check ( role in ( 'owner', 'member' ) ),
			token_hash text not null,
			invited_by text not null,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			sent_at timestamptz,
			settled text check ( settled in ( 'accepted', 'revoked' ) ),
			settled_at timestamptz,
			primary key ( account_id, invitation_id ),
			check ( ( settled is null ) = ( settled_at is null ) )
		)
	`.execute( db );
	await sql`
		create unique index account_invitations_by_token on account_invitations ( account_id, token_hash )
	`.execute( db );
	await sql`
		create unique index account_invitations_open on account_invitations ( account_id, email_key ) where settled is null
	`.execute( db );

	await sql`
		create table account_changes (
			account_id text not null,
			change_id uuid not null,
			at timestamptz not null,
			origin text not null check ( origin in ( 'person', 'store', 'operator', 'api' ) ),
			person_id text,
			person_name text,
			person_email text,
			kind text not null,
			subject_kind text,
			subject_id text,
			subject_label text,
			details jsonb not null,
			primary key ( account_id, change_id ),
			check ( ( subject_kind is null ) = ( subject_id is null ) and ( subject_kind is null ) = ( subject_label is null ) )
		)
	`.execute( db );
	await sql`
		create index account_changes_by_time on account_changes ( account_id, at, change_id )
	`.execute( db );
	await sql`
		create index account_changes_by_person on account_changes ( account_id, person_id, at, change_id )
	`.execute( db );
}
