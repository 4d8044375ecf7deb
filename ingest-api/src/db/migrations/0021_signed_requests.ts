import { sql, type Kysely } from 'kysely';

/**
 * R30: every copy of the program recognises requests sent to another copy. A batch already has its row. The other
 * requests matter for ten minutes, so the table is unlogged: writing to it waits for no disk, and a database crash may
 * lose it.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table batches add signed_at timestamptz`.execute( db );
	await sql`
		create unlogged table signed_requests (
			account_id text not null,
			connection_id text not null,
			webhook_id text not null,
			signed_at timestamptz not null,
			primary key ( account_id, connection_id, webhook_id, signed_at )
		)
	`.execute( db );
}
