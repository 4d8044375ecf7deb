import { describe, expect, test } from 'vitest';
import {
	digestsAnswerSchema,
	VERIFY_LIMITS,
	type DigestsAnswer,
	type DigestsPart,
} from '@ivorey/shared';
import {
	combinedDigest,
	digestOf,
	EMPTY_COMBINED_DIGEST,
} from '@ivorey/shared/digest';
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
	parts: DigestsPart[],
	list = false
): Promise< DigestsAnswer > {
	const answer = await store.request( {
		path: '/v1/digests',
		body: JSON.stringify( { element, list, parts } ),
	} );
	expect( answer.status, answer.text ).toBe( 200 );
	return digestsAnswerSchema.parse( JSON.parse( answer.text ) );
}

const part = ( from: string, ...to: ( string | null )[] ): DigestsPart => ( {
	from,
	to,
} );

function sum( ...records: Array< { id: string; data: object } > ): string {
	return combinedDigest(
		records.map( ( { id, data } ) => ( { id, digest: digestOf( data ) } ) )
	);
}

function unpacked( sums: string ): string[] {
	return Buffer.from( sums, 'base64' ).toString( 'hex' ).match( /.{16}/g )!;
}

describe( 'POST /v1/digests', () => {
	test( 'sums up consecutive ranges by number, including both ends, as the store does', async () => {
		const store = await ( await startTestApi() ).connect();
		const [ two, nine, ten, eleven, hundred ] = [
			'2',
			'9',
			'10',
			'11',
			'100',
		].map( ( id ) => orderRecord( id, 1 ) );
		await store.send( [ two!, nine!, ten!, eleven!, hundred! ] );
		const { sums, records, next } = await ask( store, 'orders', [
			part( '1', '1', '9', '10' ),
			part( '12', '99', null ),
		] );
		expect( unpacked( sums ) ).toEqual( [
			EMPTY_COMBINED_DIGEST,
			sum( two!, nine! ),
			sum( ten! ),
			EMPTY_COMBINED_DIGEST,
			sum( hundred! ),
		] );
		expect( [ records, next ] ).toEqual( [ [], null ] );
	} );

	test( 'lists records by the number of their objects, with digest and version', async () => {
		const store = await ( await startTestApi() ).connect();
		const records = [
			paymentRecord( '20', 7 ),
			refundRecord( '8', '20', 9 ),
			paymentRecord( '3', 5 ),
			paymentRecord( '100', 6 ),
		];
		await store.send( records );
		const held = ( index: number ) => {
			const { id, data, version } = records[ index ]!;
			return [ id, digestOf( data ), version ];
		};
		const few = await ask(
			store,
			'transactions',
			[ part( '3', '4', '19' ), part( '99', '100' ) ],
			true
		);
		expect( few ).toMatchObject( {
			sums: '',
			records: [ held( 2 ), held( 3 ) ],
			next: null,
		} );
		const all = await ask(
			store,
			'transactions',
			[ part( '1', null ) ],
			true
		);
		expect( all.records ).toHaveLength( 4 );
		expect( all.records.slice( 1, 3 ) ).toEqual(
			expect.arrayContaining( [ held( 0 ), held( 1 ) ] )
		);
	} );

	test( 'R43 an order in the store’s trash has no digest', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send( [ orderRecord( '2', 1 ) ] );
		await store.send( [ orderRecord( '2', 2, { status: 'trash' } ) ] );
		const parts = [ part( '1', null ) ];
		expect( ( await ask( store, 'orders', parts, true ) ).records ).toEqual(
			[ [ '2', '', 1 ] ]
		);
		expect(
			unpacked( ( await ask( store, 'orders', parts ) ).sums )
		).toEqual( [ combinedDigest( [ { id: '2', digest: '' } ] ) ] );
	} );

	test( 'a list that is too long says where to continue, and one that ends exactly there is complete', async () => {
		const store = await ( await startTestApi() ).connect();
		const { listed } = VERIFY_LIMITS;
		const ids = Array.from( { length: listed + 5 }, ( _, n ) => 3 * n + 1 );
		for ( let at = 0; at < ids.length; at += 400 ) {
			await store.send(
				ids.slice( at, at + 400 ).map( ( id ) =>
					contactRecord( String( id ), 1, {
						email: `b${ id }@example.com`,
					} )
				)
			);
		}
		const last = ids[ listed - 1 ]!;
		const list = ( ...parts: DigestsPart[] ) =>
			ask( store, 'contacts', parts, true );
		const first = await list( part( '1', '5' ), part( '6', null ) );
		expect( first.records ).toHaveLength( listed );
		expect( first.next ).toBe( String( last + 1 ) );
		const rest = await list( part( first.next!, null ) );
		expect( rest.records.map( ( [ id ] ) => Number( id ) ) ).toEqual(
			ids.slice( listed )
		);
		expect( rest.next ).toBeNull();
		expect( ( await list( part( '1', String( last ) ) ) ).next ).toBeNull();
	} );

	test( 'accepts the highest possible IDs', async () => {
		const store = await ( await startTestApi() ).connect();
		const most = '9'.repeat( 20 );
		const order = orderRecord( most, 1 );
		await store.send( [ order ] );
		const { sums } = await ask( store, 'orders', [
			part( '5', most, null ),
		] );
		expect( unpacked( sums ) ).toEqual( [
			sum( order ),
			EMPTY_COMBINED_DIGEST,
		] );
	} );

	test( 'sees nothing of another store, even of the same account, and refuses invalid requests', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const other = await api.connect( {
			storeUrl: 'https://other.example.com',
		} );
		await other.send( [ orderRecord( '1', 1 ) ] );
		const parts = [ part( '1', null ) ];
		expect(
			unpacked( ( await ask( store, 'orders', parts ) ).sums )
		).toEqual( [ EMPTY_COMBINED_DIGEST ] );
		expect( ( await ask( store, 'orders', parts, true ) ).records ).toEqual(
			[]
		);
		const wrong = await store.request( {
			path: '/v1/digests',
			body: JSON.stringify( {
				element: 'orders',
				list: false,
				parts: [ part( '5', '4' ) ],
			} ),
		} );
		expect( problemOf( wrong ).name ).toBe( 'invalid-body' );
	} );
} );
