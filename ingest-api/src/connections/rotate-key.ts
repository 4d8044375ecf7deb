import { sql, type Kysely } from 'kysely';
import { forEachAccount } from '../db/each-account.ts';
import type { Database } from '../db/schema.ts';
import {
	keyIdOf,
	SEALED_WITHOUT_KEY_ID,
	sealedWith,
	type Keyring,
} from './keyring.ts';
import { decryptSecret, encryptSecret } from './secrets.ts';
import type { Transition } from './state.ts';
import { findConnection, moveConnection } from './repository.ts';

const SECRETS_AT_ONCE = 200;

export interface RotateKeyProgress {
	resealed: number;
	/** Sealed with another key than the current one; those that no key opens among them. */
	left: number;
}

/**
 * Seals every secret anew that another key than the current one sealed, slice by slice. What is done
 * stays done, so it can be ended at any time and begun again. Calls `onSlice` after each slice.
 */
export async function rotateKey(
	db: Kysely< Database >,
	keys: Keyring,
	onSlice: ( progress: RotateKeyProgress ) => void = () => undefined
): Promise< RotateKeyProgress > {
	const before = await countOthers( db, keys );
	let resealed = 0;
	await forEachAccount( db, async ( accountId ) => {
		let after: SealedSecret | undefined;
		do {
			const slice = await findOthers( db, keys, accountId, after );
			const count = await resealSlice( db, keys, accountId, slice );
			resealed += count;
			if ( count > 0 ) {
				onSlice( { resealed, left: Math.max( 0, before - resealed ) } );
			}
			after = slice.length < SECRETS_AT_ONCE ? undefined : slice.at( -1 );
		} while ( after !== undefined );
	} );
	await forgetUnused( db, keys );
	return { resealed, left: await countOthers( db, keys ) };
}

interface SealedSecret {
	connection_id: string;
	credential_id: string;
	value: string;
}

async function findOthers(
	db: Kysely< Database >,
	{ current }: Keyring,
	accountId: string,
	after: SealedSecret | undefined
): Promise< SealedSecret[] > {
	return db
		.selectFrom( 'connection_credentials' )
		.select( [ 'connection_id', 'credential_id', 'value' ] )
		.where( 'account_id', '=', accountId )
		.where( 'kind', '=', 'secret' )
		.where( 'value', 'not like', `${ sealedWith( current.id ) }%` )
		.$if( after !== undefined, ( query ) =>
			query.where(
				sql< boolean >`( connection_id, credential_id ) > ( ${ after?.connection_id }, ${ after?.credential_id } )`
			)
		)
		.orderBy( 'connection_id' )
		.orderBy( 'credential_id' )
		.limit( SECRETS_AT_ONCE )
		.execute();
}

/** Leaves alone what no key opens, and what somebody else sealed anew meanwhile. @return How many were sealed. */
async function resealSlice(
	db: Kysely< Database >,
	keys: Keyring,
	accountId: string,
	slice: readonly SealedSecret[]
): Promise< number > {
	const changes = slice.flatMap( ( row ) => {
		const key = { accountId, connectionId: row.connection_id };
		const secret = decryptSecret( keys, key, row.value );
		return secret === null
			? []
			: [ { ...row, resealed: encryptSecret( keys, key, secret ) } ];
	} );
	if ( changes.length === 0 ) {
		return 0;
	}
	const { rows } = await sql`
		update connection_credentials as c
		set value = n.resealed
		from json_to_recordset( ${ JSON.stringify( changes ) }::json )
			as n ( connection_id text, credential_id text, value text, resealed text )
		where c.account_id = ${ accountId } and c.connection_id = n.connection_id
			and c.credential_id = n.credential_id and c.value = n.value
		returning c.credential_id
	`.execute( db );
	return rows.length;
}

async function countOthers(
	db: Kysely< Database >,
	{ current }: Keyring
): Promise< number > {
	const { count } = await db
		.selectFrom( 'connection_credentials' )
		.select( ( eb ) => eb.fn.countAll< string >().as( 'count' ) )
		.where( 'account_id', 'is not', null )
		.where( 'kind', '=', 'secret' )
		.where( 'value', 'not like', `${ sealedWith( current.id ) }%` )
		.executeTakeFirstOrThrow();
	return Number( count );
}

/** Keys that nothing is sealed with any more: no copy of the program needs them. */
async function forgetUnused(
	db: Kysely< Database >,
	{ current }: Keyring
): Promise< void > {
	const others = await db
		.selectFrom( 'encryption_keys' )
		.select( 'key_id' )
		.where( 'key_id', '!=', current.id )
		.execute();
	for ( const { key_id: id } of others ) {
		await sql`
			delete from encryption_keys
			where key_id = ${ id } and not exists (
				select from connection_credentials
				where account_id is not null and kind = 'secret'
					and value like any ( ${ [
						`${ sealedWith( id ) }%`,
						`${ SEALED_WITHOUT_KEY_ID }%`,
					] } )
			)
		`.execute( db );
	}
}

const LOST: Transition = {
	to: 'paused',
	cause: 'evidence',
	reason: 'authentication_failed',
};

/**
 * A key is lost: what only it opens is worth nothing any more. Its stores are paused, told of it (R28),
 * and connect again. `keyId` as the program names it; `unknown`: of what was sealed before keys had ids.
 *
 * @return How many secrets were removed; null where the key is not lost.
 */
export async function forgetKey(
	db: Kysely< Database >,
	keys: Keyring,
	keyId: string,
	now: Date
): Promise< number | null > {
	if ( keys.all.some( ( { id } ) => id === keyId ) ) {
		return null;
	}
	let removed = 0;
	await forEachAccount( db, async ( accountId ) => {
		let after: SealedSecret | undefined;
		do {
			const slice = await findOthers( db, keys, accountId, after );
			for ( const row of slice ) {
				const key = { accountId, connectionId: row.connection_id };
				const isLost =
					( keyIdOf( row.value ) ?? keyId ) === keyId &&
					decryptSecret( keys, key, row.value ) === null;
				if ( isLost ) {
					await removeSecret( db, key, row.credential_id, now );
					removed++;
				}
			}
			after = slice.length < SECRETS_AT_ONCE ? undefined : slice.at( -1 );
		} while ( after !== undefined );
	} );
	await db
		.deleteFrom( 'encryption_keys' )
		.where( 'key_id', '=', keyId )
		.execute();
	return removed;
}

async function removeSecret(
	db: Kysely< Database >,
	key: { accountId: string; connectionId: string },
	credentialId: string,
	now: Date
): Promise< void > {
	const removed = await db
		.deleteFrom( 'connection_credentials' )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.where( 'credential_id', '=', credentialId )
		.returning( 'status' )
		.executeTakeFirst();
	const connection = await findConnection( db, key );
	if (
		removed?.status === 'current' &&
		connection?.status.state === 'active'
	) {
		await moveConnection( db, key, connection.status, LOST, now );
	}
}
