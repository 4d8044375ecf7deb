import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../ops/config.ts';
import { startApi } from '../server.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { untilBlocked } from '../testing/locks.ts';
import { orderRecord } from '../testing/records.ts';
import { problemOf, TestStore } from '../testing/store.ts';
import { createConnection } from './create.ts';
import { keyIdOf, keyringOf } from './keyring.ts';
import { recogniseKeys } from './known-keys.ts';
import { forgetKey, rotateKey } from './rotate-key.ts';
import { decryptSecret } from './secrets.ts';

const newKey = () => randomBytes( 32 );

/** A second copy of the program on the same database. */
async function startCopy( api: TestApi, keys: readonly Buffer[] ) {
	return startApi(
		loadConfig( {
			PORT: '0',
			DATABASE_URL: api.databaseUrl,
			ENCRYPTION_KEY: keys
				.map( ( key ) => key.toString( 'base64' ) )
				.join( ',' ),
			ROLES: 'ingest',
			LOG_LEVEL: 'silent',
		} )
	);
}

function secretsOf( api: TestApi ) {
	return api.db
		.selectFrom( 'connection_credentials' )
		.select( [ 'account_id', 'connection_id', 'status', 'value' ] )
		.where( 'kind', '=', 'secret' )
		.orderBy( 'credential_id' )
		.execute();
}

async function knownKeys( api: TestApi ): Promise< string[] > {
	const rows = await api.db
		.selectFrom( 'encryption_keys' )
		.select( 'key_id' )
		.orderBy( 'created_at' )
		.execute();
	return rows.map( ( { key_id: id } ) => id );
}

const idOf = ( key: Buffer ) => keyringOf( key ).current.id;

/** Strips the key IDs, as values were before they named their key. */
async function forgetKeyIds( api: TestApi ): Promise< void > {
	for ( const { value } of await secretsOf( api ) ) {
		await api.db
			.updateTable( 'connection_credentials' )
			.set( { value: value.replace( /^v2\.[0-9a-f]{8}\./, 'v1.' ) } )
			.where( 'value', '=', value )
			.execute();
	}
	await api.db.deleteFrom( 'encryption_keys' ).execute();
}

describe( 'a copy of the program with another encryption key', () => {
	test( 'does not start, says what to do, and quotes no key', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 1 ) ] );
		const wrong = newKey();
		const error = await startCopy( api, [ wrong ] ).then(
			() => null,
			( thrown: unknown ) => thrown
		);
		expect( error ).toBeInstanceOf( ConfigError );
		const { message } = error as ConfigError;
		expect( message ).toContain(
			`the encryption key ${ api.keys.current.id }`
		);
		expect( message ).toContain( 'ENCRYPTION_KEY=<new>,<old>' );
		for ( const key of [ wrong, api.encryptionKey ] ) {
			expect( message ).not.toContain( key.toString( 'base64' ) );
		}
		expect( await knownKeys( api ) ).toEqual( [ api.keys.current.id ] );
	} );

	test( 'does not start even if nothing is stored yet', async () => {
		const api = await startTestApi();
		await expect( startCopy( api, [ newKey() ] ) ).rejects.toThrow(
			ConfigError
		);
	} );

	test( 'does not start if it lacks an older key that is still in use', async () => {
		const api = await startTestApi();
		await api.connect();
		const next = newKey();
		await ( await startCopy( api, [ next, api.encryptionKey ] ) ).stop();
		await expect( startCopy( api, [ next ] ) ).rejects.toThrow(
			api.keys.current.id
		);
	} );

	test( 'does not start on a database from before keys were recorded', async () => {
		const api = await startTestApi();
		await api.connect();
		await forgetKeyIds( api );
		await expect( startCopy( api, [ newKey() ] ) ).rejects.toThrow(
			'another encryption key'
		);
		expect( await knownKeys( api ) ).toEqual( [] );
		await ( await startCopy( api, [ api.encryptionKey ] ) ).stop();
		expect( await knownKeys( api ) ).toEqual( [ api.keys.current.id ] );
	} );

	test( 'waits while the first one is starting, and then does not start', async () => {
		const api = await startTestApi();
		await api.db.deleteFrom( 'encryption_keys' ).execute();
		const second = await api.db.transaction().execute( async ( tx ) => {
			// Takes the first copy's lock, which that copy holds until it has recorded its key.
			await sql`lock table encryption_keys in share row exclusive mode`.execute(
				tx
			);
			const starting = Promise.allSettled( [
				startCopy( api, [ newKey() ] ),
			] );
			await untilBlocked( api.databaseUrl, '%encryption_keys%' );
			await tx
				.insertInto( 'encryption_keys' )
				.values( {
					key_id: api.keys.current.id,
					check_value: 'v2',
					created_at: new Date(),
				} )
				.execute();
			return { starting };
		} );
		expect( await second.starting ).toMatchObject( [
			{ status: 'rejected', reason: { name: 'ConfigError' } },
		] );
		expect( await knownKeys( api ) ).toEqual( [ api.keys.current.id ] );
	} );
} );

