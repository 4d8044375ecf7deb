import { sql, type Kysely } from 'kysely';

/** For the one question that cannot begin with the account: which accounts an address signs in to. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create index account_people_of_all_accounts on account_people ( email_key )
	`.execute( db );
}
