import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { readerOf } from '../testing/reader.ts';
import {
	collectionRecord,
	orderRecord,
	productRecord,
} from '../testing/records.ts';

async function bed() {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [
		collectionRecord( '15', 1, { name: 'Tea' } ),
		productRecord( '501', 1, {
			name: 'Green tea',
			price: '25',
			description: 'Two\r\nlines',
			collection_ids: [ '15' ],
		} ),
		productRecord( '502', 1, {
			name: 'Mug',
			price: '9.5',
			stock_status: 'outofstock',
			collection_ids: [],
		} ),
		orderRecord( '1', 1 ),
	] );
	const path = {
		connection: store.credentials.connection,
		product: '501',
	};
	const [ reading, managing ] = await Promise.all( [
		readerOf( api, store ),
		readerOf( api, store, 'manage' ),
	] );
	const read = () =>
		reading.GET( '/v1/products/{connection}/{product}', {
			params: { path },
		} );
	const patch = ( body: object, ifMatch: string | null, client = managing ) =>
		client.PATCH( '/v1/products/{connection}/{product}', {
			params: {
				path,
				header: { 'If-Match': ifMatch ?? undefined! },
			},
			body,
		} );
	return { api, store, reading, managing, path, read, patch };
}

test( 'R41 products are read like the list in the console, and a single one with all data of its page', async () => {
	const { reading, read, store } = await bed();
	const names = async ( query: object ) => {
		const { data } = await reading.GET( '/v1/products', {
			params: { query },
		} );
		return data?.data.map( ( { name } ) => name );
	};
	expect( await names( {} ) ).toEqual( [ 'Green tea', 'Mug' ] );
	expect( await names( { sort: 'price-asc' } ) ).toEqual( [
		'Mug',
		'Green tea',
	] );
	expect( await names( { search: 'tea' } ) ).toEqual( [ 'Green tea' ] );
	expect( await names( { stock: 'outofstock' } ) ).toEqual( [ 'Mug' ] );
	expect( await names( { online: false } ) ).toEqual( [] );
	expect(
		await names( { collection: `${ store.connectionId }~15` } )
	).toEqual( [ 'Green tea' ] );
	const { data } = await read();
	expect( data ).toMatchObject( {
		id: '501',
		price: '25.00',
		currency: 'EUR',
		collections: [ { id: '15', name: 'Tea' } ],
		edits: null,
		order_count: 1,
		woocommerce: { name: 'Green tea', price: '25' },
	} );
	const { data: collection } = await reading.GET(
		'/v1/collections/{connection}/{collection}',
		{
			params: {
				path: { connection: store.connectionId, collection: '15' },
			},
		}
	);
	expect( collection ).toMatchObject( { name: 'Tea', parent: null } );
} );

test( 'R37 R41 a token with manage rights changes a product, and names the version that it read', async () => {
	const { patch, read, reading, store } = await bed();
	const etag = ( await read() ).response.headers.get( 'etag' )!;
	const problem = async (
		...[ body, ifMatch, client ]: Parameters< typeof patch >
	) => {
		const { error, response } = await patch( body, ifMatch, client );
		return [ response.status, error?.type.split( ':' ).at( -1 ) ];
	};
	expect( await problem( { name: 'X' }, etag, reading ) ).toEqual( [
		403,
		'insufficient-scope',
	] );
	expect( await problem( { name: 'X' }, null ) ).toEqual( [
		428,
		'if-match-required',
	] );
	expect( await problem( { name: 'X' }, '"other"' ) ).toEqual( [
		412,
		'changed-meanwhile',
	] );
	for ( const body of [
		{ name: '' },
		{ name: ' ' },
		{ price: null },
		{ price: '0' },
		{ price: 'cheap' },
		{ include_in_online_store: 'yes' },
		{ colour: 'red' },
		{ description: 'x'.repeat( 200_001 ) },
	] ) {
		expect( await problem( body, etag ), JSON.stringify( body ) ).toEqual( [
			422,
			'invalid-body',
		] );
	}
	expect( ( await read() ).data!.edits ).toBeNull();

	const changed = await patch( { price: '26.9' }, etag );
	expect( changed.data ).toMatchObject( {
		price: '26.90',
		name: 'Green tea',
		woocommerce: { price: '25' },
		edits: { price: '26.9', by: 'API token “Tests”' },
	} );
	// A difference in line breaks alone is not a change.
	expect( Object.keys( changed.data!.edits! ).sort() ).toEqual( [
		'at',
		'by',
		'price',
	] );
	expect( await problem( { price: '27' }, etag ) ).toEqual( [
		412,
		'changed-meanwhile',
	] );
	const fresh = changed.response.headers.get( 'etag' )!;
	expect( ( await read() ).response.headers.get( 'etag' ) ).toBe( fresh );

	// R15
	await store.send( [ productRecord( '501', 2, { name: 'Black tea' } ) ] );
	expect( await problem( { price: '27' }, fresh ) ).toEqual( [
		412,
		'changed-meanwhile',
	] );
	expect( ( await read() ).data ).toMatchObject( {
		name: 'Black tea',
		edits: null,
		overwritten: { price: '26.9' },
	} );
	expect( ( await patch( { name: 'Tea' }, '*' ) ).data ).toMatchObject( {
		name: 'Tea',
		edits: { name: 'Tea' },
	} );
} );
