import { DEFAULT_SETTINGS } from '@ivorey/shared';
import { sampleVariant } from '@ivorey/shared/testing';
import { digestOf } from '@ivorey/shared/digest';
import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	collectionRecord,
	orderRecord,
	productRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

async function connected(): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi();
	return { api, store: await api.connect() };
}

function variants( ...ids: string[] ) {
	return {
		type: 'variable' as const,
		variants: ids.map( ( id ) => sampleVariant( { id } ) ),
	};
}

async function variantsOf( api: TestApi ) {
	return api.db
		.selectFrom( 'product_variants' )
		.select( [ 'variant_id', 'available', 'price', 'position' ] )
		.orderBy( 'variant_id' )
		.execute();
}

async function linksOf( api: TestApi ): Promise< string[] > {
	const rows = await api.db
		.selectFrom( 'product_collections' )
		.select( [ 'product_id', 'collection_id' ] )
		.orderBy( 'product_id' )
		.orderBy( 'collection_id' )
		.execute();
	return rows.map( ( row ) => `${ row.product_id } ${ row.collection_id }` );
}

test( 'R12 R15 a product is stored in every field', async () => {
	const { api, store } = await connected();
	const record = productRecord( '501', 7, {
		type: 'variable',
		price: '9.99',
		sale_price: '9.99',
		date_on_sale_from: '2026-01-01T00:00:00Z',
		variants: [
			sampleVariant( {
				id: '502',
				image: 'https://store.example/blue.jpg',
				stock_quantity: '1.5',
			} ),
		],
	} );
	expect( ( await store.send( [ record ] ) ).outcomes ).toEqual( [
		{ element: 'products', id: '501', outcome: 'applied' },
	] );
	expect(
		await api.db.selectFrom( 'products' ).selectAll().execute()
	).toEqual( [
		{
			account_id: store.accountId,
			connection_id: store.connectionId,
			product_id: '501',
			version: '7',
			digest: expect.stringMatching( /^[0-9a-f]{32}$/ ),
			type: 'variable',
			name: 'Sample Mug',
			slug: 'sample-mug',
			include_in_online_store: true,
			description: '<p>Holds tea.</p>',
			short_description: '',
			permalink: 'https://store.example/product/sample-mug/',
			virtual: false,
			downloadable: false,
			images: [ 'https://store.example/wp-content/uploads/mug.jpg' ],
			attributes: [ { name: 'Colour', options: [ 'Blue', 'Green' ] } ],
			date_created: new Date( '2026-01-02T10:00:00Z' ),
			date_modified: new Date( '2026-01-02T10:00:00Z' ),
			price: '9.99000000',
			regular_price: '10.00000000',
			sale_price: '9.99000000',
			date_on_sale_from: new Date( '2026-01-01T00:00:00Z' ),
			date_on_sale_to: null,
			sku: 'MUG-1',
			manage_stock: true,
			stock_quantity: '40.00000000',
			stock_status: 'instock',
			record: record.data,
			edits: null,
			overwritten: null,
			name_sort: 'sample mug',
			words: [ '1blue', 'blue', 'mug1blue', 'sample' ],
			words_version: 2,
			price_sort: 9.99,
			received_at: expect.any( Date ),
			updated_at: expect.any( Date ),
		},
	] );
	expect(
		await api.db.selectFrom( 'product_variants' ).selectAll().execute()
	).toMatchObject( [
		{
			product_id: '501',
			variant_id: '502',
			available: true,
			position: 0,
			attributes: [ { name: 'Colour', option: 'Blue' } ],
			image: 'https://store.example/blue.jpg',
			price: '10.00000000',
			sale_price: null,
			sku: 'MUG-1-BLUE',
			manage_stock: false,
			stock_quantity: '1.50000000',
		},
	] );
	expect( await linksOf( api ) ).toEqual( [ '501 21' ] );
} );

test( 'R15 a change overwrites everything, including edits in Ivorey', async () => {
	const { api, store } = await connected();
	await store.send( [ productRecord( '1', 1 ) ] );
	await api.db
		.updateTable( 'products' )
		.set( { name: 'Changed in Ivorey', price: '1' } )
		.execute();
	await store.send( [ productRecord( '1', 2, { slug: 'new-slug' } ) ] );
	expect(
		await api.db
			.selectFrom( 'products' )
			.select( [ 'name', 'slug', 'price', 'version' ] )
			.execute()
	).toEqual( [
		{
			name: 'Sample Mug',
			slug: 'new-slug',
			price: '10.00000000',
			version: '2',
		},
	] );
} );

