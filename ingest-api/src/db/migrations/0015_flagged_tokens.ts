import { sql, type Kysely } from 'kysely';

/** R30: when a token, without a valid signature, paused its connection; it does so once. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table connection_credentials add flagged_at timestamptz`.execute(
		db
	);
}
