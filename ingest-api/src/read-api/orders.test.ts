import { expect, test } from 'vitest';
import { eachOf, type paths } from '../../client/index.ts';
import { sampleAddress } from '@ivorey/shared/testing';
import { startTestApi } from '../testing/api.ts';
import { readerOf } from '../testing/reader.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';

test( 'R41 orders are read by page in either direction, and filtered, searched and sorted like the list in the console', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [
		...[ 1, 2, 3, 4, 5 ].map( ( n ) =>
			orderRecord( String( n ), 1, {
				date_created: `2026-01-0${ n }T10:00:00Z`,
				status: n === 5 ? 'completed' : 'on-hold',
				date_paid: n > 3 ? '2026-01-09T10:00:00Z' : null,
				billing_email: `buyer${ n }@example.com`,
				...( n === 5
					? {
							currency: 'JPY',
							billing: sampleAddress( { first_name: 'Zoë' } ),
						}
					: {} ),
			} )
		),
	] );
	const ivorey = await readerOf( api, store );
	const numbers = async (
		query: paths[ '/v1/orders' ][ 'get' ][ 'parameters' ][ 'query' ] = {}
	) => {
		const { data, error } = await ivorey.GET( '/v1/orders', {
			params: { query: query ?? {} },
		} );
		expect( error ).toBeUndefined();
		return {
			...data!,
			numbers: data!.data.map( ( { number } ) => number ).join(),
		};
	};
	const first = await numbers( { limit: 2 } );
	expect( [ first.numbers, first.previous_cursor ] ).toEqual( [
		'5,4',
		null,
	] );
	const second = await numbers( { limit: 2, cursor: first.next_cursor! } );
	expect( second.numbers ).toBe( '3,2' );
	const third = await numbers( { limit: 2, cursor: second.next_cursor! } );
	expect( [ third.numbers, third.next_cursor ] ).toEqual( [ '1', null ] );
	const back = await numbers( { limit: 2, cursor: third.previous_cursor! } );
	expect( back.numbers ).toBe( '3,2' );

	expect( ( await numbers( { status: 'Completed' } ) ).numbers ).toBe( '5' );
	expect( ( await numbers( { paid: false } ) ).numbers ).toBe( '3,2,1' );
	expect( ( await numbers( { search: '#4' } ) ).numbers ).toBe( '4' );
	expect( ( await numbers( { search: 'buyer2@' } ) ).numbers ).toBe( '2' );
	for ( const query of [
		{ woocommerce_status: 'completed' },
		{ currency: 'JPY' },
		{ date_from: '2026-01-05' },
		{ search: 'zoë' },
	] ) {
		expect( ( await numbers( query ) ).numbers ).toBe( '5' );
	}
	expect( ( await numbers( { date_to: '2026-01-01' } ) ).numbers ).toBe(
		'1'
	);
	expect( ( await numbers( { sort: 'date-asc' } ) ).numbers ).toBe(
		'1,2,3,4,5'
	);
	const [ row ] = first.data;
	expect( row ).toMatchObject( {
		id: '5',
		connection: store.credentials.connection,
		store_url: store.storeUrl,
		status: 'Completed',
		woocommerce_status: 'completed',
	} );
	for ( const connection of [
		store.credentials.connection,
		store.connectionId,
	] ) {
		expect( ( await numbers( { connection } ) ).data ).toHaveLength( 5 );
	}
	expect( ( await numbers( { contact: row!.contact_id! } ) ).numbers ).toBe(
		'5'
	);
	const all = [];
	for await ( const order of eachOf( ( cursor ) =>
		ivorey.GET( '/v1/orders', {
			params: { query: { limit: 2, ...cursor } },
		} )
	) ) {
		all.push( order.id );
	}
	expect( all ).toEqual( [ '5', '4', '3', '2', '1' ] );
} );

