import { describe, expect, test } from 'vitest';
import {
	VERSIONS_LIMITS,
	versionsAnswerSchema,
	type VersionsAnswer,
	type VersionsPart,
} from '@ivorey/shared';
import { combinedDigest, EMPTY_COMBINED_DIGEST } from '@ivorey/shared/digest';
import { sql } from 'kysely';
import { startTestApi } from '../testing/api.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	refundRecord,
} from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';

async function ask(
	store: TestStore,
	element: string,
	parts: VersionsPart[],
	list = false
): Promise< VersionsAnswer > {
	const answer = await store.request( {
		path: '/v1/versions',
		body: JSON.stringify( { element, list, parts } ),
	} );
	expect( answer.status, answer.text ).toBe( 200 );
	return versionsAnswerSchema.parse( JSON.parse( answer.text ) );
}

const part = (
	after: string | null,
	...until: ( string | null )[]
): VersionsPart => ( { after, until } );

function sum( ...records: [ id: string, version: number ][] ) {
	return [
		records.length,
		combinedDigest(
			records.map( ( [ id, version ] ) => ( {
				id,
				digest: String( version ),
			} ) )
		),
	];
}

describe( 'POST /v1/versions', () => {
	test( 'sums up ranges by the text order of the IDs, including each end, as the store does', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send(
			[ '2', '10', '11', '100', '9' ].map( ( id ) =>
				orderRecord( id, 1_000 + Number( id ) )
			)
		);
		const { sums, records, more } = await ask( store, 'orders', [
			part( null, '10', '100', '2' ),
			part( '8', '9', null ),
		] );
		expect( sums ).toEqual( [
			sum( [ '10', 1_010 ] ),
			sum( [ '100', 1_100 ] ),
			sum( [ '11', 1_011 ], [ '2', 1_002 ] ),
			sum( [ '9', 1_009 ] ),
			[ 0, EMPTY_COMBINED_DIGEST ],
		] );
		expect( [ records, more ] ).toEqual( [ [], false ] );
	} );

	test( 'lists records with the object that they belong to', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send( [
			orderRecord( '5', 3 ),
			paymentRecord( '5', 7 ),
			refundRecord( '8', '5', 9 ),
			contactRecord( '4', 2 ),
		] );
		expect(
			await ask( store, 'transactions', [ part( null, null ) ], true )
		).toMatchObject( {
			sums: [],
			records: [
				[ 'payment:5', 7, '5' ],
				[ 'refund:8', 9, '5' ],
			],
			more: false,
		} );
		expect(
			(
				await ask(
					store,
					'transactions',
					[ part( 'payment:5', 'refund:7', 'refund:8' ) ],
					true
				)
			).records
		).toEqual( [ [ 'refund:8', 9, '5' ] ] );
		expect(
			( await ask( store, 'contacts', [ part( null, null ) ], true ) )
				.records
		).toEqual( [ [ '4', 2, '4' ] ] );
	} );

	test( 'R43 an order in the trash has the version of its trashing, until a later one brings it back', async () => {
		const store = await ( await startTestApi() ).connect();
		const version = async () =>
			( await ask( store, 'orders', [ part( null, null ) ], true ) )
				.records[ 0 ]![ 1 ];
		await store.send( [ orderRecord( '5', 3 ) ] );
		await store.send( [ orderRecord( '5', 8, { status: 'trash' } ) ] );
		expect( await version() ).toBe( 8 );
		expect(
			( await ask( store, 'orders', [ part( null, null ) ] ) ).sums
		).toEqual( [ sum( [ '5', 8 ] ) ] );
		await store.send( [ orderRecord( '5', 9 ) ] );
		expect( await version() ).toBe( 9 );
	} );

	test( 'a list that is too long breaks off, and a sum counts no further than it has to', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [ paymentRecord( '1', 1 ) ] );
		const { listed, counted } = VERSIONS_LIMITS;
		await sql`
			insert into transactions
			select ( jsonb_populate_record( t, jsonb_build_object(
				'transaction_id', 'payment:' || n, 'order_id', n::text, 'version', n
			) ) ).*
			from transactions t, generate_series( 2, ${ counted + 5 }::integer ) as n
		`.execute( api.db );
		const { records, more } = await ask(
			store,
			'transactions',
			[ part( null, null ) ],
			true
		);
		expect( [ records.length, more ] ).toEqual( [ listed, true ] );
		const last = records.at( -1 )![ 0 ];
		const next = await ask(
			store,
			'transactions',
			[ part( last, null ) ],
			true
		);
		expect( next.records[ 0 ]![ 0 ] > last ).toBe( true );
		const { sums } = await ask( store, 'transactions', [
			part( null, 'payment:1', null ),
		] );
		expect( sums ).toEqual( [
			sum( [ 'payment:1', 1 ] ),
			[ counted, expect.any( String ) ],
		] );
	} );

	test( 'sees nothing of another store, even of the same account, and refuses invalid requests', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const other = await api.connect( {
			storeUrl: 'https://other.example.com',
		} );
		await other.send( [ orderRecord( '1', 1 ) ] );
		expect(
			( await ask( store, 'orders', [ part( null, null ) ] ) ).sums
		).toEqual( [ [ 0, EMPTY_COMBINED_DIGEST ] ] );
		expect(
			( await ask( store, 'orders', [ part( null, null ) ], true ) )
				.records
		).toEqual( [] );
		const wrong = await store.request( {
			path: '/v1/versions',
			body: JSON.stringify( {
				element: 'orders',
				list: false,
				parts: [ part( '5', '4' ) ],
			} ),
		} );
		expect( problemOf( wrong ).name ).toBe( 'invalid-body' );
	} );
} );
