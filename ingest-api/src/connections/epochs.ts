import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Until the database was restored for the first time. */
export const FIRST_EPOCH = '1';

/**
 * After a restore: of all accounts, since all of them are back where the backup was made. Stores notice with their next
 * question and send what is missing; readers of the feed are told to begin again.
 *
 * @return Another one each time, also after two restores of the same backup.
 */
export async function beginEpoch( db: Kysely< Database > ): Promise< string > {
	const epoch = randomBytes( 6 ).toString( 'hex' );
	await sql`
		update accounts set epoch = ${ epoch } where account_id is not null
	`.execute( db );
	return epoch;
}

/** @return null where there is no such account. */
export async function epochOf(
	db: Kysely< Database >,
	accountId: string
): Promise< string | null > {
	const account = await db
		.selectFrom( 'accounts' )
		.select( 'epoch' )
		.where( 'account_id', '=', accountId )
		.executeTakeFirst();
	return account?.epoch ?? null;
}
