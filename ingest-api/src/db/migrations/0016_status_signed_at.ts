import { sql, type Kysely } from 'kysely';

/** R30: which report of a store is the newest is by its clock, so that a recording replaces none. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table connection_status
		add signed_at timestamptz not null default 'epoch',
		add webhook_ids text[] not null default '{}'
	`.execute( db );
}
