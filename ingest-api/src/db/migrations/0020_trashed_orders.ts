import { sql, type Kysely } from 'kysely';

/** R43: an order that went to the trash of its store stays here (R16), and nothing is to be sent of it. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table orders add column trashed_version bigint`.execute(
		db
	);
}
