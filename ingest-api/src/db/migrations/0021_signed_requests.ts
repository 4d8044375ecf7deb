import { sql, type Kysely } from 'kysely';

/**
 * R30: every copy of the program recognises what another copy was sent. A batch has its row already; the
 * rest is worth ten minutes, so it is unlogged: writing it waits for no disk, and a crash of the
 * database may forget it.
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
