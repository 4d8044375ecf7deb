import type { Kysely } from 'kysely';
import { newAccountId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';

export const DEFAULT_ACCOUNT_NAME = 'My account';

/** The owner can put it right; the message says how. */
export class InputError extends Error {
	override name = 'InputError';
}

/** @throws InputError */
export async function findOrMakeAccount(
	db: Kysely< Database >,
	name: string,
	now: Date
): Promise< string > {
	const trimmed = name.trim();
	if ( trimmed === '' ) {
		throw new InputError( 'The account needs a name.' );
	}
	const found = await db
		.selectFrom( 'accounts' )
		.select( 'account_id' )
		.where( 'name', '=', trimmed )
		.limit( 2 )
		.execute();
	if ( found.length > 1 ) {
		throw new InputError(
			`There is more than one account named "${ trimmed }".`
		);
	}
	if ( found[ 0 ] !== undefined ) {
		return found[ 0 ].account_id;
	}
	const accountId = newAccountId();
	await db
		.insertInto( 'accounts' )
		.values( { account_id: accountId, name: trimmed, created_at: now } )
		.execute();
	return accountId;
}
