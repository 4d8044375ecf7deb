import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ImportRequest } from '@ivorey/shared';
import type { Note } from '../accounts/changes.ts';
import type { Database } from '../db/schema.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { lockSettings, writeSettings } from './settings.ts';

/**
 * Asks the store to import, or to stop importing (R24). The store notices by the settings version in its next answer.
 *
 * @return The request's ID; null if there is no such connection.
 */
export async function requestImport(
	db: Kysely< Database >,
	key: ConnectionKey,
	action: ImportRequest[ 'action' ],
	at: Date,
	note?: Note
): Promise< string | null > {
	return db.transaction().execute( async ( tx ) => {
		const before = await lockSettings( tx, key );
		if ( before === null ) {
			return null;
		}
		const { version: _, ...selections } = before.settings;
		const { version } = await writeSettings(
			tx,
			key,
			before,
			selections,
			'account',
			at
		);
		const requestId = randomUUID();
		await tx
			.insertInto( 'import_requests' )
			.values( {
				account_id: key.accountId,
				connection_id: key.connectionId,
				request_id: requestId,
				action,
				requested_at: at,
				settings_version: version,
			} )
			.execute();
		await note?.( tx );
		return requestId;
	} );
}

/** @return The last request that the store has not acted on; it supersedes earlier ones. */
export async function openImportRequest(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey
): Promise< ImportRequest | null > {
	const open = await openImportRequests( db, accountId, [ connectionId ] );
	return open.get( connectionId ) ?? null;
}

/** openImportRequest() by connection; connections without a request are left out. */
export async function openImportRequests(
	db: Kysely< Database >,
	accountId: string,
	connectionIds: readonly string[]
): Promise< Map< string, ImportRequest > > {
	const rows = await db
		.selectFrom( 'import_requests' )
		.distinctOn( 'connection_id' )
		.select( [ 'connection_id', 'request_id', 'action' ] )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', 'in', connectionIds )
		.where( 'handled_at', 'is', null )
		.orderBy( 'connection_id' )
		.orderBy( 'settings_version', 'desc' )
		.execute();
	return new Map(
		rows.map( ( row ) => [
			row.connection_id,
			{ id: row.request_id, action: row.action },
		] )
	);
}

/** Closes requests that the store has not acted on yet. */
function handling( db: Kysely< Database >, key: ConnectionKey, at: Date ) {
	return db
		.updateTable( 'import_requests' )
		.set( { handled_at: at } )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.where( 'handled_at', 'is', null );
}

/** The store has acted on this request, and will not act on earlier ones. */
export async function markImportRequestHandled(
	db: Kysely< Database >,
	key: ConnectionKey,
	requestId: string,
	at: Date
): Promise< void > {
	await handling( db, key, at )
		.where( 'settings_version', '<=', ( eb ) =>
			eb
				.selectFrom( 'import_requests as handled' )
				.where( 'handled.account_id', '=', key.accountId )
				.where( 'handled.connection_id', '=', key.connectionId )
				.where( 'handled.request_id', '=', requestId )
				.select( 'handled.settings_version' )
		)
		.execute();
}

/** R26: a store that connects again imports by itself; earlier requests are not meant for that import. */
export async function closeImportRequests(
	db: Kysely< Database >,
	key: ConnectionKey,
	at: Date
): Promise< void > {
	await handling( db, key, at ).execute();
}
