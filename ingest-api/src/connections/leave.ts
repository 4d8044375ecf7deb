import type { Kysely } from 'kysely';
import { noteChange, type Change } from '../accounts/changes.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { ALREADY_USED, useOnce } from './actions.ts';
import type { SignedRequest } from '../http/signed-headers.ts';
import { COMING_BACK, hasLeft, leaving, type Transition } from './state.ts';
import {
	findConnection,
	moveConnection,
	type StoredConnection,
} from './repository.ts';

/** R26: the store was disconnected in wp-admin. @return The transition; null if it had left before. */
export async function leave(
	db: Kysely< Database >,
	connection: StoredConnection,
	request: SignedRequest,
	now: Date
): Promise< Transition | null > {
	return db.transaction().execute( async ( tx ) => {
		if ( ! ( await useOnce( tx, connection, request, now ) ) ) {
			throw new ProblemError( ALREADY_USED );
		}
		// Read again under the lock, since somebody may have paused it since the lookup.
		const { status } = ( await findConnection( tx, connection ) )!;
		const transition = leaving( status );
		if (
			transition === null ||
			! ( await moveConnection(
				tx,
				connection,
				status,
				transition,
				now
			) )
		) {
			return null;
		}
		await noteByStore(
			tx,
			connection,
			{ kind: 'store_disconnected' },
			now
		);
		return transition;
	} );
}

/**
 * A store that left asks for its connection again. A request recorded before it left is older than the one it left
 * with; both carry the store's clock, in whole seconds. @return The transition; null if nothing changed.
 */
export async function comeBack(
	db: Kysely< Database >,
	connection: StoredConnection,
	request: SignedRequest,
	now: Date
): Promise< Transition | null > {
	const { status } = connection;
	if ( ! hasLeft( status ) ) {
		return null;
	}
	const later = await db
		.selectFrom( 'connection_actions' )
		.select( 'webhook_id' )
		.where( 'account_id', '=', connection.accountId )
		.where( 'connection_id', '=', connection.connectionId )
		.where( 'signed_at', '>', new Date( request.timestamp * 1_000 ) )
		.limit( 1 )
		.executeTakeFirst();
	if ( later !== undefined ) {
		return null;
	}
	return db.transaction().execute( async ( tx ) => {
		if (
			! ( await moveConnection(
				tx,
				connection,
				status,
				COMING_BACK,
				now
			) )
		) {
			return null;
		}
		await noteByStore(
			tx,
			connection,
			{ kind: 'store_connected', details: { again: true } },
			now
		);
		return COMING_BACK;
	} );
}

function noteByStore(
	tx: Kysely< Database >,
	{ accountId, connectionId, storeUrl }: StoredConnection,
	change: Pick< Change, 'kind' | 'details' >,
	now: Date
): Promise< void > {
	return noteChange(
		tx,
		{ accountId, origin: 'store' },
		{
			...change,
			subject: { kind: 'store', id: connectionId, label: storeUrl },
		},
		now
	);
}
