import { sql, type Kysely } from 'kysely';

/**
 * A store whose database was restored assigns an order ID again. Older triggers have no key; for them the ID alone
 * counts, so that nothing fires again.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table trigger_events add order_key_hash text`.execute( db );
}
