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
	/** Sealed with a key other than the current one, including those that no key opens. */
	left: number;
}

/**
 * Seals again every secret that was not sealed with the current key, slice by slice. Finished slices stay, so it can be
 * interrupted at any time and started again. Calls `onSlice` after each slice.
 */
export async function rotateKey(
	db: Kysely< Database >,
	keys: Keyring,
	onSlice: ( progress: RotateKeyProgress ) => void = () => undefined
): Promise< RotateKeyProgress > {
	const before = await countOthers( db, keys );
	let resealed = 0;
	await forEachSlice( db, keys, async ( own, sealed, accountId, slice ) => {
		const count = await resealSlice( own, keys, sealed, accountId, slice );
		resealed += count;
		if ( count > 0 ) {
			onSlice( { resealed, left: Math.max( 0, before - resealed ) } );
		}
	} );
	await forgetUnused( db, keys );
	return { resealed, left: await countOthers( db, keys ) };
}

/** The tables and columns of sealed secrets; each secret is bound to its owner. */
const SEALED = [
	{
		table: 'connection_credentials',
		owner: 'connection_id',
		id: 'credential_id',
		isSecret: sql`kind = 'secret'`,
	},
	{
		table: 'webhook_secrets',
		owner: 'endpoint_id',
		id: 'secret_id',
		isSecret: sql`true`,
	},
] as const;
type Sealed = ( typeof SEALED )[ number ];

interface SealedSecret {
	owner: string;
	id: string;
	value: string;
}

/** Iterates over all secrets that were not sealed with the current key. */
async function forEachSlice(
	db: Kysely< Database >,
	keys: Keyring,
	run: (
		own: Kysely< Database >,
		sealed: Sealed,
		accountId: string,
		slice: readonly SealedSecret[]
	) => Promise< void >
): Promise< void > {
	await forEachAccount( db, async ( accountId, own ) => {
		for ( const sealed of SEALED ) {
			let after: SealedSecret | undefined;
			do {
				const slice = await findOthers(
					own,
					keys,
					sealed,
					accountId,
					after
				);
				await run( own, sealed, accountId, slice );
				after =
					slice.length < SECRETS_AT_ONCE ? undefined : slice.at( -1 );
			} while ( after !== undefined );
		}
	} );
}

async function findOthers(
	db: Kysely< Database >,
	{ current }: Keyring,
	{ table, owner, id, isSecret }: Sealed,
	accountId: string,
	after: SealedSecret | undefined
): Promise< SealedSecret[] > {
	const { rows } = await sql< SealedSecret >`
		select ${ sql.ref( owner ) } as owner, ${ sql.ref( id ) }::text as id, value
		from ${ sql.table( table ) }
		where account_id = ${ accountId } and ${ isSecret } and value not like ${ `${ sealedWith( current.id ) }%` }
			and ( ${ after === undefined }::boolean
				or ( ${ sql.ref( owner ) }, ${ sql.ref( id ) }::text ) > ( ${ after?.owner ?? '' }, ${ after?.id ?? '' } ) )
		order by ${ sql.ref( owner ) }, ${ sql.ref( id ) }::text
		limit ${ sql.lit( SECRETS_AT_ONCE ) }
	`.execute( db );
	return rows;
}

/**
 * Skips secrets that no key opens and those that another process resealed meanwhile. @return How many were resealed.
 */
async function resealSlice(
	db: Kysely< Database >,
	keys: Keyring,
	{ table, owner, id }: Sealed,
	accountId: string,
	slice: readonly SealedSecret[]
): Promise< number > {
	const changes = slice.flatMap( ( row ) => {
		const key = { accountId, connectionId: row.owner };
		const secret = decryptSecret( keys, key, row.value );
		return secret === null
			? []
			: [ { ...row, resealed: encryptSecret( keys, key, secret ) } ];
	} );
	if ( changes.length === 0 ) {
		return 0;
	}
	const { rows } = await sql`
		update ${ sql.table( table ) } as c
		set value = n.resealed
		from json_to_recordset( ${ JSON.stringify( changes ) }::json )
			as n ( owner text, id text, value text, resealed text )
		where c.account_id = ${ accountId } and c.${ sql.ref( owner ) } = n.owner
			and c.${ sql.ref( id ) }::text = n.id and c.value = n.value
		returning c.account_id
	`.execute( db );
	return rows.length;
}

async function countOthers(
	db: Kysely< Database >,
	{ current }: Keyring
): Promise< number > {
	let count = 0;
	for ( const { table, isSecret } of SEALED ) {
		const { rows } = await sql< { count: string } >`
			select count( * ) as count from ${ sql.table( table ) }
			where account_id is not null and ${ isSecret } and value not like ${ `${ sealedWith( current.id ) }%` }
		`.execute( db );
		count += Number( rows[ 0 ]!.count );
	}
	return count;
}

/** Forgets keys that nothing is sealed with any more: no copy of the program needs them. */
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
			where key_id = ${ id } and ${ sql.join(
				SEALED.map(
					( { table, isSecret } ) => sql`not exists (
						select from ${ sql.table( table ) }
						where account_id is not null and ${ isSecret }
							and value like any ( ${ [
								`${ sealedWith( id ) }%`,
								`${ SEALED_WITHOUT_KEY_ID }%`,
							] } )
					)`
				),
				sql` and `
			) }
		`.execute( db );
	}
}

const LOST: Transition = {
	to: 'paused',
	cause: 'evidence',
	reason: 'authentication_failed',
};

/**
 * Removes the secrets that only a lost key opens. Their stores are paused, told of it (R28), and connect again;
 * endpoints without a secret are switched off (R45). `keyId` is the ID that the program reports. Values from before
 * keys had IDs are removed too if no key opens them; `unknown` removes only those.
 *
 * @return How many secrets were removed; null if the key is not lost.
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
	await forEachSlice(
		db,
		keys,
		async ( own, { table }, accountId, slice ) => {
			for ( const row of slice ) {
				const key = { accountId, connectionId: row.owner };
				const isLost =
					( keyIdOf( row.value ) ?? keyId ) === keyId &&
					decryptSecret( keys, key, row.value ) === null;
				if ( isLost ) {
					await ( table === 'webhook_secrets'
						? removeEndpointSecret( own, accountId, row, now )
						: removeSecret( own, key, row.id, now ) );
					removed++;
				}
			}
		}
	);
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

/** Switches off an endpoint that has no secret to sign with, until it gets a new one. */
async function removeEndpointSecret(
	db: Kysely< Database >,
	accountId: string,
	{ owner, id }: SealedSecret,
	now: Date
): Promise< void > {
	await sql`
		with removed as (
			delete from webhook_secrets
			where account_id = ${ accountId } and endpoint_id = ${ owner } and secret_id = ${ id }::uuid
			returning expires_at
		)
		update webhook_endpoints
		set state = 'disabled', state_reason = 'secret_lost', state_since = ${ now }
		where account_id = ${ accountId } and endpoint_id = ${ owner } and state = 'enabled'
			and exists ( select from removed where expires_at is null )
	`.execute( db );
}
