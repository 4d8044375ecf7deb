import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { eraseContact } from './erase-contact.ts';

/**
 * Erases the people that a store asks for, from that store's data. Runs in the batch's transaction, after all other
 * records of the batch about the same person.
 *
 * @return The IDs of the requests that were newer than those already known.
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

/** @return The newest known version of each hash. */
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
