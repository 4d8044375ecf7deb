import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sampleAddress } from '@ivorey/shared/testing';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { PREPARED } from '../db/statement-names.ts';
import { startTestApi } from '../testing/api.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

/** The statements by their first words, without those that travel with the next one, and how many messages they went in. */
async function sent( records: Parameters< TestStore[ 'send' ] >[ 0 ] ) {
	const seen: string[] = [];
	const api = await startTestApi(
		{ ROLES: 'ingest' },
		{
			onQuery: ( { query: { sql: text } } ) =>
				seen.push( text.trim().split( /\s/ )[ 0 ]! ),
		}
	);
	const store = await api.connect();
	// The contact is known then, and the process warm.
	await store.send( [
		orderRecord( '1', 1 ),
		orderRecord( '2', 1 ),
		productRecord( '5', 1 ),
	] );
	seen.length = 0;
	const messages = vi.spyOn( pg.Client.prototype, 'query' );
	await store.send( records );
	// But for the look at statistics, which a hundred orders bring with them.
	const count = messages.mock.calls.filter(
		( [ query ] ) => typeof query !== 'string'
	).length;
	messages.mockRestore();
	return {
		statements: seen.filter( ( text ) => text !== 'begin' ),
		messages: count,
	};
}

test( 'an order costs nine statements and the commit in four messages, and a hundred orders as many', async () => {
	const ofOne = await sent( [ orderRecord( '10', 1 ) ] );
	expect( ofOne ).toEqual( {
		messages: 4,
		statements: [
			// Who asks, and whether it came before.
			'select',
			// The connection, locked, and what depends on it; the orders and contacts as they are.
			'select',
			'select',
			'select',
			'select',
			// Orders, by which products they are found, contacts.
			'insert',
			'insert',
			'with',
			// Its receipt; the second one is Kysely's, and asks nothing.
			'insert',
			'commit',
			'commit',
		],
	} );
	expect(
		await sent(
			Array.from( { length: 100 }, ( _, n ) =>
				orderRecord( String( 10 + n ), 1 )
			)
		)
	).toEqual( ofOne );
} );

test( 'R15 a product whose stock changed, as each order brings some, costs eight statements and the commit in five messages', async () => {
	expect(
		await sent( [ productRecord( '5', 2, { stock_quantity: '3' } ) ] )
	).toEqual( {
		messages: 5,
		statements: [
			// The connection, as for an order.
			'select',
			'select',
			'select',
			// The product; its variants and collections, in one message; the receipt.
			'insert',
			'update',
			'delete',
			'insert',
			'insert',
			'commit',
			'commit',
		],
	} );
} );

test( 'statements for one order of a known buyer, and for a product, are prepared', async () => {
	const unprepared: string[] = [];
	const api = await startTestApi(
		{ ROLES: 'ingest' },
		{
			onQuery: ( { query: { sql: text } } ) => {
				if (
					! text.includes( '/* prepared */' ) &&
					! /^(?:begin|commit)/.test( text )
				) {
					unprepared.push( text );
				}
			},
		}
	);
	const store = await api.connect();
	await store.send( [
		contactRecord( '7', 1, { email: 'user@example.com' } ),
		orderRecord( '1', 1 ),
		orderRecord( '2', 1 ),
		productRecord( '5', 1 ),
	] );
	unprepared.length = 0;
	await store.send( [ orderRecord( '3', 1 ) ] );
	await store.send( [ orderRecord( '3', 2, { status: 'completed' } ) ] );
	await store.send( [ orderRecord( '4', 1, { customer_id: '7' } ) ] );
	await store.send( [ paymentRecord( '4', 1 ) ] );
	await store.send( [ productRecord( '5', 2, { stock_quantity: '3' } ) ] );
	expect( unprepared ).toEqual( [] );
} );

test( 'R34 words and counts cost an order no statement of their own, whoever buys', async () => {
	const seen: string[] = [];
	const api = await startTestApi(
		{ ROLES: 'ingest' },
		{
			onQuery: ( { query: { sql: text } } ) =>
				seen.push( text.trim().split( /\s+/ )[ 0 ]! ),
		}
	);
	const store = await api.connect();
	await store.send( [
		contactRecord( '7', 1, { email: 'user@example.com' } ),
		orderRecord( '1', 1 ),
	] );
	const cost = async (
		...orders: Parameters< typeof orderRecord >[ 2 ][]
	) => {
		seen.length = 0;
		await store.send(
			orders.map( ( data ) =>
				orderRecord( String( 100 + ++id ), 1, data )
			)
		);
		return seen.filter(
			( word ) => ! [ 'begin', 'commit' ].includes( word )
		).length;
	};
	let id = 0;
	expect( await cost( {} ) ).toBe( 9 );
	// An older order: the guest keeps the details of the newer one.
	expect( await cost( { date_created: '2020-01-01T00:00:00Z' } ) ).toBe( 9 );
	expect( await cost( { customer_id: '7' } ) ).toBe( 10 );
	expect( await cost( { billing_email: 'new@example.com' } ) ).toBe( 9 );
	// A name that is not its buyer's is stored by one more, and so it is where no buyer is known.
	const named = ( name: string ) => ( {
		billing: sampleAddress( { first_name: name, last_name: name } ),
		shipping: sampleAddress( { first_name: '', last_name: '' } ),
	} );
	const old = { date_created: '2020-01-01T00:00:00Z' };
	expect( await cost( { ...old, ...named( 'Zoë' ) } ) ).toBe( 10 );
	const ofNobody = { billing_email: null };
	expect( await cost( { ...ofNobody, ...named( '' ) } ) ).toBe( 8 );
	expect( await cost( { ...ofNobody, ...named( 'Zoë' ) } ) ).toBe( 9 );
} );

test( 'a statement that is marked is planned once for each connection', async () => {
	const { url, drop } = await freshDatabase();
	onTestFinished( drop );
	const { db, close } = openDatabase( {
		as: 'requests',
		url,
		poolSize: 1,
	} );
	onTestFinished( close );
	const ask = ( on: Kysely< Database > = db ) =>
		on
			.selectFrom( 'connections' )
			.select( 'connection_id' )
			.modifyFront( PREPARED )
			.where( 'account_id', '=', 'acc_of_nobody' )
			.execute();
	const prepared = async () =>
		(
			await sql< { name: string } >`
				select name from pg_prepared_statements where statement like '%"connections"%'
			`.execute( db )
		).rows.length;
	await ask();
	await ask();
	await db.transaction().execute( ( tx ) => ask( tx ) );
	expect( await prepared() ).toBe( 1 );
} );
