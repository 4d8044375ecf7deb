import { sql, type Kysely } from 'kysely';

/** null: unknown, as for all contacts that the previous version adds while it runs beside this one. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table contacts
			add column marketing_consent boolean,
			add column marketing_consent_at timestamptz,
			add column marketing_consent_source text
	`.execute( db );
}