describe( 'R13 R16 a variant', () => {
	test( 'that is gone stays as unavailable, and is available again when it comes back', async () => {
		const { api, store } = await connected();
		await store.send( [ productRecord( '1', 1, variants( '11', '12' ) ) ] );
		await store.send( [ productRecord( '1', 2, variants( '12', '13' ) ) ] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ variant_id: '11', available: false, price: '10.00000000' },
			{ variant_id: '12', available: true, position: 0 },
			{ variant_id: '13', available: true, position: 1 },
		] );
		await store.send( [ productRecord( '1', 3, variants( '11' ) ) ] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ variant_id: '11', available: true },
			{ variant_id: '12', available: false },
			{ variant_id: '13', available: false },
		] );
	} );

	test( 'is unavailable once its product became simple', async () => {
		const { api, store } = await connected();
		await store.send( [ productRecord( '1', 1, variants( '11' ) ) ] );
		await store.send( [ productRecord( '1', 2 ) ] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ variant_id: '11', available: false },
		] );
	} );

	test( 'is left alone by an older record, and by other products', async () => {
		const { api, store } = await connected();
		await store.send( [
			productRecord( '1', 5, variants( '11' ) ),
			productRecord( '2', 5, variants( '21' ) ),
		] );
		const { outcomes } = await store.send( [
			productRecord( '1', 4, variants( '12' ) ),
		] );
		expect( outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ variant_id: '11', available: true },
			{ variant_id: '21', available: true },
		] );
	} );

	test( 'is needed by a variable product', async () => {
		const { api, store } = await connected();
		const { outcomes } = await store.send( [
			productRecord( '1', 1, variants() ),
		] );
		expect( outcomes ).toEqual( [
			{
				element: 'products',
				id: '1',
				outcome: 'excluded',
				reason: 'no_variants',
			},
		] );
		expect(
			await api.db.selectFrom( 'products' ).selectAll().execute()
		).toEqual( [] );
	} );
} );

test( 'R14 a new product that is not in the online store is excluded; a known one stays, switched off', async () => {
	const { api, store } = await connected();
	const off = { include_in_online_store: false };
	await store.send( [ productRecord( '1', 1 ) ] );
	const { outcomes } = await store.send( [
		productRecord( '1', 2, off ),
		productRecord( '2', 1, off ),
	] );
	expect( outcomes ).toEqual( [
		{ element: 'products', id: '1', outcome: 'applied' },
		{
			element: 'products',
			id: '2',
			outcome: 'excluded',
			reason: 'unpublished',
		},
	] );
	expect(
		await api.db
			.selectFrom( 'products' )
			.select( [ 'product_id', 'include_in_online_store' ] )
			.execute()
	).toEqual( [ { product_id: '1', include_in_online_store: false } ] );
	expect( await linksOf( api ) ).toEqual( [ '1 21' ] );
} );

test( 'R14 an old record that arrives after its product left the online store does not bring it back', async () => {
	const { api, store } = await connected();
	const keptOut = productRecord( '2', 5, { include_in_online_store: false } );
	for ( const id of [ 'msg_first', 'msg_again' ] ) {
		expect(
			( await store.send( [ keptOut ], { id } ) ).outcomes
		).toMatchObject( [ { outcome: 'excluded', reason: 'unpublished' } ] );
	}
	const { outcomes } = await store.send( [
		productRecord( '2', 4 ),
		productRecord( '3', 4 ),
	] );
	expect( outcomes ).toEqual( [
		{ element: 'products', id: '2', outcome: 'stale' },
		{ element: 'products', id: '3', outcome: 'applied' },
	] );
	expect(
		await api.db.selectFrom( 'products' ).select( 'product_id' ).execute()
	).toEqual( [ { product_id: '3' } ] );
	await store.send( [ productRecord( '2', 6 ) ] );
	expect(
		await api.db.selectFrom( 'products' ).select( 'product_id' ).execute()
	).toHaveLength( 2 );
} );

describe( 'R13 R15 R16 a product that loses its price', () => {
	const unpriced = ( id: string, version: number, data = {} ) =>
		productRecord( id, version, {
			name: 'Not for sale',
			price: null,
			regular_price: null,
			include_in_online_store: false,
			...data,
		} );

	test( 'stays with its new data, without a price, and leaves the online store', async () => {
		const { api, store } = await connected();
		await store.send( [
			productRecord( '1', 1 ),
			productRecord( '2', 1, variants( '21' ) ),
		] );
		const { outcomes } = await store.send( [
			unpriced( '1', 2 ),
			unpriced( '2', 2, variants() ),
		] );
		expect( outcomes ).toMatchObject( [
			{ outcome: 'applied' },
			{ outcome: 'applied' },
		] );
		const gone = {
			name: 'Not for sale',
			price: null,
			include_in_online_store: false,
		};
		expect(
			await api.db
				.selectFrom( 'products' )
				.select( [ 'name', 'price', 'include_in_online_store' ] )
				.execute()
		).toEqual( [ gone, gone ] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ available: false, price: '10.00000000' },
		] );
	} );

	test( 'is excluded if it is new', async () => {
		const { api, store } = await connected();
		const { outcomes } = await store.send( [
			unpriced( '1', 2 ),
			unpriced( '2', 2, variants() ),
		] );
		expect( outcomes ).toMatchObject( [
			{ outcome: 'excluded' },
			{ outcome: 'excluded' },
		] );
		expect(
			await api.db.selectFrom( 'products' ).selectAll().execute()
		).toEqual( [] );
	} );
} );

