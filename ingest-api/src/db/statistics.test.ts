import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg, { type Pool } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sampleOrder } from '@ivorey/shared/testing';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';
import { keepStatistics } from './statistics.ts';

const orders = ( from: number, to: number ) =>
	Array.from( { length: to - from + 1 }, ( _, n ) =>
		orderRecord( String( from + n ), 1, {
			number: String( from + n ),
			date_created: new Date( ( from + n ) * 1e9 ).toISOString(),
			billing_email: `buyer${ from + n }@example.com`,
			totals: { ...sampleOrder().totals, total: `${ from + n }.00` },
		} )
	);

const nextTurn = () => new Promise( ( resolve ) => setImmediate( resolve ) );

async function startImports() {
	const api = await startTestApi( { ROLES: 'ingest' } );
	return {
		databaseUrl: api.databaseUrl,
		connect: ( accountName: string ) => api.connect( { accountName } ),
		/** Whether the statistics of orders include the store. */
		knows: async ( { connectionId }: TestStore ) => {
			const { rows } = await sql< { ids: string[] } >`
				select most_common_vals::text::text[] as ids from pg_stats
				where tablename = 'orders' and attname = 'connection_id'
			`.execute( api.db );
			return rows[ 0 ]!.ids.includes( connectionId );
		},
		planOf: async ( { accountId, connectionId }: TestStore ) => {
			const { rows } = await sql< { 'QUERY PLAN': string } >`
				explain select record_text from orders
				where account_id = ${ sql.lit( accountId ) } and connection_id = ${ sql.lit( connectionId ) } and order_id = '7'
			`.execute( api.db );
			return rows[ 0 ]![ 'QUERY PLAN' ];
		},
		/** The rows in the statistics of contacts and orders. */
		knownRows: async () => {
			const { rows } = await sql< { rows: number } >`
				select reltuples as rows from pg_class where relname in ( 'contacts', 'orders' ) order by relname
			`.execute( api.db );
			return rows.map( ( row ) => row.rows );
		},
	};
}

test( 'a first import finds an order by its key after its first batches, without waiting for autovacuum', async () => {
	const { connect, knownRows, planOf } = await startImports();
	const store = await connect( 'First' );
	await store.send( orders( 1, 49 ) );
	expect( await knownRows() ).toEqual( [ -1, -1 ] );
	await store.send( orders( 50, 60 ) );
	await vi.waitFor( async () =>
		expect( await knownRows() ).toEqual( [ 60, 60 ] )
	);
	expect( await planOf( store ) ).toContain( 'orders_pkey' );
} );

test.each( [ 'First', 'Another' ] )(
	'so does the next store, of the account %s, if the statistics list every store but this one',
	async ( accountName ) => {
		const { connect, knownRows, planOf } = await startImports();
		await ( await connect( 'First' ) ).send( orders( 1, 480 ) );
		await vi.waitFor( async () =>
			expect( await knownRows() ).toEqual( [ 480, 480 ] )
		);
		const next = await connect( accountName );
		await next.send( orders( 1_001, 1_250 ) );
		expect( await planOf( next ) ).not.toContain( 'orders_pkey' );
		await next.send( orders( 1_251, 1_500 ) );
		await vi.waitFor( async () =>
			expect( await planOf( next ) ).toContain( 'orders_pkey' )
		);
	}
);

test( 'a store gets into the statistics even if row-level security keeps the owner from reading them', async () => {
	const { connect, databaseUrl, knownRows, knows } = await startImports();
	await ( await connect( 'First' ) ).send( orders( 1, 480 ) );
	await vi.waitFor( async () =>
		expect( await knownRows() ).toEqual( [ 480, 480 ] )
	);
	const next = await connect( 'Another' );
	await next.send( orders( 1_001, 1_300 ) );
	expect( await knows( next ) ).toBe( false );
	const { url, drop } = await createOwner( databaseUrl );
	onTestFinished( drop );
	const pool = new pg.Pool( { connectionString: url, max: 1 } );
	const failed: unknown[] = [];
	keepStatistics( pool, ( error ) => failed.push( error ) )( next, 500 );
	await vi.waitFor( async () => expect( await knows( next ) ).toBe( true ) );
	await pool.end();
	expect( failed ).toEqual( [] );
} );

/** Not a superuser, since row-level security does not bind one. */
async function createOwner( databaseUrl: string ) {
	const name = `owner_${ randomBytes( 4 ).toString( 'hex' ) }`;
	const admin = async ( text: string ) => {
		const client = new pg.Client( { connectionString: databaseUrl } );
		await client.connect();
		await client.query( text );
		await client.end();
	};
	await admin(
		`create role ${ name } login password 'secret' in role pg_maintain`
	);
	const url = new URL( databaseUrl );
	url.username = name;
	url.password = 'secret';
	return { url: url.href, drop: () => admin( `drop role ${ name }` ) };
}

test( 'statistics are checked four times per store, however many its batches, and renewed only if they are outgrown', async () => {
	const asked: string[] = [];
	let tables: object[] = [];
	const pool = {
		query: ( text: string ) => {
			asked.push( text.trim().split( '\n' )[ 0 ]! );
			return Promise.resolve( { rows: tables } );
		},
	} as unknown as Pool;
	const note = keepStatistics( pool, () => undefined );
	const send = async ( connectionId: string, batches: number ) => {
		for ( let batch = 0; batch < batches; batch++ ) {
			note( { accountId: 'acc', connectionId }, 40 );
			await nextTurn();
		}
		return asked.splice( 0 );
	};
	const look = expect.stringMatching( /^select/ );
	expect( await send( 'con_1', 10_000 ) ).toEqual( [
		look,
		look,
		look,
		look,
	] );
	tables = [
		{ name: 'orders', is_outgrown: true, unknown_in: [ 'account_id' ] },
		{ name: 'contacts', is_outgrown: false, unknown_in: [ 'account_id' ] },
		{ name: 'products', is_outgrown: false, unknown_in: [] },
	];
	expect( await send( 'con_2', 13 ) ).toEqual( [
		look,
		'analyze ( skip_locked ) orders',
		look,
		'analyze ( skip_locked ) orders, contacts ( account_id )',
	] );
} );

test( 'a failed check is reported, and does not prevent the next one', async () => {
	const told: unknown[] = [];
	const pool = {
		query: () => Promise.reject( new Error( 'No place' ) ),
	} as unknown as Pool;
	const note = keepStatistics( pool, ( error ) => told.push( error ) );
	for ( const connectionId of [ 'con_1', 'con_2' ] ) {
		note( { accountId: 'acc', connectionId }, 60 );
		await nextTurn();
	}
	expect( told ).toEqual( [
		new Error( 'No place' ),
		new Error( 'No place' ),
	] );
} );
