import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { ConnectionKey } from '../db/identifiers.ts';

/** Records that something was requested in Ivorey: both screens wait until the store has picked it up. */
export async function noteAsked(
	db: Kysely< Database >,
	key: ConnectionKey,
	at: Date
): Promise< void > {
	await db
		.updateTable( 'connections' )
		.set( { asked_at: at } )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.execute();
}

/** Records that the store asked and was told everything. `at` must be a time before that was read. */
export async function noteTold(
	db: Kysely< Database >,
	key: ConnectionKey,
	at: Date
): Promise< void > {
	await db
		.updateTable( 'connections' )
		.set( { asked_at: null } )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.where( 'asked_at', '<=', at )
		.execute();
}
