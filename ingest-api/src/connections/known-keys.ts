import { sql, type Kysely, type Transaction } from 'kysely';
import { ConfigError } from '../ops/config.ts';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';
import { keyringOf, seal, unseal, type Keyring } from './keyring.ts';
import { decryptSecret } from './secrets.ts';

const CHECK = 'encryption key';
/** Enough to tell a wrong key from one or two damaged values. */
const SAMPLED_SECRETS = 20;

/**
 * Records the current key in the database if it is new there and values sealed earlier can be opened.
 *
 * A second copy of the program with another key would refuse every store, and seal values that the first one cannot
 * open. So it does not start.
 *
 * @throws ConfigError if the database was used with a key that is not in the keyring.
 */
export async function recogniseKeys(
	db: Kysely< Database >,
	keys: Keyring,
	now: Date
): Promise< void > {
	await acrossAccounts( db )
		.transaction()
		.execute( async ( tx ) => {
			// If two copies with different keys start at once, the lock makes one the first.
			await sql`lock table encryption_keys in share row exclusive mode`.execute(
				tx
			);
			const known = await tx
				.selectFrom( 'encryption_keys' )
				.select( [ 'key_id', 'check_value' ] )
				.orderBy( 'created_at' )
				.execute();
			const missing = known.filter(
				( row ) => unseal( keys, CHECK, row.check_value ) !== CHECK
			);
			if ( missing.length > 0 ) {
				throw new ConfigError(
					mismatch(
						missing.map( ( row ) => row.key_id ),
						keys
					)
				);
			}
			const used =
				known.length > 0
					? [ keys.current.key ]
					: await usedKeys( tx, keys );
			for ( const key of used ) {
				const own = keyringOf( key );
				await tx
					.insertInto( 'encryption_keys' )
					.values( {
						key_id: own.current.id,
						check_value: seal( own, CHECK, CHECK ),
						created_at: now,
					} )
					.onConflict( ( conflict ) => conflict.doNothing() )
					.execute();
			}
		} );
}

/**
 * For a database from before keys were recorded in it.
 *
 * @return The current key, and the keys that its secrets were sealed with.
 */
async function usedKeys(
	tx: Transaction< Database >,
	keys: Keyring
): Promise< Buffer[] > {
	const secrets = await tx
		.selectFrom( 'connection_credentials' )
		.select( [ 'account_id', 'connection_id', 'value' ] )
		.where( 'account_id', 'is not', null )
		.where( 'kind', '=', 'secret' )
		.orderBy( 'created_at', 'desc' )
		.limit( SAMPLED_SECRETS )
		.execute();
	const opening = keys.all
		.map( ( { key } ) => key )
		.filter( ( key ) =>
			secrets.some(
				( row ) =>
					decryptSecret(
						keyringOf( key ),
						{
							accountId: row.account_id,
							connectionId: row.connection_id,
						},
						row.value
					) !== null
			)
		);
	if ( secrets.length > 0 && opening.length === 0 ) {
		throw new ConfigError( mismatch( [], keys ) );
	}
	return [ keys.current.key, ...opening ];
}

/** @param missing Empty for values from before keys had IDs. */
function mismatch( missing: readonly string[], keys: Keyring ): string {
	const there = keys.all.map( ( { id } ) => id ).join( ', ' );
	const which =
		missing.length === 0
			? 'another encryption key'
			: `the encryption key ${ missing.join( ', ' ) }`;
	return [
		`The secrets in this database were sealed with ${ which }. This program has ${ there } (from ENCRYPTION_KEY, or else DATA_DIR/encryption.key).`,
		'  Is it the wrong key? Set ENCRYPTION_KEY to the one that all copies of this program share.',
		'  Is it a new key? Name the old one, too, and the new one first: ENCRYPTION_KEY=<new>,<old>',
		`  Is the old key lost? Run: npm run connection -- forget-key ${ missing[ 0 ] ?? 'unknown' }. Stores whose secrets only it opens have to connect again.`,
	].join( '\n' );
}
