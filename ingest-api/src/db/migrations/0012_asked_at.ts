import { sql, type Kysely } from 'kysely';

/** When something was requested in Ivorey that the store does not know yet. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table connections add column asked_at timestamptz`.execute(
		db
	);
}
