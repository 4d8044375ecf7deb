import { sql, type Kysely } from 'kysely';

/** A restored database assigns cursors again, and lacks the data since its backup. The epoch tells clients so. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table accounts add epoch text not null default '1'`.execute(
		db
	);
}