describe( 'R12 R14 a product that became another type', () => {
	const offline = ( id: string, version: number ) => ( {
		element: 'products',
		id,
		version,
		data: { include_in_online_store: false, type: 'offline' },
	} );
	const stored = ( api: TestApi ) =>
		api.db
			.selectFrom( 'products' )
			.select( [
				'product_id',
				'version',
				'name',
				'include_in_online_store',
				'record',
				'digest',
			] )
			.execute();

	test( 'leaves the online store with its variants, and is otherwise unchanged', async () => {
		const { api, store } = await connected();
		const record = productRecord( '1', 1, {
			...variants( '11', '12' ),
			collection_ids: [ '30' ],
		} );
		await store.send( [ record ] );
		const { outcomes } = await store.send( [ offline( '1', 2 ) ] );
		expect( outcomes ).toEqual( [
			{ element: 'products', id: '1', outcome: 'applied' },
		] );
		expect( await stored( api ) ).toEqual( [
			{
				product_id: '1',
				version: '2',
				name: 'Sample Mug',
				include_in_online_store: false,
				record: { ...record.data, include_in_online_store: false },
				// The digest is of the record as the store sent it.
				digest: digestOf( offline( '1', 2 ).data ),
			},
		] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ available: false },
			{ available: false },
		] );
		expect( await linksOf( api ) ).toEqual( [ '1 30' ] );

		await store.send( [ productRecord( '1', 3, variants( '11' ) ) ] );
		expect( await stored( api ) ).toMatchObject( [
			{ version: '3', include_in_online_store: true },
		] );
		expect( await variantsOf( api ) ).toMatchObject( [
			{ available: true },
			{ available: false },
		] );
	} );

	test( 'is excluded if Ivorey does not have it, and changes no newer record', async () => {
		const { api, store } = await connected();
		await store.send( [ productRecord( '1', 5 ) ] );
		const { outcomes } = await store.send( [
			offline( '1', 4 ),
			offline( '2', 4 ),
		] );
		expect( outcomes ).toEqual( [
			{ element: 'products', id: '1', outcome: 'stale' },
			{
				element: 'products',
				id: '2',
				outcome: 'excluded',
				reason: 'unpublished',
			},
		] );
		expect( await stored( api ) ).toMatchObject( [
			{ product_id: '1', version: '5', include_in_online_store: true },
		] );
	} );
} );

test( 'R18 an excluded record is listed with its newest reason until it is accepted', async () => {
	const { api, store } = await connected();
	const noted = () =>
		api.db
			.selectFrom( 'exclusions' )
			.select( [ 'element', 'record_id', 'version', 'reason' ] )
			.execute();
	await store.send( [
		productRecord( '2', 1, { include_in_online_store: false } ),
	] );
	expect( await noted() ).toEqual( [
		{
			element: 'products',
			record_id: '2',
			version: '1',
			reason: 'unpublished',
		},
	] );
	await store.send( [
		productRecord( '2', 2, variants() ),
		productRecord( '3', 1 ),
	] );
	expect( await noted() ).toMatchObject( [
		{ version: '2', reason: 'no_variants' },
	] );
	await store.send( [ productRecord( '2', 3 ) ] );
	expect( await noted() ).toEqual( [] );
} );

test( 'R14 the newest excluded version counts, whatever the order and batch it came in', async () => {
	const { store } = await connected();
	await store.send( [
		productRecord( '2', 5, { include_in_online_store: false } ),
	] );
	await store.send( [ productRecord( '2', 3, variants() ) ] );
	await store.send( [
		productRecord( '3', 5, variants() ),
		productRecord( '3', 3, variants() ),
	] );
	const { outcomes } = await store.send( [
		productRecord( '2', 4 ),
		productRecord( '3', 4 ),
	] );
	expect( outcomes ).toMatchObject( [
		{ outcome: 'stale' },
		{ outcome: 'stale' },
	] );
} );

