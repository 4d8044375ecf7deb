import { describe, expect, test } from 'vitest';
import {
	explainAnswerSchema,
	FIND_LIMIT,
	findAnswerSchema,
	verifyAnswerSchema,
	type ExplainAnswer,
	type VerifyAnswer,
} from '@ivorey/shared';
import {
	combinedDigest,
	digestOf,
	EMPTY_COMBINED_DIGEST,
} from '@ivorey/shared/digest';
import {
	sampleCollectionRecord,
	sampleProductRecord,
	sampleTransactionRecord,
	sampleTriggerRecord,
} from '@ivorey/shared/testing';
import { startTestApi } from '../testing/api.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';

type AskedRange = [ from: number, to: number | null, list?: boolean ];

async function compare(
	store: TestStore,
	element: string,
	ranges: AskedRange[]
): Promise< VerifyAnswer[ 'ranges' ] > {
	const answer = await store.request( {
		path: '/v1/verify',
		body: JSON.stringify( {
			ranges: ranges.map( ( [ from, to, list = false ] ) => ( {
				element,
				from: String( from ),
				to: to === null ? null : String( to ),
				list,
			} ) ),
		} ),
	} );
	expect( answer.status, answer.text ).toBe( 200 );
	return verifyAnswerSchema.parse( JSON.parse( answer.text ) ).ranges;
}

async function explain(
	store: TestStore,
	element: string,
	id: string
): Promise< ExplainAnswer > {
	const answer = await store.request( {
		path: '/v1/explain',
		body: JSON.stringify( { element, id } ),
	} );
	expect( answer.status, answer.text ).toBe( 200 );
	return explainAnswerSchema.parse( JSON.parse( answer.text ) );
}

async function find( store: TestStore, number: string ): Promise< string[] > {
	const answer = await store.request( {
		path: '/v1/find',
		body: JSON.stringify( { element: 'orders', number } ),
	} );
	expect( answer.status, answer.text ).toBe( 200 );
	return findAnswerSchema.parse( JSON.parse( answer.text ) ).ids;
}

function sum( records: Array< { id: string; data: object } > ) {
	return {
		count: records.length,
		digest: combinedDigest(
			records.map( ( { id, data } ) => ( {
				id,
				digest: digestOf( data ),
			} ) )
		),
	};
}

