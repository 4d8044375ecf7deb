import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { bulkEdit, quickEdit } from './catalogue-admin.ts';
import { makeProduct, productOf } from './catalogue.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

describeStore( 'products', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );

	test( 'R14 R15 quick edit and bulk edit in wp-admin', async () => {
		const [ one, two ] = [
			await makeProduct( pipe.store, { name: 'One', sku: 'QE-1' } ),
			await makeProduct( pipe.store, { name: 'Two' } ),
		];
		await quickEdit( pipe.store, one, {
			post_title: 'One, quickly',
			post_name: 'one-quickly',
			_sku: 'QE-1',
			_regular_price: '11.5',
			_sale_price: '',
			_visibility: 'visible',
			_stock_status: 'outofstock',
		} );
		expect( await productOf( pipe, one ) ).toMatchObject( {
			name: 'One, quickly',
			price: 11.5,
			stock_status: 'outofstock',
			record: { slug: 'one-quickly' },
		} );
		expect( await productOf( pipe, two ) ).toMatchObject( {
			include_in_online_store: true,
		} );

		await bulkEdit( pipe.store, [ one, two ], {
			change_regular_price: '1',
			_regular_price: '42',
			_status: 'draft',
		} );
		for ( const id of [ one, two ] ) {
			expect( await productOf( pipe, id ) ).toMatchObject( {
				price: 42,
				include_in_online_store: false,
			} );
		}
		expect( await pipe.store.debugLog() ).not.toMatch( /ivorey/i );
	} );
} );
