import { sql, type Kysely } from 'kysely';

/** R34: orders_by_status_and_date takes its place, by which the newest orders of a status are found as well. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`drop index if exists orders_by_status`.execute( db );
}