describe( 'POST /v1/verify', () => {
	test( 'returns number and digest by range, and the same digest as the store computes', async () => {
		const store = await ( await startTestApi() ).connect();
		const orders = [ '2', '10', '11', '100', '9' ].map( ( id ) =>
			orderRecord( id, 1, {
				customer_note: `Nº ${ id } – 日本 🎁\u2028"\\`,
			} )
		);
		await store.send( orders );
		const within = ( from: number, to: number ) =>
			sum( orders.filter( ( { id } ) => +id >= from && +id <= to ) );
		expect(
			await compare( store, 'orders', [
				[ 1, 1 ],
				[ 2, 9 ],
				[ 10, 10 ],
				[ 12, 99 ],
				[ 100, null ],
			] )
		).toEqual( [
			{
				count: 0,
				digest: EMPTY_COMBINED_DIGEST,
				records: null,
				next: null,
			},
			{ ...within( 2, 9 ), records: null, next: null },
			{ ...within( 10, 10 ), records: null, next: null },
			{
				count: 0,
				digest: EMPTY_COMBINED_DIGEST,
				records: null,
				next: null,
			},
			{ ...within( 100, 100 ), records: null, next: null },
		] );
	} );

	test( 'lists the records of a range by number, with digest and version', async () => {
		const store = await ( await startTestApi() ).connect();
		const orders = [ '20', '3', '100' ].map( ( id ) =>
			orderRecord( id, 7 )
		);
		await store.send( orders );
		const [ few, none, all ] = await compare( store, 'orders', [
			[ 1, 50, true ],
			[ 51, 60, true ],
			[ 61, null, true ],
		] );
		const held = ( id: string ) => ( {
			id,
			digest: digestOf(
				orders.find( ( order ) => order.id === id )!.data
			),
			version: 7,
		} );
		expect( few!.records ).toEqual( [ held( '3' ), held( '20' ) ] );
		expect( none!.records ).toEqual( [] );
		expect( all!.records ).toEqual( [ held( '100' ) ] );
	} );

	test( 'a list that is too long says where to continue', async () => {
		const store = await ( await startTestApi() ).connect();
		const ids = Array.from(
			{ length: 1_200 },
			( _, index ) => 3 * index + 1
		);
		for ( let at = 0; at < ids.length; at += 400 ) {
			await store.send(
				ids.slice( at, at + 400 ).map( ( id ) =>
					contactRecord( String( id ), 1, {
						email: `b${ id }@example.com`,
					} )
				)
			);
		}
		const seen: string[] = [];
		let ranges: AskedRange[] = [
			[ 1, 1_500, true ],
			[ 2_000, 2_000, true ],
			[ 2_500, null, true ],
		];
		let requests = 0;
		while ( ranges.length > 0 ) {
			expect( ++requests ).toBeLessThan( 5 );
			const answers = await compare( store, 'contacts', ranges );
			seen.push(
				...answers.flatMap( ( { records } ) =>
					records!.map( ( { id } ) => id )
				)
			);
			ranges = answers.flatMap( ( { next }, index ): AskedRange[] =>
				next === null
					? []
					: [ [ Number( next ), ranges[ index ]![ 1 ], true ] ]
			);
		}
		expect( seen ).toEqual(
			ids
				.filter( ( id ) => id <= 1_500 || id === 2_000 || id >= 2_500 )
				.map( String )
		);
		expect( requests ).toBe( 1 );
		const everything = await compare( store, 'contacts', [
			[ 1, null, true ],
		] );
		expect( everything[ 0 ]!.records ).toHaveLength( 1_000 );
		expect( everything[ 0 ]!.next ).toBe( String( ids[ 999 ]! + 1 ) );
	} );

	test( 'a list breaks off between two orders, never within one, and so do those after it', async () => {
		const store = await ( await startTestApi() ).connect();
		const payments = Array.from( { length: 1_001 }, ( _, index ) =>
			paymentRecord( String( index + 1 ), 1 )
		);
		await store.send( payments.slice( 0, 500 ) );
		await store.send( payments.slice( 500, 1_000 ) );
		await store.send( [
			payments[ 1_000 ]!,
			refundRecord( '5001', '1000', 1 ),
			refundRecord( '5002', '1000', 1 ),
			sampleProductRecord(),
		] );
		const answer = await store.request( {
			path: '/v1/verify',
			body: JSON.stringify( {
				ranges: [
					[ 'transactions', '1', '1001' ],
					[ 'transactions', '2000', null ],
					[ 'products', '1', null ],
				].map( ( [ element, from, to ] ) => ( {
					element,
					from,
					to,
					list: true,
				} ) ),
			} ),
		} );
		expect( answer.status, answer.text ).toBe( 200 );
		expect(
			verifyAnswerSchema
				.parse( JSON.parse( answer.text ) )
				.ranges.map( ( { count, records, next } ) => [
					count,
					records!.length,
					next,
				] )
		).toEqual( [
			[ 1_003, 1_002, '1001' ],
			[ 0, 0, '2000' ],
			[ 1, 0, '1' ],
		] );
	} );

	test( 'counts records from before there were digests as having none', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 1 ) ] );
		await api.db
			.updateTable( 'orders' )
			.set( { digest: null } )
			.where( 'account_id', '=', store.accountId )
			.execute();
		const [ range ] = await compare( store, 'orders', [ [ 1, null ] ] );
		expect( range ).toMatchObject( {
			count: 2,
			digest: combinedDigest( [
				{ id: '1', digest: '' },
				{ id: '2', digest: '' },
			] ),
		} );
	} );

	test( 'R43 an order in the store’s trash matches no record of it, until it is restored', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 1 ) ] );
		await store.send( [ orderRecord( '2', 2, { status: 'trash' } ) ] );
		const held = async () => {
			const [ range ] = await compare( store, 'orders', [
				[ 1, null, true ],
			] );
			return range!;
		};
		const digest = digestOf( orderRecord( '1', 1 ).data );
		expect( await held() ).toMatchObject( {
			count: 2,
			digest: combinedDigest( [
				{ id: '1', digest },
				{ id: '2', digest: '' },
			] ),
			records: [
				{ id: '1', digest, version: 1 },
				{ id: '2', digest: '', version: 1 },
			],
		} );
		await store.send( [ orderRecord( '2', 3 ) ] );
		expect( ( await held() ).records![ 1 ] ).toEqual( {
			id: '2',
			digest: digestOf( orderRecord( '2', 3 ).data ),
			version: 3,
		} );
	} );

	test( 'finds a transaction by the order that it belongs to', async () => {
		const store = await ( await startTestApi() ).connect();
		const payment = sampleTransactionRecord();
		const records = [
			{
				...payment,
				id: 'payment:5',
				data: { ...payment.data, order_id: '5' },
			},
			{
				...payment,
				id: 'refund:70',
				data: {
					...payment.data,
					type: 'refund' as const,
					order_id: '5',
				},
			},
			{
				...payment,
				id: 'payment:70',
				data: { ...payment.data, order_id: '70' },
			},
		];
		await store.send( records );
		const [ five, seventy ] = await compare( store, 'transactions', [
			[ 5, 5, true ],
			[ 70, null ],
		] );
		expect( five ).toMatchObject( sum( records.slice( 0, 2 ) ) );
		expect( five!.records!.map( ( { id } ) => id ).sort() ).toEqual( [
			'payment:5',
			'refund:70',
		] );
		expect( seventy ).toMatchObject( sum( records.slice( 2 ) ) );
	} );

	test( 'compares products and collections, too', async () => {
		const store = await ( await startTestApi() ).connect();
		const product = sampleProductRecord();
		const collection = sampleCollectionRecord();
		await store.send( [ collection, product ] );
		expect(
			( await compare( store, 'products', [ [ 1, null ] ] ) )[ 0 ]
		).toMatchObject( sum( [ product ] ) );
		expect(
			( await compare( store, 'collections', [ [ 1, null ] ] ) )[ 0 ]
		).toMatchObject( sum( [ collection ] ) );
	} );

	test( 'sees nothing of another store, even of the same account', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const other = await api.connect( {
			storeUrl: 'https://other.example.com',
		} );
		await other.send( [
			orderRecord( '1', 1 ),
			orderRecord( '1', 2, { status: 'checkout-draft' } ),
			contactRecord( '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		] );
		for ( const element of [ 'orders', 'contacts' ] ) {
			const [ range ] = await compare( store, element, [
				[ 1, null, true ],
			] );
			expect( range ).toMatchObject( { count: 0, records: [] } );
		}
		expect( await explain( store, 'orders', '1' ) ).toMatchObject( {
			records: [],
			exclusions: [],
			contact: null,
			triggers: [],
		} );
	} );

	test( 'refuses invalid and unsigned requests', async () => {
		const store = await ( await startTestApi() ).connect();
		const range = { element: 'orders', from: '5', to: '4', list: false };
		const wrong = await store.request( {
			path: '/v1/verify',
			body: JSON.stringify( { ranges: [ range ] } ),
		} );
		expect( problemOf( wrong ).name ).toBe( 'invalid-body' );
		const unsigned = await store.request( {
			path: '/v1/explain',
			body: JSON.stringify( { element: 'orders', id: '1' } ),
			headers: {
				authorization: 'Bearer tok_unknown',
				'webhook-signature': 'v1,AAAA',
			},
		} );
		expect( unsigned.status ).toBe( 401 );
		const get = await store.request( {
			method: 'GET',
			path: '/v1/verify',
		} );
		expect( [ get.status, get.headers.get( 'allow' ) ] ).toEqual( [
			405,
			'POST',
		] );
	} );
} );

