import { sql, type Kysely } from 'kysely';

/** People ask for an order by the number that they see. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create index orders_by_order_number on orders ( account_id, connection_id, number )
	`.execute( db );
}
