import { sql, type Kysely } from 'kysely';

/** R41: what a token is called, who made it, and when it was last used. Tokens from before have none of these. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table account_tokens add column name text, add column created_by text, add column last_used_at timestamptz
	`.execute( db );
}
