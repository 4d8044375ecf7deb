import { describe, expect, test } from 'vitest';
import {
	EMAIL,
	WORDS,
	order,
	user,
	erasure,
	outcomesOf,
	ordersOf,
	contactsOf,
	connected,
} from '../testing/erasures.ts';
import { searchDatabase } from '../testing/search-database.ts';

describe( 'a deleted user', () => {
	const deleted = ( version: number ) =>
		erasure( version, { scope: 'user', user_id: '7' } );

	test( 'leaves the orders as they are, as guests’ orders (R2)', async () => {
		const { api, store } = await connected();
		await store.send( [
			user( '7', 1, { display_name: 'Of the account' } ),
			order( '1', 1, { customer_id: '7' } ),
			order( '2', 1, {
				customer_id: '7',
				billing_email: 'office@example.com',
			} ),
		] );
		const before = await ordersOf( api );
		expect( await outcomesOf( store, [ deleted( 2 ) ] ) ).toEqual( [
			'applied',
		] );
		expect( await contactsOf( api ) ).toMatchObject( [
			{
				email: 'office@example.com',
				kind: 'guest',
				first_name: 'Zuleika',
			},
			{
				email: EMAIL,
				kind: 'guest',
				display_name: '',
				date_registered: null,
				source_id: '1',
			},
		] );
		expect(
			( await ordersOf( api ) ).map(
				( { contact_id: _, ...row } ) => row
			)
		).toEqual( before.map( ( { contact_id: _, ...row } ) => row ) );
		expect( await searchDatabase( api.db, [ 'Of the account' ] ) ).toEqual(
			[]
		);
		// An old record that was long on its way.
		expect( await outcomesOf( store, [ user( '7', 1 ) ] ) ).toEqual( [
			'erased',
		] );
		expect( await searchDatabase( api.db, [ 'Of the account' ] ) ).toEqual(
			[]
		);
		// A later change of an order brings the data that the store still has.
		await store.send( [ order( '1', 3, { status: 'completed' } ) ] );
		expect( ( await ordersOf( api ) )[ 0 ] ).toMatchObject( {
			billing_email: EMAIL,
			status: 'Completed',
		} );
	} );

	test( 'without orders is gone', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ) ] );
		await store.send( [ deleted( 2 ) ] );
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		expect(
			await api.db.selectFrom( 'contact_links' ).selectAll().execute()
		).toEqual( [] );
	} );

	test( 'is a different user from a new one with the same address', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ) ] );
		await store.send( [ deleted( 2 ) ] );
		expect( await outcomesOf( store, [ user( '8', 3 ) ] ) ).toEqual( [
			'applied',
		] );
		expect( await contactsOf( api ) ).toHaveLength( 1 );
	} );
} );
