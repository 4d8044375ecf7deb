import { sql, type Kysely } from 'kysely';

/** R37: what an owner changed of a product in Ivorey, and what of it WooCommerce overwrote last. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table products add column edits jsonb, add column overwritten jsonb`.execute(
		db
	);
}
