import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table connection_credentials add ends_at_once boolean not null default false
	`.execute( db );
}
