import { CompiledQuery, sql, type Kysely } from 'kysely';
import { deleteInSlices } from '../db/delete-slices.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { preparedText } from '../db/statement-names.ts';
import type { SignedRequest } from '../http/signed-headers.ts';
import {
	connectionOf,
	selectConnection,
	type ConnectionRow,
	type StoredConnection,
} from './repository.ts';

export interface FoundConnection {
	connection: StoredConnection;
	/** Whether any copy of the program accepted this very request before, or a later attempt of the same batch. */
	cameBefore: boolean;
}

const FIND_SIGNED = preparedText(
	selectConnection( `,
		exists (
			select from batches b
			where b.account_id = c.account_id and b.connection_id = c.connection_id
				and b.webhook_id = $3 and b.signed_at >= to_timestamp( $4 )
		) or exists (
			select from signed_requests s
			where s.account_id = c.account_id and s.connection_id = c.connection_id
				and s.webhook_id = $3 and s.signed_at = to_timestamp( $4 )
		) as came_before` )
);

/**
 * Finds the connection and, in the same query, whether the request came before (R30). A batch is known by its receipt;
 * a request that is still under way at another copy is not known yet.
 *
 * @return null if there is no such connection.
 */
export async function findSigned(
	db: Kysely< Database >,
	key: ConnectionKey,
	request: SignedRequest | null
): Promise< FoundConnection | null > {
	const { id, timestamp } = request ?? { id: '', timestamp: 0 };
	const {
		rows: [ row ],
	} = await db.executeQuery< ConnectionRow & { came_before: boolean } >(
		CompiledQuery.raw( FIND_SIGNED, [
			key.accountId,
			key.connectionId,
			id,
			timestamp,
		] )
	);
	return row === undefined
		? null
		: {
				connection: connectionOf( key, row ),
				cameBefore: row.came_before,
			};
}

/**
 * Records a verified request for all copies. Batches need it only if they leave no row of their own.
 *
 * @return Whether it is the first of its kind.
 */
export async function noteSigned(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	{ id, timestamp }: SignedRequest
): Promise< boolean > {
	const noted = await db
		.insertInto( 'signed_requests' )
		.values( {
			account_id: accountId,
			connection_id: connectionId,
			webhook_id: id,
			signed_at: new Date( timestamp * 1_000 ),
		} )
		.onConflict( ( conflict ) => conflict.doNothing() )
		.returning( 'webhook_id' )
		.executeTakeFirst();
	return noted !== undefined;
}

/** Deletes requests from `before`, when signatures are no longer accepted. */
export async function forgetSigned(
	db: Kysely< Database >,
	accountId: string,
	before: Date,
	signal?: AbortSignal
): Promise< void > {
	await deleteInSlices( db, {
		table: 'signed_requests',
		accountId,
		key: [ 'connection_id', 'webhook_id', 'signed_at' ],
		where: sql`t.signed_at < ${ before }`,
		signal,
	} );
}
