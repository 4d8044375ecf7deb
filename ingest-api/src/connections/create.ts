import type { Kysely } from 'kysely';
import {
	checkStoreUrl,
	DEFAULT_SETTINGS,
	type Credentials,
} from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import { newAccountId } from './identifiers.ts';
import { findJoined, joinStore } from './join.ts';
import type { Keyring } from './keyring.ts';

export const DEFAULT_ACCOUNT_NAME = 'My account';

export interface CreateConnectionOptions {
	/** R19: as the owner would type it. */
	storeUrl: string;
	/** The account with this name is found, or made; left out: `DEFAULT_ACCOUNT_NAME`. */
	accountName?: string;
	/** Where the store finds this API. */
	apiUrl: string;
	keys: Keyring;
	now?: Date;
}

/** The owner can put it right; the message says how. */
export class ConnectionInputError extends Error {
	override name = 'ConnectionInputError';
}

/**
 * Joins a store to an account: a pending connection, which the store's first signed request makes active.
 * A store that was joined before keeps its connection and its settings, so that nothing is there twice (R26).
 *
 * @return What the store needs to send; it cannot be had a second time.
 * @throws ConnectionInputError
 */
export async function createConnection(
	db: Kysely< Database >,
	options: CreateConnectionOptions
): Promise< Credentials > {
	const store = checkStoreUrl( options.storeUrl );
	if ( ! store.ok ) {
		const hint =
			store.suggestion === undefined
				? ''
				: ` Did you mean ${ store.suggestion }?`;
		throw new ConnectionInputError( store.message + hint );
	}
	const now = options.now ?? new Date();
	return db.transaction().execute( async ( tx ) => {
		const accountId = await findOrMakeAccount(
			tx,
			options.accountName ?? DEFAULT_ACCOUNT_NAME,
			now
		);
		const known = await findJoined( tx, accountId, store.url );
		const { import: imported, sync } = known?.settings ?? DEFAULT_SETTINGS;
		const { credentials } = await joinStore( tx, {
			accountId,
			storeUrl: store.url,
			// Whichever installation uses the credentials first is the store.
			installId: null,
			selections: { import: imported, sync },
			apiUrl: options.apiUrl,
			keys: options.keys,
			now,
		} );
		return credentials;
	} );
}

/** @throws ConnectionInputError */
export async function findOrMakeAccount(
	db: Kysely< Database >,
	name: string,
	now: Date
): Promise< string > {
	const trimmed = name.trim();
	if ( trimmed === '' ) {
		throw new ConnectionInputError( 'The account needs a name.' );
	}
	const found = await db
		.selectFrom( 'accounts' )
		.select( 'account_id' )
		.where( 'name', '=', trimmed )
		.limit( 2 )
		.execute();
	if ( found.length > 1 ) {
		throw new ConnectionInputError(
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
