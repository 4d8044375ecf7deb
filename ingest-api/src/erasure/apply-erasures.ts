import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { eraseContact } from './erase-contact.ts';

/**
 * What a store asks to have erased, of what that store gave. Within the transaction of the batch, after all else that
 * the batch brings of the same person.
 *
 * @return The ids of those that were newer than what was asked before.
 */
export async function applyErasures(
	tx: Kysely< Database >,
	key: ConnectionKey,
	erasures: readonly RecordOf< 'erasures' >[],
	now: Date
): Promise< Set< string > > {
	const done = await findDone( tx, key, erasures );
	const applied = new Set< string >();
	for ( const { id, version, data } of erasures ) {
		if ( BigInt( version ) <= ( done.get( id ) ?? 0n ) ) {
			continue;
		}
		await eraseContact(
			tx,
			{
				...key,
				emailHash: id,
				scope: data.scope,
				userId: data.user_id,
				requestedAt: new Date( data.requested_at ),
				requestedBy: 'store',
				personId: null,
				version,
			},
			now
		);
		applied.add( id );
	}
	return applied;
}

/** @return The newest version, by hash. */
async function findDone(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	erasures: readonly RecordOf< 'erasures' >[]
): Promise< Map< string, bigint > > {
	if ( erasures.length === 0 ) {
		return new Map();
	}
	const { rows } = await sql< { email_hash: string; version: string } >`
		select email_hash, max( version ) as version from erasures
		where account_id = ${ accountId } and connection_id = ${ connectionId } and version is not null
			and email_hash = any( ${ erasures.map( ( { id } ) => id ) }::text[] )
		group by email_hash
	`.execute( tx );
	return new Map(
		rows.map( ( row ) => [ row.email_hash, BigInt( row.version ) ] )
	);
}
