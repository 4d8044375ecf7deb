import type { Kysely } from 'kysely';
import {
	checkStoreUrl,
	DEFAULT_SETTINGS,
	type Credentials,
} from '@ivorey/shared';
import {
	DEFAULT_ACCOUNT_NAME,
	findOrMakeAccount,
	InputError,
} from '../accounts/accounts.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';
import { findJoined, joinStore } from './join.ts';
import type { Keyring } from './keyring.ts';
import { mistakeText } from './store-check/mistake-text.ts';

export interface CreateConnectionOptions {
	/** R19: as the owner would type it. */
	storeUrl: string;
	/** The account with this name is found or created; defaults to `DEFAULT_ACCOUNT_NAME`. */
	accountName?: string;
	/** The address at which the store reaches this API. */
	apiUrl: string;
	keys: Keyring;
	now?: Date;
}

/**
 * Joins a store to an account: a pending connection, which the store's first signed request makes active. A store that
 * was joined before keeps its connection and its settings, so that nothing is duplicated (R26).
 *
 * @return The credentials, which cannot be read again later.
 * @throws InputError
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
		throw new InputError( mistakeText( store.mistake ) + hint );
	}
	const now = options.now ?? new Date();
	const accountId = await findOrMakeAccount(
		db,
		options.accountName ?? DEFAULT_ACCOUNT_NAME,
		now
	);
	const own = forAccount( db, accountId );
	return own.transaction().execute( async ( tx ) => {
		const known = await findJoined( tx, accountId, store.url );
		const { import: imported, sync } = known?.settings ?? DEFAULT_SETTINGS;
		const { credentials } = await joinStore( tx, {
			accountId,
			storeUrl: store.url,
			// The first installation that uses the credentials is the store.
			installId: null,
			selections: { import: imported, sync },
			apiUrl: options.apiUrl,
			keys: options.keys,
			now,
		} );
		return credentials;
	} );
}
