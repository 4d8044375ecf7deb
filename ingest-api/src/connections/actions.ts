import { sql, type Kysely, type Transaction } from 'kysely';
import { deleteInSlices } from '../db/delete-slices.ts';
import type { Database } from '../db/schema.ts';
import type { Refusal } from '../http/problem.ts';
import type { SignedRequest } from '../http/signed-headers.ts';
import type { ConnectionKey } from '../db/identifiers.ts';

export const ALREADY_USED: Refusal = {
	problem: 'id-reused',
	detail: 'This request has already been carried out. Send it again with a new webhook-id.',
};

/**
 * R30: makes sure that a recorded request that is replayed does nothing a second time. Locks the connection, so that
 * later work in this transaction is serialized.
 *
 * @return Whether it is the first with this ID.
 */
export async function useOnce(
	tx: Transaction< Database >,
	key: ConnectionKey,
	{ id, timestamp }: SignedRequest,
	now: Date
): Promise< boolean > {
	await tx
		.selectFrom( 'connections' )
		.select( 'connection_id' )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.forUpdate()
		.execute();
	const used = await tx
		.insertInto( 'connection_actions' )
		.values( {
			account_id: key.accountId,
			connection_id: key.connectionId,
			webhook_id: id,
			signed_at: new Date( timestamp * 1_000 ),
			used_at: now,
		} )
		.onConflict( ( conflict ) =>
			conflict
				.columns( [ 'account_id', 'connection_id', 'webhook_id' ] )
				.doNothing()
		)
		.returning( 'webhook_id' )
		.executeTakeFirst();
	return used !== undefined;
}

/** Deletes actions from `before`, when their signatures are no longer accepted. */
export async function forgetActions(
	db: Kysely< Database >,
	accountId: string,
	before: Date,
	signal?: AbortSignal
): Promise< void > {
	await deleteInSlices( db, {
		table: 'connection_actions',
		accountId,
		key: [ 'connection_id', 'webhook_id' ],
		where: sql`t.used_at < ${ before }`,
		signal,
	} );
}
