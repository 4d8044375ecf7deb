import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** The epoch of a database that was never restored. */
export const FIRST_EPOCH = '1';

const RESTORED =
	'Ivorey’s database was restored from a backup that was made while this was being sent.';

/**
 * Begins an epoch after a restore, for all accounts, since all of them are back at the time of the backup. Stores
 * notice it with their next request and send what is missing; readers of the feed are told to begin again.
 *
 * E-mails that were being sent when the backup was made may have been sent since (R44).
 *
 * @return A different epoch each time, even after two restores of the same backup.
 */
export async function beginEpoch(
	db: Kysely< Database >,
	now: Date
): Promise< string > {
	const epoch = randomBytes( 6 ).toString( 'hex' );
	await db.transaction().execute( async ( tx ) => {
		await sql`
			update accounts set epoch = ${ epoch }, restored_at = ${ now } where account_id is not null
		`.execute( tx );
		await sql`
			update messages set state = 'unknown', reply = ${ RESTORED }, settled_at = ${ now }, lease_id = null
			where account_id is not null and state in ( 'waiting', 'sending' )
		`.execute( tx );
		await sql`
			update automation_runs set state = 'unknown', reason = ${ RESTORED }, settled_at = ${ now }
			where account_id is not null and state = 'acting'
		`.execute( tx );
		// Released runs may have been sent as well.
		await sql`
			update automation_runs set released_at = null
			where account_id is not null and state = 'waiting' and released_at is not null
		`.execute( tx );
	} );
	return epoch;
}

/** @return null if there is no such account. */
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