test( 'R41 a wrong parameter is named, and so is a cursor of another list', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 1 ) ] );
	const ivorey = await readerOf( api, store );
	const { data } = await ivorey.GET( '/v1/orders', {
		params: { query: { limit: 1 } },
	} );
	const cursor = data!.next_cursor!;
	const broken = Buffer.from(
		JSON.stringify( [ 'before', 'date-desc', 'planted' ] )
	).toString( 'base64url' );
	for ( const [ query, named ] of [
		[ { limit: 101 }, 'limit must be a whole number from 1 to 100' ],
		[ { limit: 0 }, 'limit must be a whole number from 1 to 100' ],
		[ { limit: 'x' }, 'limit must be a whole number from 1 to 100' ],
		[ { paid: 'maybe' }, 'paid must be true or false' ],
		[ { status: 'completed' }, 'status must be one of "Pending"' ],
		[ { sort: 'colour-asc' }, 'sort must be one of "date-asc"' ],
		[ { connection: 'planted' }, 'connection must be a connection' ],
		[ { contact: 'planted' }, 'contact must be the id of a contact' ],
		[ { product: 'planted~1' }, 'product must be a connection and an id' ],
		[ { search: '\0' }, 'search must be text' ],
		[ { colour: 'red' }, 'colour is not a parameter here' ],
		[ { '<b>': 'red' }, 'A parameter is not a parameter here' ],
		[ { limit: [ '1', '2' ] }, 'limit is given more than once' ],
		[ { cursor: 'planted' }, 'cursor must be a cursor' ],
		[ { cursor: broken }, 'cursor must be a cursor' ],
		[ { cursor, sort: 'total-asc' }, 'cursor must be a cursor' ],
		// A sort by a text column, for which any cursor's values would have the right type.
		[ { cursor, sort: 'number-asc' }, 'cursor must be a cursor' ],
	] as const ) {
		const { error, response } = await ivorey.GET( '/v1/orders', {
			params: { query: query as object },
			querySerializer: { array: { style: 'form', explode: true } },
		} );
		expect( [ response.status, error?.type ], named ).toEqual( [
			400,
			'urn:ivorey:problem:bad-request',
		] );
		expect( error?.detail ).toContain( named );
		expect( error?.detail ).not.toContain( 'planted' );
	}
} );

test( 'R35 R41 an order is read with all data of its page, and not again while it is unchanged', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [
		productRecord( '501', 1, {
			images: [ 'https://shop.example.com/a.jpg' ],
		} ),
		contactRecord( '7', 1, { email: 'ada@example.com' } ),
		orderRecord( '1', 1, {
			customer_id: '7',
			billing_email: 'ada@example.com',
		} ),
		paymentRecord( '1', 1, { amount: '28.5' } ),
		refundRecord( '9', '1', 1, { amount: '3' } ),
		triggerRecord( 'order_submitted', '1', 1 ),
	] );
	const ivorey = await readerOf( api, store );
	const read = ( headers = {} ) =>
		ivorey.GET( '/v1/orders/{connection}/{order}', {
			params: {
				path: {
					connection: store.credentials.connection,
					order: '1',
				},
			},
			headers,
		} );
	const { data, response } = await read();
	expect( data ).toMatchObject( {
		id: '1',
		connection: store.credentials.connection,
		contact: { kind: 'customer', email: 'ada@example.com', order_count: 1 },
		transactions: [
			{ type: 'payment', amount: '28.50' },
			{ type: 'refund', amount: '3.00', reason: 'Broken' },
		],
		triggers: [ { type: 'order_submitted' } ],
	} );
	expect( data!.contact_id ).toBe( data!.contact!.id );
	expect( data!.line_items[ 0 ]!.product_id ).toBe( '501' );
	expect( data!.line_items[ 0 ]!.image ).toBe(
		'https://shop.example.com/a.jpg'
	);

	const etag = response.headers.get( 'etag' )!;
	const again = await read( { 'if-none-match': `"other", ${ etag }` } );
	expect( [ again.response.status, again.data ] ).toEqual( [
		304,
		undefined,
	] );
	await store.send( [ orderRecord( '1', 2, { status: 'completed' } ) ] );
	const changed = await read( { 'if-none-match': etag } );
	expect( changed.response.status ).toBe( 200 );
	expect( changed.data!.status ).toBe( 'Completed' );
} );
