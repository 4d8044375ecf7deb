import { sql, type Kysely } from 'kysely';

/** R34: replaced by orders_by_status_and_date, which also finds the newest orders of a status. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`drop index if exists orders_by_status`.execute( db );
}
