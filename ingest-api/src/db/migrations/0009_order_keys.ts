import { sql, type Kysely } from 'kysely';

/**
 * A store whose database was restored hands an order id out again. Triggers from before have no key: there the id alone
 * counts, so that nothing fires again.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table trigger_events add order_key_hash text`.execute( db );
}
