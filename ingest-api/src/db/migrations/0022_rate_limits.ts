import { sql, type Kysely } from 'kysely';

/**
 * Limits that all copies count together, in the format that rate-limiter-flexible needs. Unlogged, since they last
 * minutes.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create unlogged table rate_limits (
			key varchar(255) primary key,
			points integer not null default 0,
			expire bigint
		)
	`.execute( db );
}
