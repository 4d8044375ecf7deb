import { Writable } from 'node:stream';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { waitFor } from '../../../test/wait.ts';
import { loadConfig } from '../ops/config.ts';
import { startApi, type RunningApi } from '../server.ts';
import { problemOf } from '../testing/store.ts';
import { INDEXES } from './indexes.ts';
import { migrate } from './migrate.ts';
import { LATEST_MIGRATION, MIGRATIONS } from './migrations.ts';
import { up as addPriceCheck } from './migrations/0011_unpriced_products.ts';
import { openDatabase } from './open.ts';

/** Any limit would end the work here far earlier. */
const LIMIT_MS = 100;

async function database(): Promise< string > {
	const { url, drop } = await freshDatabase();
	onTestFinished( drop );
	return url;
}

async function connect( url: string ): Promise< pg.Client > {
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	onTestFinished( () => client.end() );
	return client;
}

/** Holds up indexes with an open transaction that wrote to the table: none can be finished before it ends. */
async function holdUpIndexes( url: string ): Promise< () => Promise< void > > {
	const holder = await connect( url );
	await holder.query( 'begin; lock table orders in row exclusive mode' );
	return async () => {
		await holder.query( 'rollback' );
	};
}

async function definitionOf(
	client: pg.Client,
	name: string
): Promise< { valid: boolean; definition: string } | undefined > {
	const { rows } = await client.query< {
		valid: boolean;
		definition: string;
	} >(
		'select indisvalid as valid, pg_get_indexdef( indexrelid ) as definition from pg_index where indexrelid = to_regclass( $1 )',
		[ name ]
	);
	return rows[ 0 ];
}

/** A program that is starting, with its log, and its end, which a test awaits. */
function starting( url: string ) {
	const log: string[] = [];
	const started = startApi(
		loadConfig( {
			PORT: '0',
			DATABASE_URL: url,
			DATABASE_STATEMENT_TIMEOUT_MS: String( LIMIT_MS ),
			ENCRYPTION_KEY: Buffer.alloc( 32, 7 ).toString( 'base64' ),
			SHUTDOWN_GRACE_MS: '0',
		} ),
		{
			logDestination: new Writable( {
				write( chunk, _encoding, done ) {
					log.push( String( chunk ) );
					done();
				},
			} ),
		}
	);
	onTestFinished( async () => {
		await started.then(
			( api: RunningApi ) => api.stop(),
			() => undefined
		);
	} );
	const said = ( message: string ) =>
		log
			.map( ( line ) => JSON.parse( line ) as Record< string, string > )
			.filter( ( { msg } ) => msg === message );
	return {
		started,
		said,
		address: () =>
			waitFor( () => said( 'listening' )[ 0 ]?.url, 'The address' ),
	};
}

test( 'takes longer than every limit while one copy builds an index and another waits; both are alive, none is ready', async () => {
	const url = await database();
	const client = await connect( url );
	await client.query( 'drop index orders_by_date' );
	// An operator may have set these limits.
	await client.query(
		`do $$ begin
			execute format( 'alter database %I set statement_timeout = ${ LIMIT_MS }', current_database() );
			execute format( 'alter database %I set lock_timeout = ${ LIMIT_MS }', current_database() );
		end $$`
	);
	const release = await holdUpIndexes( url );
	const first = starting( url );
	await waitFor( () => first.said( 'building an index' ).length > 0 );
	const second = starting( url );
	await waitFor(
		() => second.said( 'waiting for another copy to migrate' ).length > 0
	);

	const since = Date.now();
	await waitFor( () => Date.now() - since > 15 * LIMIT_MS );
	for ( const copy of [ first, second ] ) {
		const address = await copy.address();
		const healthy = await fetch( `${ address }/healthz` );
		expect( healthy.status ).toBe( 200 );
		const ready = await fetch( `${ address }/readyz` );
		expect( ready.status ).toBe( 503 );
		const asked = await fetch( `${ address }/v1/connection` );
		expect( asked.headers.get( 'retry-after' ) ).toBe( '5' );
		expect(
			problemOf( {
				status: asked.status,
				headers: asked.headers,
				text: await asked.text(),
			} ).name
		).toBe( 'unavailable' );
		const page = await fetch( `${ address }/sign-in` );
		expect( page.status ).toBe( 503 );
		expect( await page.text() ).toContain( 'Just a moment' );
	}

	await release();
	for ( const copy of [ first, second ] ) {
		const { url: address } = await copy.started;
		expect( ( await fetch( `${ address }/readyz` ) ).status ).toBe( 200 );
	}
	expect( await definitionOf( client, 'orders_by_date' ) ).toMatchObject( {
		valid: true,
	} );
	expect( first.said( 'building an index' ) ).toMatchObject( [
		{ index: 'orders_by_date' },
	] );
	expect( second.said( 'waiting for another copy to migrate' ) ).toHaveLength(
		1
	);
	expect( second.said( 'building an index' ) ).toEqual( [] );
} );

