import { sql, type Kysely } from 'kysely';

/** A restored database hands out cursors again, and has not what came since: the epoch tells those who ask. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table accounts add epoch text not null default '1'`.execute(
		db
	);
}