test( 'R25 a record excluded only because its switch was off overtakes nothing', async () => {
	const { api, store } = await connected();
	const { version, ...on } = DEFAULT_SETTINGS;
	const use = ( selections: typeof on ) =>
		api.db
			.updateTable( 'connections' )
			.set( { settings: JSON.stringify( { version, ...selections } ) } )
			.where( 'account_id', '=', store.accountId )
			.execute();
	await use( {
		import: { ...on.import, products: false },
		sync: { ...on.sync, products: false },
	} );
	await store.send( [ productRecord( '1', 5 ) ] );
	await use( on );
	const { outcomes } = await store.send( [ productRecord( '1', 4 ) ] );
	expect( outcomes ).toMatchObject( [ { outcome: 'applied' } ] );
} );

test( 'R18 an excluded order is still listed after an older record of it arrives late', async () => {
	const { api, store } = await connected();
	await store.send( [ orderRecord( '1', 3 ) ] );
	await store.send( [ orderRecord( '1', 4, { status: 'auto-draft' } ) ] );
	const { outcomes } = await store.send( [ orderRecord( '1', 2 ) ] );
	expect( outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
	expect(
		await api.db.selectFrom( 'exclusions' ).select( 'reason' ).execute()
	).toEqual( [ { reason: 'draft' } ] );
} );

describe( 'relations settle by themselves', () => {
	test( 'R17 a product before its collection, and a collection before its parent', async () => {
		const { api, store } = await connected();
		await store.send( [
			productRecord( '1', 1, { collection_ids: [ '30', '31', '30' ] } ),
		] );
		await store.send( [
			collectionRecord( '31', 1, { parent_id: '30' } ),
		] );
		await store.send( [ collectionRecord( '30', 1 ) ] );
		const joined = await api.db
			.selectFrom( 'product_collections as l' )
			.innerJoin( 'collections as c', ( join ) =>
				join
					.onRef( 'c.account_id', '=', 'l.account_id' )
					.onRef( 'c.connection_id', '=', 'l.connection_id' )
					.onRef( 'c.collection_id', '=', 'l.collection_id' )
			)
			.select( [ 'l.product_id', 'c.collection_id', 'c.parent_id' ] )
			.orderBy( 'c.collection_id' )
			.execute();
		expect( joined ).toEqual( [
			{ product_id: '1', collection_id: '30', parent_id: null },
			{ product_id: '1', collection_id: '31', parent_id: '30' },
		] );
	} );

	test( 'the links are those of the newest record, in any order of arrival', async () => {
		const records = [
			productRecord( '1', 1, { collection_ids: [ '1', '2' ] } ),
			productRecord( '1', 2, { collection_ids: [ '2', '3' ] } ),
			productRecord( '1', 3, { collection_ids: [ '3' ] } ),
		];
		for ( const order of [
			[ 0, 1, 2 ],
			[ 2, 1, 0 ],
			[ 1, 2, 0 ],
			[ 0, 2, 1 ],
		] ) {
			const { api, store } = await connected();
			for ( const index of order ) {
				await store.send( [ records[ index ]! ] );
			}
			expect( await linksOf( api ), order.join() ).toEqual( [ '1 3' ] );
		}
	} );
} );

test( 'R17 a collection is stored in every field, and an older record does not overwrite it', async () => {
	const { api, store } = await connected();
	const record = collectionRecord( '21', 5, {
		name: 'Küche & Bad',
		parent_id: '20',
		image: 'https://store.example/k.jpg',
		count: 12,
	} );
	await store.send( [ record ] );
	const { outcomes } = await store.send( [
		collectionRecord( '21', 4, { name: 'Older' } ),
	] );
	expect( outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
	expect(
		await api.db.selectFrom( 'collections' ).selectAll().execute()
	).toMatchObject( [
		{
			collection_id: '21',
			version: '5',
			name: 'Küche & Bad',
			slug: 'kitchen',
			parent_id: '20',
			image: 'https://store.example/k.jpg',
			count: 12,
			record: record.data,
		},
	] );
} );

test( 'R16 R17 an emptied collection stays with its count of zero; a new one is excluded', async () => {
	const { api, store } = await connected();
	const emptied = ( id: string ) => collectionRecord( id, 2, { count: 0 } );
	await store.send( [ collectionRecord( '21', 1, { count: 12 } ) ] );
	const { outcomes } = await store.send( [
		emptied( '21' ),
		emptied( '22' ),
	] );
	expect( outcomes ).toEqual( [
		{ element: 'collections', id: '21', outcome: 'applied' },
		{
			element: 'collections',
			id: '22',
			outcome: 'excluded',
			reason: 'unused',
		},
	] );
	const late = await store.send( [ collectionRecord( '22', 1 ) ] );
	expect( late.outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
	expect(
		await api.db
			.selectFrom( 'collections' )
			.select( [ 'collection_id', 'count' ] )
			.execute()
	).toEqual( [ { collection_id: '21', count: 0 } ] );
} );
