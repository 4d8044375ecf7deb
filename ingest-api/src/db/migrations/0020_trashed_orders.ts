import { sql, type Kysely } from 'kysely';

/** R43: an order in its store's trash stays here (R16), and nothing is sent for it. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table orders add column trashed_version bigint`.execute(
		db
	);
}
