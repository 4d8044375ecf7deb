import { sql, type Kysely } from 'kysely';

/** R41: a token's name, its creator, and its last use. Older tokens have none of these. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table account_tokens add column name text, add column created_by text, add column last_used_at timestamptz
	`.execute( db );
}
