import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table connection_actions (
			account_id text not null,
			connection_id text not null,
			webhook_id text not null,
			signed_at timestamptz not null,
			used_at timestamptz not null,
			primary key ( account_id, connection_id, webhook_id ),
			foreign key ( account_id, connection_id ) references connections on delete cascade
		)
	`.execute( db );
	// A retired pair has no end until its successor is used.
	await sql`
		alter table connection_credentials
		drop constraint connection_credentials_check,
		add check ( status = 'retired' or valid_until is null )
	`.execute( db );
}
