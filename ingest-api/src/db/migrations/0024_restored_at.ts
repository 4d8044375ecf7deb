import { sql, type Kysely } from 'kysely';

/** After a restore nobody knows what was sent since the backup, so anything due by then is not sent again. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table accounts add column restored_at timestamptz`.execute(
		db
	);
}
