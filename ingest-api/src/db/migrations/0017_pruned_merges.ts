import { sql, type Kysely } from 'kysely';

/** To find the old ones, which are forgotten. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create index contact_merges_by_time on contact_merges ( account_id, merged_at )
	`.execute( db );
}
