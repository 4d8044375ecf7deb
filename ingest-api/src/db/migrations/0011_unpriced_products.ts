import { sql, type Kysely } from 'kysely';

/**
 * R13: a product that loses its price leaves the online store, and has no price to show. Not valid, so that the
 * products are not read under the lock: `constraints.ts` does that afterwards.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table products alter column price drop not null`.execute(
		db
	);
	await sql`
		alter table products add constraint products_priced_in_online_store
		check ( price is not null or not include_in_online_store ) not valid
	`.execute( db );
}
