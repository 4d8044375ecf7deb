import { sampleAddress } from '@ivorey/shared/testing';
import { expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

async function connected(): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi();
	return { api, store: await api.connect() };
}

async function contactsOf( api: TestApi ) {
	return api.db
		.selectFrom( 'contacts' )
		.select( [
			'contact_id',
			'email',
			'email_key',
			'kind',
			'first_name',
			'phone',
			'display_name',
		] )
		.orderBy( 'email' )
		.execute();
}

async function contactOfOrder(
	api: TestApi,
	orderId: string
): Promise< string | null > {
	const order = await api.db
		.selectFrom( 'orders' )
		.where( 'order_id', '=', orderId )
		.select( 'contact_id' )
		.executeTakeFirstOrThrow();
	return order.contact_id;
}

test( 'R3 a guest’s details follow the newest order only, in any order of arrival', async () => {
	const { api, store } = await connected();
	const billing = ( name: string ) =>
		sampleAddress( { first_name: name, phone: `phone of ${ name }` } );
	await store.send( [
		orderRecord( '2', 1, {
			date_created: '2026-02-02T00:00:00Z',
			billing: billing( 'Second' ),
			billing_email: 'Ada@Example.com',
		} ),
	] );
	await store.send( [
		orderRecord( '1', 1, {
			date_created: '2026-02-01T00:00:00Z',
			billing: billing( 'First' ),
		} ),
	] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{
			first_name: 'Second',
			phone: 'phone of Second',
			email: 'Ada@Example.com',
		},
	] );
	await store.send( [
		orderRecord( '2', 2, {
			date_created: '2026-02-02T00:00:00Z',
			billing: billing( 'Corrected' ),
		} ),
	] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{ first_name: 'Corrected', email: 'ada@example.com' },
	] );
	await store.send( [
		orderRecord( '2', 3, {
			date_created: '2026-01-02T00:00:00Z',
			billing: billing( 'Dated back' ),
		} ),
	] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{ first_name: 'First' },
	] );
} );

test.each( [
	[ 'one batch', [ [ '99', '100' ] ] ],
	[ 'two batches', [ [ '99' ], [ '100' ] ] ],
	[ 'two batches that overtake each other', [ [ '100' ], [ '99' ] ] ],
] )(
	'R3 if two orders of the same second arrive in %s, the later one gives the guest’s details',
	async ( _, batches ) => {
		const { api, store } = await connected();
		for ( const batch of batches ) {
			await store.send(
				batch.map( ( id ) =>
					orderRecord( id, 1, {
						date_created: '2026-02-02T00:00:00Z',
						billing: sampleAddress( { first_name: `Of ${ id }` } ),
					} )
				)
			);
		}
		expect( await contactsOf( api ) ).toMatchObject( [
			{ first_name: 'Of 100' },
		] );
	}
);

test( 'R3 a guest who registers is the same contact, and no order changes it any more', async () => {
	const { api, store } = await connected();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const [ guest ] = await contactsOf( api );
	expect( guest ).toMatchObject( { kind: 'guest', display_name: '' } );
	await store.send( [
		contactRecord( '7', 1, {
			email: 'ADA@example.com',
			first_name: 'Registered',
		} ),
	] );
	expect( await contactsOf( api ) ).toEqual( [
		{
			...guest,
			kind: 'customer',
			email: 'ADA@example.com',
			first_name: 'Registered',
			display_name: 'Ada Example',
		},
	] );
	await store.send( [
		orderRecord( '2', 1, {
			date_created: '2027-01-01T00:00:00Z',
			billing: sampleAddress( { first_name: 'From the order' } ),
		} ),
	] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{
			contact_id: guest!.contact_id,
			kind: 'customer',
			first_name: 'Registered',
		},
	] );
	expect( await contactOfOrder( api, '2' ) ).toBe( guest!.contact_id );
} );

test( 'an order that arrives before its user’s record follows the user', async () => {
	const { api, store } = await connected();
	await store.send( [
		orderRecord( '1', 1, {
			customer_id: '7',
			billing_email: 'billing@example.com',
		} ),
	] );
	await store.send( [
		contactRecord( '7', 1, { email: 'account@example.com' } ),
	] );
	const account = ( await contactsOf( api ) ).find(
		( { email } ) => email === 'account@example.com'
	)!;
	expect( await contactOfOrder( api, '1' ) ).toBe( account.contact_id );
} );

test( 'a user whose e-mail address changes keeps the contact', async () => {
	const { api, store } = await connected();
	await store.send( [
		contactRecord( '7', 1, { email: 'old@example.com' } ),
		orderRecord( '1', 1, { customer_id: '7' } ),
	] );
	const [ before ] = await contactsOf( api );
	await store.send( [
		contactRecord( '7', 2, { email: 'New@example.com' } ),
	] );
	expect( await contactsOf( api ) ).toEqual( [
		{ ...before, email: 'New@example.com', email_key: 'new@example.com' },
	] );
	expect( await contactOfOrder( api, '1' ) ).toBe( before!.contact_id );
	await store.send( [
		orderRecord( '2', 1, { billing_email: 'old@example.com' } ),
	] );
	expect( await contactsOf( api ) ).toHaveLength( 2 );
} );

test( 'users who exchange or pass on their addresses in one batch', async () => {
	const { api, store } = await connected();
	await store.send( [
		contactRecord( '1', 1, { email: 'a@example.com' } ),
		contactRecord( '2', 1, { email: 'b@example.com' } ),
	] );
	await store.send( [
		contactRecord( '1', 2, { email: 'c@example.com' } ),
		contactRecord( '2', 3, { email: 'a@example.com' } ),
	] );
	expect(
		( await contactsOf( api ) ).map( ( row ) => row.email_key )
	).toEqual( [ 'a@example.com', 'c@example.com' ] );
	await store.send( [
		contactRecord( '1', 4, { email: 'a@example.com', first_name: 'One' } ),
		contactRecord( '2', 5, { email: 'c@example.com', first_name: 'Two' } ),
	] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{ email_key: 'a@example.com', first_name: 'One' },
		{ email_key: 'c@example.com', first_name: 'Two' },
	] );
} );

test( 'two stores of one account share a contact; the newest record shows', async () => {
	const api = await startTestApi();
	const one = await api.connect( { accountName: 'Shared' } );
	const two = await api.connect( {
		accountName: 'Shared',
		storeUrl: 'https://two.example.com',
	} );
	await one.send( [ contactRecord( '7', 20, { first_name: 'Newer' } ) ] );
	await two.send( [ contactRecord( '9', 10, { first_name: 'Older' } ) ] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{ first_name: 'Newer' },
	] );
	await two.send( [ contactRecord( '9', 30, { first_name: 'Newest' } ) ] );
	expect( await contactsOf( api ) ).toMatchObject( [
		{ first_name: 'Newest' },
	] );
} );

test( 'two accounts share nothing', async () => {
	const api = await startTestApi();
	const one = await api.connect( { accountName: 'One' } );
	const two = await api.connect( { accountName: 'Two' } );
	await one.send( [ orderRecord( '1', 1 ) ] );
	await two.send( [ orderRecord( '1', 1 ) ] );
	expect( await contactsOf( api ) ).toHaveLength( 2 );
	expect(
		await api.db
			.selectFrom( 'orders' )
			.select( 'account_id' )
			.distinct()
			.execute()
	).toHaveLength( 2 );
} );
