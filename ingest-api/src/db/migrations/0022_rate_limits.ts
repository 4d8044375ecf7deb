import { sql, type Kysely } from 'kysely';

/** What all copies count together; in the form that rate-limiter-flexible asks for. Unlogged: it is worth minutes. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create unlogged table rate_limits (
			key varchar(255) primary key,
			points integer not null default 0,
			expire bigint
		)
	`.execute( db );
}
