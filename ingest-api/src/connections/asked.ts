import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { ConnectionKey } from '../db/identifiers.ts';

/** Something was asked in Ivorey: both screens wait for the store until it has asked what it was. */
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

/** The store asks, and is told all there is. `at`: before that was read. */
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
