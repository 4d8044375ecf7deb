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

/** The first words of the statements, without those that travel with the next one, and the number of messages. */
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
	// By now the contact is known, and the process warm.
	await store.send( [
		orderRecord( '1', 1 ),
		orderRecord( '2', 1 ),
		productRecord( '5', 1 ),
	] );
	seen.length = 0;
	const messages = vi.spyOn( pg.Client.prototype, 'query' );
	await store.send( records );
	// Leaves out the check of statistics, which a hundred orders trigger.
	const count = messages.mock.calls.filter(
		( [ query ] ) => typeof query !== 'string'
	).length;
	messages.mockRestore();
	return {
		statements: seen.filter( ( text ) => text !== 'begin' ),
		messages: count,
	};
}

test( 'an order costs nine statements and the commit in four messages, and so do a hundred orders', async () => {
	const ofOne = await sent( [ orderRecord( '10', 1 ) ] );
	expect( ofOne ).toEqual( {
		messages: 4,
		statements: [
			// Authentication, and whether the request came before.
			'select',
			// The connection, locked, and the facts that depend on it; the stored orders and contacts.
			'select',
			'select',
			'select',
			'select',
			// The orders, the products by which they are found, the contacts.
			'insert',
			'insert',
			'with',
			// The receipt; the second commit is Kysely's, and is not sent.
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

test( 'R34 words and counts cost an order no statement of their own, whoever the buyer', async () => {
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
	// A name that differs from the buyer's costs one more statement, also if the buyer is unknown.
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

test( 'a marked statement is planned once for each connection', async () => {
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
