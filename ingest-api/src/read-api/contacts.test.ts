import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { readerOf } from '../testing/reader.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	refundRecord,
} from '../testing/records.ts';

test( 'R36 R41 contacts are read like the list in the console, and a single one with its spending and its merges', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [
		orderRecord( '1', 1, {
			billing_email: 'ada@example.com',
			date_paid: '2026-01-09T10:00:00Z',
		} ),
		orderRecord( '2', 1, {
			billing_email: 'bob@example.com',
			date_created: '2026-01-08T10:00:00Z',
			marketing_consent: { given: false, source: 'mailpoet' },
		} ),
	] );
	await store.send( [
		contactRecord( '7', 1, { email: 'ada@example.com' } ),
	] );
	const ivorey = await readerOf( api, store );
	const emails = async ( query: object ) => {
		const { data } = await ivorey.GET( '/v1/contacts', {
			params: { query },
		} );
		return data?.data.map( ( { email } ) => email );
	};
	expect( await emails( { kind: 'guest' } ) ).toEqual( [
		'bob@example.com',
	] );
	expect( await emails( { search: 'ada@' } ) ).toEqual( [
		'ada@example.com',
	] );
	expect( await emails( { limit: 1 } ) ).toHaveLength( 1 );
	await store.send( [
		orderRecord( '3', 1, { billing_email: 'bob@example.com' } ),
	] );
	const most = await ivorey.GET( '/v1/contacts', {
		params: { query: { sort: 'orders-desc' } },
	} );
	expect(
		most.data!.data.map( ( { email, order_count: orders } ) => [
			email,
			orders,
		] )
	).toEqual( [
		[ 'bob@example.com', 2 ],
		[ 'ada@example.com', 1 ],
	] );
	const { data } = await ivorey.GET( '/v1/contacts', {
		params: { query: { search: 'ada@' } },
	} );
	const contact = data!.data[ 0 ]!.id;
	const read = ( headers = {} ) =>
		ivorey.GET( '/v1/contacts/{contact}', {
			params: { path: { contact } },
			headers,
		} );
	const { data: refusing } = await ivorey.GET( '/v1/contacts', {
		params: { query: { search: 'bob@' } },
	} );
	expect( refusing!.data[ 0 ] ).toMatchObject( {
		marketing_consent: {
			state: 'refused',
			at: '2026-01-08T10:00:00.000Z',
			source: 'mailpoet',
		},
	} );
	const one = await read();
	expect( one.data ).toMatchObject( {
		kind: 'customer',
		users: [ { connection: store.credentials.connection, user_id: '7' } ],
		order_count: 1,
		spent: [ { currency: 'EUR', orders: 1 } ],
		merges: [ { reason: 'registered' } ],
		marketing_consent: { state: 'unknown', at: null, source: null },
	} );
	const etag = one.response.headers.get( 'etag' );
	expect( ( await read( { 'if-none-match': etag } ) ).response.status ).toBe(
		304
	);
} );

test( 'R8 R41 transactions are filtered by type, currency and day of the account', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await api.db
		.updateTable( 'accounts' )
		.set( { time_zone: 'Pacific/Auckland' } )
		.execute();
	await store.send( [
		orderRecord( '1', 1, { billing_email: 'ada@example.com' } ),
		// Already the next day in Auckland.
		paymentRecord( '1', 1, {
			amount: '28.5',
			date: '2026-01-09T23:00:00Z',
		} ),
		refundRecord( '9', '1', 1, {
			amount: '3',
			currency: 'USD',
			date: '2026-01-11T10:00:00Z',
		} ),
	] );
	const ivorey = await readerOf( api, store );
	const ids = async ( query: object ) => {
		const { data } = await ivorey.GET( '/v1/transactions', {
			params: { query },
		} );
		return data?.data.map( ( { id } ) => id );
	};
	expect( await ids( {} ) ).toEqual( [ 'refund:9', 'payment:1' ] );
	expect( await ids( { type: 'refund' } ) ).toEqual( [ 'refund:9' ] );
	expect( await ids( { currency: 'EUR' } ) ).toEqual( [ 'payment:1' ] );
	expect( await ids( { date_to: '2026-01-09' } ) ).toEqual( [] );
	expect(
		await ids( { date_from: '2026-01-10', date_to: '2026-01-10' } )
	).toEqual( [ 'payment:1' ] );
	const { data } = await ivorey.GET(
		'/v1/transactions/{connection}/{transaction}',
		{
			params: {
				path: {
					connection: store.connectionId,
					transaction: 'refund:9',
				},
			},
		}
	);
	expect( data ).toMatchObject( {
		amount: '3.00',
		currency: 'USD',
		reason: 'Broken',
		order_number: '1',
	} );
	expect( data!.contact_id ).not.toBeNull();
} );
