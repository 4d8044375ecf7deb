import { sampleVariant } from '@ivorey/shared/testing';
import { expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	contactRecord,
	orderRecord,
	productRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

/** Two stores of one account: every WooCommerce counts its IDs from 1. */
async function twoStores(): Promise< {
	api: TestApi;
	store: TestStore;
	other: TestStore;
} > {
	const api = await startTestApi();
	return { api, store: await api.connect(), other: await api.connect() };
}

async function rowsOf(
	api: TestApi,
	{ connectionId }: TestStore,
	table: 'order_products' | 'product_variants' | 'product_collections'
): Promise< unknown[] > {
	return api.db
		.selectFrom( table )
		.where( 'connection_id', '=', connectionId )
		.selectAll()
		.execute();
}

test( 'R16 a store’s orders’ products, variants and collections survive changes under the same IDs in another store', async () => {
	const { api, store, other } = await twoStores();
	const variable = ( version: number, ...ids: string[] ) =>
		productRecord( '1', version, {
			type: 'variable',
			variants: ids.map( ( id ) => sampleVariant( { id } ) ),
			collection_ids: ids,
		} );
	for ( const each of [ store, other ] ) {
		await each.send( [ orderRecord( '1', 1 ), variable( 1, '11', '12' ) ] );
	}
	const kept = () =>
		Promise.all(
			(
				[
					'order_products',
					'product_variants',
					'product_collections',
				] as const
			 ).map( ( table ) => rowsOf( api, other, table ) )
		);
	const before = await kept();
	await store.send( [
		orderRecord( '1', 2, { line_items: [] } ),
		variable( 2, '11' ),
	] );
	await store.send( [
		{
			element: 'products',
			id: '1',
			version: 3,
			data: { type: 'offline', include_in_online_store: false },
		},
	] );
	expect( await rowsOf( api, store, 'order_products' ) ).toEqual( [] );
	expect( await kept() ).toEqual( before );
} );

test( 'R14 R18 one store’s records do not affect what another store excludes', async () => {
	const { api, store, other } = await twoStores();
	const unpublished = ( id: string ) =>
		productRecord( id, 2, { include_in_online_store: false } );
	await store.send( [ productRecord( '1', 1 ) ] );
	const { outcomes } = await other.send( [ unpublished( '1' ) ] );
	expect( outcomes ).toMatchObject( [
		{ outcome: 'excluded', reason: 'unpublished' },
	] );
	// This store has an exclusion of its own, and accepts the record that the other one excludes.
	await store.send( [ unpublished( '2' ) ] );
	await store.send( [ productRecord( '1', 3 ) ] );
	expect(
		await api.db
			.selectFrom( 'exclusions' )
			.where( 'connection_id', '=', other.connectionId )
			.select( 'record_id' )
			.execute()
	).toEqual( [ { record_id: '1' } ] );
} );

test( 'R3 a user who registers in one store gets no orders of the user with the same ID in another', async () => {
	const { api, store, other } = await twoStores();
	await store.send( [
		orderRecord( '1', 1, { billing_email: 'guest@example.com' } ),
		orderRecord( '5', 1, {
			customer_id: '7',
			billing_email: 'work@example.com',
		} ),
	] );
	await other.send( [
		orderRecord( '1', 1, {
			customer_id: '7',
			billing_email: 'another@example.com',
		} ),
		orderRecord( '5', 1, { billing_email: 'stranger@example.com' } ),
	] );
	await store.send( [
		contactRecord( '7', 1, { email: 'me@example.com' } ),
	] );
	const buyers = ( { connectionId }: TestStore ) =>
		api.db
			.selectFrom( 'orders as o' )
			.innerJoin( 'contacts as c', 'c.contact_id', 'o.contact_id' )
			.where( 'o.connection_id', '=', connectionId )
			.select( [ 'o.order_id', 'c.email_key' ] )
			.orderBy( 'o.order_id' )
			.execute();
	expect( await buyers( store ) ).toEqual( [
		{ order_id: '1', email_key: 'guest@example.com' },
		{ order_id: '5', email_key: 'me@example.com' },
	] );
	expect( await buyers( other ) ).toEqual( [
		{ order_id: '1', email_key: 'another@example.com' },
		{ order_id: '5', email_key: 'stranger@example.com' },
	] );
} );