test( 'batches continue while an index is built', async () => {
	const url = await database();
	const client = await connect( url );
	await client.query( 'drop index orders_by_date' );
	const release = await holdUpIndexes( url );
	let built = '';
	const migrated = migrate( url, {
		onBuild: ( index ) => ( built = index ),
	} );
	await waitFor( () => built === 'orders_by_date' );
	await waitFor( async () => definitionOf( client, 'orders_by_date' ) );
	await client.query(
		"set lock_timeout = '1s'; begin; lock table orders in row exclusive mode; rollback"
	);
	await release();
	await migrated;
} );

test( 'an index whose build was interrupted is built again', async () => {
	const url = await database();
	const client = await connect( url );
	await client.query( 'drop index orders_by_date' );
	const release = await holdUpIndexes( url );
	await client.query( `set statement_timeout = ${ LIMIT_MS }` );
	await expect(
		client.query(
			'create index concurrently orders_by_date on orders ( account_id )'
		)
	).rejects.toThrow( /statement timeout/ );
	await release();
	await client.query( 'reset statement_timeout' );
	expect( await definitionOf( client, 'orders_by_date' ) ).toMatchObject( {
		valid: false,
	} );

	const built: string[] = [];
	await migrate( url, { onBuild: ( index ) => built.push( index ) } );
	expect( built ).toEqual( [ 'orders_by_date' ] );
	expect( await definitionOf( client, 'orders_by_date' ) ).toEqual( {
		valid: true,
		definition: expect.stringContaining( 'date_created DESC' ),
	} );
} );

test( 'builds each index that is missing, and none that exists', async () => {
	const url = await database();
	const client = await connect( url );
	const names = INDEXES.map( ( { name } ) => name );
	const before = [];
	for ( const name of names ) {
		before.push( await definitionOf( client, name ) );
		await client.query( `drop index ${ name }` );
	}
	const built: string[] = [];
	const onBuild = ( index: string ) => built.push( index );
	await migrate( url, { onBuild } );
	await migrate( url, { onBuild } );
	expect( built ).toEqual( names );
	const after = [];
	for ( const name of names ) {
		after.push( await definitionOf( client, name ) );
	}
	expect( after ).toEqual( before );
} );

test( 'a migration that deadlocks with a batch is retried, and the batch succeeds', async () => {
	const url = await database();
	const client = await connect( url );
	await client.query( 'drop schema public cascade; create schema public' );
	const { db, close } = openDatabase( { as: 'owner', url } );
	onTestFinished( close );
	const { error } = await new Migrator( {
		db,
		provider: { getMigrations: async () => MIGRATIONS },
	} ).migrateTo( '0011_unpriced_products' );
	expect( error ).toBeUndefined();
	// Postgres cancels the one of the two that checks first.
	await client.query( "set deadlock_timeout = '1h'" );
	await client.query(
		`do $$ begin
			execute format( 'alter database %I set deadlock_timeout = ''3s''', current_database() );
		end $$`
	);

	// A later migration changes accounts, and an earlier one changes connections.
	await client.query( 'begin; lock table accounts in access share mode' );
	const migrated = migrate( url );
	const watcher = await connect( url );
	await waitFor( async () => {
		const { rows } = await watcher.query(
			"select from pg_locks where relation = 'accounts'::regclass and not granted"
		);
		return rows.length === 1;
	}, 'A migration that waits' );
	await client.query( 'lock table connections in access share mode' );
	await client.query( 'commit' );
	await migrated;
	const { rows } = await client.query(
		'select name from kysely_migration order by name desc limit 1'
	);
	expect( rows ).toEqual( [ { name: LATEST_MIGRATION } ] );
} );

test( 'batches continue while existing rows are checked against a constraint', async () => {
	const url = await database();
	const client = await connect( url );
	await client.query(
		'alter table products drop constraint products_priced_in_online_store'
	);
	const { db, close } = openDatabase( { as: 'owner', url } );
	onTestFinished( close );
	await db
		.transaction()
		.execute( ( tx ) =>
			addPriceCheck( tx as unknown as Kysely< unknown > )
		);
	const isValid = async () =>
		(
			await client.query< { convalidated: boolean } >(
				"select convalidated from pg_constraint where conname = 'products_priced_in_online_store'"
			)
		).rows[ 0 ]?.convalidated;
	expect( await isValid() ).toBe( false );

	const batch = await connect( url );
	await batch.query( 'begin; lock table products in row exclusive mode' );
	const validated: string[] = [];
	const onValidate = ( name: string ) => validated.push( name );
	await migrate( url, { onValidate } );
	await migrate( url, { onValidate } );
	expect( validated ).toEqual( [ 'products_priced_in_online_store' ] );
	expect( await isValid() ).toBe( true );
	await batch.query( 'rollback' );
} );
