import { digestOf } from '@ivorey/shared/digest';
import { describe, expect, test } from 'vitest';
import {
	EMAIL,
	WORDS,
	AFTER,
	order,
	user,
	erasure,
	outcomesOf,
	ordersOf,
	contactsOf,
	connected,
} from '../testing/erasures.ts';
import { refundRecord } from '../testing/records.ts';
import { searchDatabase } from '../testing/search-database.ts';

describe( 'an erased person', () => {
	test( 'is not brought back by a repetition, an import, or a change of an earlier order, and both sides compare equal', async () => {
		const { api, store } = await connected();
		const first = [
			user( '7', 10 ),
			order( '1', 10, { customer_id: '7' } ),
			refundRecord( '90', '1', 10, { reason: 'Zuleika was ill' } ),
		];
		await store.send( first );
		await store.send( [ erasure( 20, { user_id: '7' } ) ] );
		expect(
			await outcomesOf( store, [
				user( '7', 5 ),
				order( '1', 5, { customer_id: '7' } ),
			] )
		).toEqual( [ 'erased', 'stale' ] );

		const again = [
			user( '7', 30, { display_name: 'Zuleika again' } ),
			order( '1', 30, { customer_id: '7', status: 'completed' } ),
			refundRecord( '90', '1', 30, { reason: 'Zuleika is ill' } ),
			// The order is from before the request and has not arrived yet: its refund arrives first.
			refundRecord( '91', '2', 30, { reason: 'Zuleika again' } ),
		];
		expect( await outcomesOf( store, again ) ).toEqual( [
			'erased',
			'applied',
			'applied',
			'applied',
		] );
		const late = order( '2', 31 );
		expect( await outcomesOf( store, [ late ] ) ).toEqual( [ 'applied' ] );

		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		expect( await contactsOf( api ) ).toEqual( [] );
		const orders = await ordersOf( api );
		expect( orders.map( ( row ) => row.status ) ).toEqual( [
			'Completed',
			'Pending',
		] );
		expect( orders.map( ( row ) => row.digest ) ).toEqual( [
			digestOf( again[ 1 ]!.data ),
			digestOf( late.data ),
		] );
		expect(
			await api.db
				.selectFrom( 'transactions' )
				.select( 'digest' )
				.orderBy( 'transaction_id' )
				.execute()
		).toEqual( [
			{ digest: digestOf( again[ 2 ]!.data ) },
			{ digest: digestOf( again[ 3 ]!.data ) },
		] );
		expect(
			await api.db
				.selectFrom( 'contact_links' )
				.select( [ 'digest', 'version', 'contact_id' ] )
				.execute()
		).toEqual( [
			{
				digest: digestOf( again[ 0 ]!.data ),
				version: '30',
				contact_id: null,
			},
		] );
		// R18
		expect(
			await api.db
				.selectFrom( 'exclusions' )
				.select( [ 'element', 'record_id', 'reason' ] )
				.execute()
		).toEqual( [
			{ element: 'contacts', record_id: '7', reason: 'erased' },
		] );
	} );

	test( 'comes back with an order placed since, or by registering again', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ), order( '1', 1 ) ] );
		await store.send( [ erasure( 2, { user_id: '7' } ) ] );
		await store.send( [
			order( '2', 3, { customer_id: '7', date_created: AFTER } ),
		] );
		expect( await contactsOf( api ) ).toMatchObject( [
			{ email: EMAIL, kind: 'guest', first_name: 'Zuleika' },
		] );
		expect(
			( await ordersOf( api ) ).map( ( row ) => row.billing_email )
		).toEqual( [ null, EMAIL ] );
		expect(
			await outcomesOf( store, [
				user( '8', 4, { date_registered: AFTER } ),
			] )
		).toEqual( [ 'applied' ] );
		expect( await contactsOf( api ) ).toMatchObject( [
			{ email: EMAIL, kind: 'customer' },
		] );
	} );

	test( 'keeps orders placed between the request and its arrival', async () => {
		const { api, store } = await connected();
		await store.send( [
			order( '1', 1 ),
			order( '2', 1, { date_created: AFTER } ),
		] );
		await store.send( [ erasure( 2 ) ] );
		expect(
			( await ordersOf( api ) ).map( ( row ) => row.billing_email )
		).toEqual( [ null, EMAIL ] );
		expect( await contactsOf( api ) ).toMatchObject( [
			{ kind: 'guest' },
		] );
	} );
} );
