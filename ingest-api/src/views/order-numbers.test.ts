import { expect, test } from 'vitest';
import { forAccount } from '../db/scope.ts';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { ALL_ORDERS, listOrders } from './order-list.ts';
import { headsOf } from './order-numbers.ts';

test.for( [
	[ '1042', [] ],
	[ 'WC-1042', [ 'WC-' ] ],
	[ 'WC1042', [ 'WC' ] ],
	[ 'WC-2026-00123', [ 'WC-', 'WC-2026-' ] ],
	[ '№ 7/А', [ '№ ', '№ 7/' ] ],
] as const )(
	'R34 the words of the order number %s begin after %s',
	( [ number, heads ] ) => {
		expect( headsOf( [ number ] ) ).toEqual( heads );
	}
);

test( "R34 an order is found by the words of its number, without the prefix of its store's numbers", async () => {
	const api = await startTestApi();
	const store = await api.connect();
	const other = await api.connect();
	await store.send( [
		orderRecord( '1', 1, { number: 'WC-2025-00041' } ),
		orderRecord( '2', 1, { number: 'WC-2026-00042' } ),
	] );
	await other.send( [ orderRecord( '1', 1, { number: '42' } ) ] );
	const own = forAccount( api.db, store.accountId );
	const find = async ( search: string ) =>
		(
			await listOrders( own, store.accountId, { ...ALL_ORDERS, search } )
		).rows
			.map( ( { number } ) => number )
			.sort();
	expect( await find( '42' ) ).toEqual( [ '42' ] );
	expect( await find( '00042' ) ).toEqual( [ 'WC-2026-00042' ] );
	expect( await find( '2025' ) ).toEqual( [ 'WC-2025-00041' ] );
	expect( await find( '#wc-2026' ) ).toEqual( [ 'WC-2026-00042' ] );
	expect( await find( '#0004' ) ).toEqual( [
		'WC-2025-00041',
		'WC-2026-00042',
	] );
	expect( await find( '0042' ) ).toEqual( [] );
} );
