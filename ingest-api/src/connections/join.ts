import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { sameStore, type Credentials, type Settings } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import {
	issueCredentials,
	retireCredentials,
	retireForSuccessor,
} from './credentials.ts';
import { closeImportRequests } from './import-requests.ts';
import { lockSettings, writeSettings } from './settings.ts';
import { newConnectionId, type ConnectionKey } from '../db/identifiers.ts';
import type { Keyring } from './keyring.ts';
import { dropHeldBack } from './repository.ts';

export type Selections = Pick< Settings, 'import' | 'sync' >;

export interface JoinOptions {
	accountId: string;
	/** Checked and normalised. */
	storeUrl: string;
	/** null if not known yet; the first installation that sends is the store. */
	installId: string | null;
	/** The connection that the store proved it had at another address, if its owner says that it moved. */
	movedFrom?: KnownConnection | null;
	selections: Selections;
	apiUrl: string;
	keys: Keyring;
	now: Date;
}

export interface Joined {
	key: ConnectionKey;
	credentials: Credentials;
	/** R26: the store already had a connection to this account, and keeps it. */
	reconnected: boolean;
}

/**
 * Joins a store to an account, in the caller's transaction. A store that was joined before keeps its connection, so
 * that a fresh import updates the existing records (R26).
 */
export async function joinStore(
	tx: Transaction< Database >,
	options: JoinOptions
): Promise< Joined > {
	// If two codes for one store are used at once, the second finds the first one's connection.
	await tx
		.selectFrom( 'accounts' )
		.select( 'account_id' )
		.where( 'account_id', '=', options.accountId )
		.forNoKeyUpdate()
		.execute();
	// The store's proof outweighs its address, where another store may have been before.
	const known =
		options.movedFrom ??
		( await findJoined( tx, options.accountId, options.storeUrl ) );
	const key =
		known === null
			? await insertConnection( tx, options )
			: await reopenConnection( tx, known, options );
	const credentials = await issueCredentials( tx, key, {
		apiUrl: options.apiUrl,
		keys: options.keys,
		at: options.now,
	} );
	return { key, credentials, reconnected: known !== null };
}

export interface KnownConnection extends ConnectionKey {
	settings: Settings;
}

/**
 * The connection of this store to this account, in any state. If there are several, one that has not ended comes first,
 * then the one that was heard from last, then the newest.
 */
export async function findJoined(
	db: Kysely< Database >,
	accountId: string,
	storeUrl: string
): Promise< KnownConnection | null > {
	const rows = await db
		.selectFrom( 'connections' )
		.select( [ 'connection_id', 'store_url', 'settings' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( ( eb ) => eb( 'state', '=', 'disconnected' ) )
		.orderBy( 'last_seen_at', ( by ) => by.desc().nullsLast() )
		.orderBy( 'created_at', 'desc' )
		.execute();
	const found = rows.find( ( row ) => sameStore( row.store_url, storeUrl ) );
	return found === undefined
		? null
		: {
				accountId,
				connectionId: found.connection_id,
				settings: found.settings,
			};
}

/** A pending connection; the store's first signed request makes it active. */
export async function insertConnection(
	tx: Kysely< Database >,
	options: Pick<
		JoinOptions,
		'accountId' | 'storeUrl' | 'installId' | 'selections' | 'now'
	>
): Promise< ConnectionKey > {
	const key = {
		accountId: options.accountId,
		connectionId: newConnectionId(),
	};
	const own = {
		account_id: key.accountId,
		connection_id: key.connectionId,
	};
	const settings = { version: 1, ...options.selections };
	await tx
		.insertInto( 'connections' )
		.values( {
			...own,
			state: 'pending',
			state_since: options.now,
			store_url: options.storeUrl,
			install_id: options.installId,
			settings: JSON.stringify( settings ),
			settings_version: settings.version,
			created_at: options.now,
		} )
		.execute();
	await tx
		.insertInto( 'connection_events' )
		.values( {
			...own,
			event_id: randomUUID(),
			to_state: 'pending',
			cause: 'person',
			reason: 'created',
			occurred_at: options.now,
		} )
		.execute();
	return key;
}

async function reopenConnection(
	tx: Transaction< Database >,
	known: KnownConnection,
	options: JoinOptions
): Promise< ConnectionKey > {
	const own = {
		account_id: known.accountId,
		connection_id: known.connectionId,
	};
	const before = await tx
		.selectFrom( 'connections' )
		.select( 'state' )
		.where( 'account_id', '=', known.accountId )
		.where( 'connection_id', '=', known.connectionId )
		.forUpdate()
		.executeTakeFirstOrThrow();
	const settings = await lockSettings( tx, known );
	await writeSettings(
		tx,
		known,
		settings!,
		options.selections,
		'account',
		options.now
	);
	await tx
		.updateTable( 'connections' )
		.set( {
			state: 'pending',
			state_cause: null,
			state_reason: null,
			state_since: options.now,
			store_url: options.storeUrl,
			install_id: options.installId,
		} )
		.where( 'account_id', '=', known.accountId )
		.where( 'connection_id', '=', known.connectionId )
		.execute();
	await tx
		.insertInto( 'connection_events' )
		.values( {
			...own,
			event_id: randomUUID(),
			from_state: before.state,
			to_state: 'pending',
			cause: 'person',
			reason: 'reconnected',
			occurred_at: options.now,
		} )
		.execute();
	await closeImportRequests( tx, known, options.now );
	await dropHeldBack( tx, known );
	if ( before.state === 'disconnected' ) {
		await retireCredentials( tx, known, options.now );
	} else {
		// The owner may reconnect because the old credentials leaked. Yet the store sends with them until the new
		// ones have reached it.
		await retireForSuccessor( tx, known, options.now, {
			endsAtOnce: true,
		} );
	}
	return known;
}
