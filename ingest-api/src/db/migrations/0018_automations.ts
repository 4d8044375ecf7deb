import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table accounts
			add column time_zone text not null default 'UTC',
			add column sender_name text,
			add column reply_to text
	`.execute( db );
	await sql`
		create table automations (
			account_id text not null,
			automation_id text collate "C" not null,
			ready_made text collate "C",
			state text not null check ( state in ( 'on', 'off' ) ),
			version integer not null,
			begins_after bigint,
			switched_at timestamptz not null,
			held_told_at timestamptz,
			created_at timestamptz not null,
			primary key ( account_id, automation_id ),
			check ( state = 'off' or begins_after is not null )
		)
	`.execute( db );
	await sql`
		create table automation_versions (
			account_id text not null,
			automation_id text collate "C" not null,
			version integer not null,
			definition jsonb not null,
			person_id text,
			created_at timestamptz not null,
			primary key ( account_id, automation_id, version )
		)
	`.execute( db );
	await sql`
		create table automation_cursors (
			account_id text primary key,
			last_cursor bigint not null
		)
	`.execute( db );
	// The row is the job: due work is found by it, so nothing can be lost or duplicated.
	await sql`
		create table automation_runs (
			account_id text not null,
			automation_id text collate "C" not null,
			connection_id text not null,
			trigger_id text collate "C" not null,
			order_id text collate "C" not null,
			trigger_cursor bigint not null,
			occurred_at timestamptz not null,
			version integer not null,
			state text not null check ( state in ( 'waiting', 'acting', 'held', 'sent', 'failed', 'unknown', 'skipped' ) ),
			reason text,
			due_at timestamptz not null,
			attempts integer not null default 0,
			sends integer not null default 0,
			released_at timestamptz,
			acted_at timestamptz,
			settled_at timestamptz,
			created_at timestamptz not null,
			primary key ( account_id, automation_id, connection_id, trigger_id )
		)
	`.execute( db );
	await sql`
		create index automation_runs_due on automation_runs ( account_id, due_at ) where state = 'waiting'
	`.execute( db );
	await sql`
		create index automation_runs_by_time on automation_runs ( account_id, automation_id, occurred_at, connection_id, trigger_id )
	`.execute( db );
	await sql`
		create index automation_runs_by_order on automation_runs ( account_id, connection_id, order_id )
	`.execute( db );
	await sql`
		create index automation_runs_acted on automation_runs ( account_id, automation_id, acted_at ) where acted_at is not null
	`.execute( db );
	await sql`
		create index automation_runs_held on automation_runs ( account_id, automation_id, due_at ) where state = 'held'
	`.execute( db );
	await sql`
		create table messages (
			account_id text not null,
			message_id text collate "C" not null,
			kind text not null check ( kind in ( 'automation', 'test', 'notice' ) ),
			purpose text not null check ( purpose in ( 'transactional', 'marketing' ) ),
			automation_id text collate "C",
			connection_id text,
			trigger_id text collate "C",
			order_id text collate "C",
			recipient text not null,
			recipient_hash text collate "C" not null,
			sender_name text not null,
			reply_to text,
			subject text not null,
			preheader text not null,
			html text not null,
			plain_text text not null,
			unsubscribe_token text collate "C",
			state text not null check ( state in ( 'waiting', 'sending', 'sent', 'failed', 'unknown' ) ),
			due_at timestamptz not null,
			attempts integer not null default 0,
			lease_id text collate "C",
			leased_until timestamptz,
			handed_over_at timestamptz,
			reply text,
			created_at timestamptz not null,
			settled_at timestamptz,
			erased_at timestamptz,
			primary key ( account_id, message_id )
		)
	`.execute( db );
	await sql`
		create index messages_due on messages ( account_id, due_at ) where state in ( 'waiting', 'sending' )
	`.execute( db );
	await sql`
		create index messages_by_run on messages ( account_id, automation_id, connection_id, trigger_id )
	`.execute( db );
	await sql`
		create index messages_by_order on messages ( account_id, connection_id, order_id )
	`.execute( db );
	await sql`
		create index messages_by_recipient on messages ( account_id, recipient_hash, created_at )
	`.execute( db );
	await sql`
		create index messages_by_time on messages ( account_id, created_at )
	`.execute( db );
	// Keyed by the hash alone, so that an erased person stays unsubscribed.
	await sql`
		create table suppressions (
			account_id text not null,
			email_hash text collate "C" not null,
			purpose text not null check ( purpose in ( 'transactional', 'marketing' ) ),
			reason text not null check ( reason in ( 'unsubscribed', 'bounced' ) ),
			created_at timestamptz not null,
			primary key ( account_id, email_hash, purpose )
		)
	`.execute( db );
	await sql`
		create table due_accounts (
			account_id text primary key,
			due_at timestamptz not null,
			served_at timestamptz not null
		)
	`.execute( db );
	// For the only question that cannot filter by account: the accounts that have something due.
	await sql`create index due_accounts_of_all_accounts on due_accounts ( due_at )`.execute(
		db
	);
}
