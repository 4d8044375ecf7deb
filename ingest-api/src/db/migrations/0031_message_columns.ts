import { sql, type Kysely } from 'kysely';

/** A lease ends at `due_at`, and a preheader is part of the e-mail's HTML. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		alter table messages drop column if exists preheader, drop column if exists leased_until
	`.execute( db );
	await sql`drop index if exists automation_runs_held`.execute( db );
}
