import { sql, type Kysely } from 'kysely';

/** Empty: not known, as for all contacts that the version before this one makes beside it. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table contacts
			add column marketing_consent boolean,
			add column marketing_consent_at timestamptz,
			add column marketing_consent_source text
	`.execute( db );
}
