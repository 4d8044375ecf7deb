import { sql, type Kysely } from 'kysely';

/** A copy of the program with another key is noticed when it starts, rather than by the stores. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table encryption_keys (
			key_id text primary key,
			check_value text not null,
			created_at timestamptz not null
		)
	`.execute( db );
}
