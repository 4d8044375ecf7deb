import { sql, type Kysely } from 'kysely';

/** R30: the store's clock decides which report is the newest, so that a recording replaces none. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table connection_status
		add signed_at timestamptz not null default 'epoch',
		add webhook_ids text[] not null default '{}'
	`.execute( db );
}