describe( 'POST /v1/find', () => {
	test( 'returns the store’s own orders with a number', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const other = await api.connect();
		await store.send( [
			orderRecord( '5', 1, { number: 'INV-77' } ),
			orderRecord( '6', 2, { number: '5' } ),
		] );
		await other.send( [ orderRecord( '9', 1, { number: 'INV-78' } ) ] );
		expect( await find( store, 'INV-77' ) ).toEqual( [ '5' ] );
		expect( await find( store, '5' ) ).toEqual( [ '6' ] );
		expect( await find( store, 'INV-78' ) ).toEqual( [] );
	} );

	test( 'lists the last order first, and a limited number', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send(
			Array.from( { length: FIND_LIMIT + 2 }, ( _, index ) =>
				orderRecord( String( 1 + index ), 1, {
					number: 'SAME',
					date_created: `2026-01-${ 10 + index }T00:00:00Z`,
				} )
			)
		);
		const ids = await find( store, 'SAME' );
		expect( ids ).toHaveLength( FIND_LIMIT );
		expect( ids[ 0 ] ).toBe( String( FIND_LIMIT + 2 ) );
	} );
} );

describe( 'POST /v1/explain', () => {
	test( 'returns Ivorey’s data about an order: record, transactions, contact, triggers', async () => {
		const store = await ( await startTestApi() ).connect();
		const order = orderRecord( '5', 9 );
		const transaction = sampleTransactionRecord();
		const payment = {
			...transaction,
			id: 'payment:5',
			version: 10,
			data: { ...transaction.data, order_id: '5' },
		};
		const trigger = sampleTriggerRecord();
		await store.send( [
			order,
			payment,
			{
				...trigger,
				id: 'order_submitted:5',
				data: {
					...trigger.data,
					type: 'order_submitted',
					order_id: '5',
				},
			},
		] );
		const answer = await explain( store, 'orders', '5' );
		expect( answer.records ).toMatchObject( [
			{
				element: 'orders',
				id: '5',
				version: 9,
				digest: digestOf( order.data ),
			},
			{
				element: 'transactions',
				id: 'payment:5',
				version: 10,
				digest: digestOf( payment.data ),
			},
		] );
		expect( answer.contact ).toMatchObject( { kind: 'guest' } );
		expect( answer.triggers ).toMatchObject( [
			{ id: 'order_submitted:5', type: 'order_submitted' },
		] );
		expect( answer.exclusions ).toEqual( [] );
	} );

	test( 'returns a user’s contact, and nothing for an object that never arrived', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send( [ contactRecord( '7', 1 ) ] );
		const answer = await explain( store, 'contacts', '7' );
		expect( answer.records ).toHaveLength( 1 );
		expect( answer.contact ).toMatchObject( { kind: 'customer' } );
		expect( await explain( store, 'products', '7' ) ).toMatchObject( {
			records: [],
			exclusions: [],
			contact: null,
			triggers: [],
		} );
	} );

	test( 'R18 returns the records that Ivorey kept out, and why', async () => {
		const store = await ( await startTestApi() ).connect();
		await store.send( [
			orderRecord( '5', 1, { status: 'checkout-draft' } ),
			paymentRecord( '5', 1, { voided: true } ),
			// Another kind of object, with the same ID.
			productRecord( '5', 1, { include_in_online_store: false } ),
		] );
		const answer = await explain( store, 'orders', '5' );
		expect( answer.records ).toEqual( [] );
		expect( answer.exclusions ).toMatchObject( [
			{ element: 'orders', id: '5', reason: 'draft' },
			{
				element: 'transactions',
				id: 'payment:5',
				reason: 'no_money_moved',
			},
		] );
	} );
} );
