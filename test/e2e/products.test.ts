import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { bulkEdit, quickEdit } from './catalogue-admin.ts';
import { makeProduct, productOf } from './catalogue.ts';
import type { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

describeStore( 'products', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );

	test( 'R14 R15 quick edit and bulk edit in wp-admin', async () => {
		const [ one, two ] = [
			await makeProduct( bed.store, { name: 'One', sku: 'QE-1' } ),
			await makeProduct( bed.store, { name: 'Two' } ),
		];
		await quickEdit( bed.store, one, {
			post_title: 'One, quickly',
			post_name: 'one-quickly',
			_sku: 'QE-1',
			_regular_price: '11.5',
			_sale_price: '',
			_visibility: 'visible',
			_stock_status: 'outofstock',
		} );
		expect( await productOf( bed, one ) ).toMatchObject( {
			name: 'One, quickly',
			price: 11.5,
			stock_status: 'outofstock',
			record: { slug: 'one-quickly' },
		} );
		expect( await productOf( bed, two ) ).toMatchObject( {
			include_in_online_store: true,
		} );

		await bulkEdit( bed.store, [ one, two ], {
			change_regular_price: '1',
			_regular_price: '42',
			_status: 'draft',
		} );
		for ( const id of [ one, two ] ) {
			expect( await productOf( bed, id ) ).toMatchObject( {
				price: 42,
				include_in_online_store: false,
			} );
		}
		expect( await bed.store.debugLog() ).not.toMatch( /ivorey/i );
	} );
} );
