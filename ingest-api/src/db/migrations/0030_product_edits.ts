import { sql, type Kysely } from 'kysely';

/** R37: an owner's changes to a product in Ivorey, and those that WooCommerce overwrote last. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table products add column edits jsonb, add column overwritten jsonb`.execute(
		db
	);
}
