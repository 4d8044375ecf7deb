import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { waitFor } from '../../../test/wait.ts';
import { openDatabase, type DatabaseOptions } from './open.ts';

async function opened( options: Partial< DatabaseOptions > = {} ) {
	const { url, drop } = await freshDatabase();
	const database = openDatabase( {
		as: 'owner',
		url,
		poolSize: 3,
		...options,
	} );
	const admin = new pg.Client( { connectionString: url } );
	await admin.connect();
	onTestFinished( async () => {
		await admin.end();
		await database.close();
		await drop();
	} );
	const { db } = database;
	return {
		...database,
		admin,
		pid: async () =>
			(
				await sql< {
					pid: number;
				} >`select pg_backend_pid() as pid`.execute( db )
			).rows[ 0 ]!.pid,
		fail: ( code: string ) =>
			sql`do ${ sql.raw( `$$ begin raise 'planted' using errcode = '${ code }'; end $$` ) }`
				.execute( db )
				.catch( ( error: unknown ) => {
					expect( error ).toMatchObject( { code } );
				} ),
		/** Opens as many connections as the pool may have, all of them idle. */
		async fill(): Promise< number[] > {
			const clients = await Promise.all(
				Array.from( { length: 3 }, () => database.pool.connect() )
			);
			const pids = [];
			for ( const client of clients ) {
				const { rows } = await client.query< { pid: number } >(
					'select pg_backend_pid() as pid'
				);
				pids.push( rows[ 0 ]!.pid );
			}
			clients.forEach( ( client ) => client.release() );
			return pids;
		},
	};
}

test( 'a connection that can no longer do its work is not returned to the pool, any other is', async () => {
	const { pid, fail } = await opened();
	const first = await pid();
	for ( const code of [ '57014', '55P03', '22003', '40P01' ] ) {
		await fail( code );
		expect( await pid(), code ).toBe( first );
	}
	let last = first;
	for ( const code of [ '25006', '53100', '53200', '08006' ] ) {
		await fail( code );
		const next = await pid();
		expect( next, code ).not.toBe( last );
		last = next;
	}
} );

test.for( [ '25006', '08006' ] )(
	'after %s all connections opened before are retired',
	async ( code ) => {
		const { pid, fail, fill } = await opened();
		const before = await fill();
		await fail( code );
		for ( let n = 0; n < 3; n++ ) {
			expect( before ).not.toContain( await pid() );
		}
	}
);

test( 'a transaction on a connection that breaks fails with the error that broke it', async () => {
	const { db, admin } = await opened();
	const broken = db.transaction().execute( async ( tx ) => {
		const terminate = waitFor( async () => {
			const { rowCount } = await admin.query(
				"select pg_terminate_backend( pid ) from pg_stat_activity where datname = current_database() and query like '%pg_sleep( 60 )' and pid <> pg_backend_pid()"
			);
			return rowCount === 1;
		} );
		await Promise.all( [
			terminate,
			sql`select pg_sleep( 60 )`.execute( tx ),
		] );
	} );
	await expect( broken ).rejects.toMatchObject( { code: '57P01' } );
} );

test( 'a read-only connection is not ready, and is dropped as soon as it is noticed', async () => {
	const { isReady, admin, pid } = await opened();
	expect( await isReady() ).toBe( true );
	const set = ( value: string ) =>
		admin.query(
			`do $$ begin execute format( 'alter database %I set default_transaction_read_only = ${ value }', current_database() ); end $$`
		);
	await set( 'on' );
	await admin.query(
		'select pg_terminate_backend( pid ) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
	);
	// The earlier connections are gone, and three read-only ones are open.
	await waitFor( () =>
		Promise.all( [ pid(), pid(), pid() ] ).then(
			() => true,
			() => false
		)
	);
	expect( await isReady() ).toBe( false );
	await set( 'off' );
	// Although two other read-only connections are still open.
	expect( await isReady() ).toBe( true );
} );

test( 'a connection is closed at its maximum age, so that a server is found at its new address', async () => {
	const { pid } = await opened( { maxLifetimeSeconds: 1 } );
	const first = await pid();
	await waitFor( async () => ( await pid() ) !== first );
} );

test( 'any number of simultaneous readiness checks run one statement', async () => {
	const { isReady, pool } = await opened();
	const answers = await Promise.all( Array.from( { length: 100 }, isReady ) );
	expect( new Set( answers ) ).toEqual( new Set( [ true ] ) );
	expect( pool.totalCount ).toBe( 1 );
} );