describe( 'the rotation of the encryption key', () => {
	test( 'lets stores send before, during and after it, without a new secret', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 1 ) ] );
		const next = newKey();
		const ring = keyringOf( next, api.encryptionKey );
		const copy = await startCopy( api, [ next, api.encryptionKey ] );
		const there = new TestStore(
			{ ...store.credentials, api_url: copy.url },
			store.storeUrl
		);
		there.installId = store.installId;
		expect( ( await there.ask() ).status ).toBe( 200 );
		expect( await rotateKey( api.db, ring ) ).toEqual( {
			resealed: 1,
			left: 0,
		} );
		expect( ( await there.ask() ).status ).toBe( 200 );
		await copy.stop();

		expect( await knownKeys( api ) ).toEqual( [ idOf( next ) ] );
		const alone = await startCopy( api, [ next ] );
		const last = new TestStore(
			{ ...store.credentials, api_url: alone.url },
			store.storeUrl
		);
		last.installId = store.installId;
		expect( ( await last.ask() ).status ).toBe( 200 );
		await alone.stop();
		// The first copy still has only the old key.
		expect( problemOf( await store.ask() ) ).toMatchObject( {
			status: 503,
			name: 'unavailable',
		} );
	} );

	test( 'goes in slices, account by account, and resumes where it was interrupted', async () => {
		const api = await startTestApi();
		const old = api.keys;
		for ( const accountName of [ 'A', 'B', 'C' ] ) {
			await api.connect( { accountName } );
		}
		const before = await secretsOf( api );
		const ring = keyringOf( newKey(), api.encryptionKey );
		await recogniseKeys( api.db, ring, new Date() );
		const seen: number[] = [];
		await expect(
			rotateKey( api.db, ring, ( { left } ) => {
				seen.push( left );
				if ( left === 1 ) {
					throw new Error( 'interrupted' );
				}
			} )
		).rejects.toThrow( 'interrupted' );
		expect( seen ).toEqual( [ 2, 1 ] );
		expect( await knownKeys( api ) ).toHaveLength( 2 );
		expect( await rotateKey( api.db, ring ) ).toEqual( {
			resealed: 1,
			left: 0,
		} );
		expect( await rotateKey( api.db, ring ) ).toEqual( {
			resealed: 0,
			left: 0,
		} );
		const after = await secretsOf( api );
		const opened = ( rows: typeof after, keys: typeof ring ) =>
			rows.map( ( row ) =>
				decryptSecret(
					keys,
					{
						accountId: row.account_id,
						connectionId: row.connection_id,
					},
					row.value
				)
			);
		expect( opened( after, keyringOf( ring.current.key ) ) ).toEqual(
			opened( before, old )
		);
	} );

	test( 'includes retired values and values that do not name their key', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		expect( ( await store.rotate() ).status ).toBe( 200 );
		await forgetKeyIds( api );
		const ring = keyringOf( newKey(), api.encryptionKey );
		await recogniseKeys( api.db, ring, new Date() );
		expect( await knownKeys( api ) ).toHaveLength( 2 );
		expect( await rotateKey( api.db, ring ) ).toEqual( {
			resealed: 2,
			left: 0,
		} );
		expect(
			( await secretsOf( api ) ).map( ( { value } ) => keyIdOf( value ) )
		).toEqual( [ ring.current.id, ring.current.id ] );
	} );

	test( 'reports how many values no key opens, and leaves them', async () => {
		const api = await startTestApi();
		await api.connect();
		const strange = await createConnection( api.db, {
			storeUrl: 'https://strange.example.com',
			apiUrl: api.url,
			keys: keyringOf( newKey() ),
		} );
		const ring = keyringOf( newKey(), api.encryptionKey );
		expect( await rotateKey( api.db, ring ) ).toEqual( {
			resealed: 1,
			left: 1,
		} );
		expect(
			( await secretsOf( api ) ).filter(
				( row ) =>
					strange.connection ===
						`${ row.account_id }.${ row.connection_id }` &&
					keyIdOf( row.value ) !== ring.current.id
			)
		).toHaveLength( 1 );
	} );
} );

describe( 'a lost encryption key', () => {
	test( 'is forgotten: its stores are paused and told to connect again, others are left alone', async () => {
		const api = await startTestApi();
		const store = await api.connect( { accountName: 'Lost' } );
		await store.send( [ orderRecord( '1', 1 ) ] );
		const next = newKey();
		const ring = keyringOf( next );
		const other = await createConnection( api.db, {
			storeUrl: 'https://other.example.com',
			accountName: 'Kept',
			apiUrl: api.url,
			keys: ring,
		} );
		const lost = api.keys.current.id;
		expect(
			await forgetKey( api.db, api.keys, lost, new Date() )
		).toBeNull();
		expect( await forgetKey( api.db, ring, lost, new Date() ) ).toBe( 1 );
		const copy = await startCopy( api, [ next ] );
		const there = new TestStore(
			{ ...store.credentials, api_url: copy.url },
			store.storeUrl
		);
		there.installId = store.installId;
		expect( problemOf( await there.ask() ).name ).toBe( 'unauthorized' );
		const kept = new TestStore(
			{ ...other, api_url: copy.url },
			'https://other.example.com'
		);
		expect( ( await kept.ask() ).status ).toBe( 200 );
		await copy.stop();
		const states = await api.db
			.selectFrom( 'connections as c' )
			.innerJoin( 'accounts as a', 'a.account_id', 'c.account_id' )
			.select( [ 'a.name', 'c.state' ] )
			.orderBy( 'a.name' )
			.execute();
		expect( states ).toEqual( [
			{ name: 'Kept', state: 'active' },
			{ name: 'Lost', state: 'paused' },
		] );
		expect(
			await api.db
				.selectFrom( 'connection_notices' )
				.select( [ 'account_id', 'kind' ] )
				.execute()
		).toEqual( [ { account_id: store.accountId, kind: 'paused' } ] );
	} );
} );
