import { digestOf } from '@ivorey/shared/digest';
import { inContractOrder } from '@ivorey/shared/testing/contract-order';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	collectionRecord,
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

async function connected(): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi();
	return { api, store: await api.connect() };
}

test( 'R8 a payment and each refund are separate records, even before or without their order', async () => {
	const { api, store } = await connected();
	await store.send( [
		paymentRecord( '5', 1, { amount: '100.10' } ),
		refundRecord( '8', '5', 1, { amount: '0.00000001' } ),
		refundRecord( '9', '5', 1, { currency: 'JPY', amount: '100' } ),
	] );
	await store.send( [ orderRecord( '5', 1 ) ] );
	const rows = await api.db
		.selectFrom( 'transactions' )
		.selectAll()
		.orderBy( 'transaction_id' )
		.execute();
	expect( rows ).toMatchObject( [
		{
			transaction_id: 'payment:5',
			type: 'payment',
			order_id: '5',
			amount: '100.10000000',
			currency: 'EUR',
			date: new Date( '2026-01-31T08:16:00Z' ),
			payment_method: 'card',
			payment_method_title: 'Credit card',
			gateway_transaction_id: 'pay_1001',
			reason: '',
			voided: false,
			version: '1',
		},
		{
			transaction_id: 'refund:8',
			type: 'refund',
			order_id: '5',
			amount: '0.00000001',
			reason: 'Broken',
		},
		{ transaction_id: 'refund:9', amount: '100.00000000', currency: 'JPY' },
	] );
} );

test( 'R8 a deleted refund is voided, and stays so whatever arrives late', async () => {
	const { api, store } = await connected();
	await store.send( [ refundRecord( '8', '5', 1 ) ] );
	await store.send( [ refundRecord( '8', '5', 3, { voided: true } ) ] );
	const { outcomes } = await store.send( [ refundRecord( '8', '5', 2 ) ] );
	expect( outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
	expect(
		await api.db.selectFrom( 'transactions' ).select( 'voided' ).execute()
	).toEqual( [ { voided: true } ] );
} );

const voidedRecord = ( id: string, orderId: string, version: number ) => ( {
	element: 'transactions',
	id,
	version,
	data: { order_id: orderId, type: 'voided' },
} );

test( 'R8 a payment that the order takes back is voided, and otherwise unchanged, until it is paid again', async () => {
	const { api, store } = await connected();
	const stored = () =>
		api.db
			.selectFrom( 'transactions' )
			.select( [ 'version', 'amount', 'voided', 'digest', 'record' ] )
			.execute();
	const payment = paymentRecord( '5', 1, { amount: '7.00' } );
	await store.send( [ payment ] );
	const voided = voidedRecord( 'payment:5', '5', 3 );
	expect( ( await store.send( [ voided ] ) ).outcomes ).toEqual( [
		{ element: 'transactions', id: 'payment:5', outcome: 'applied' },
	] );
	const { outcomes } = await store.send( [ paymentRecord( '5', 2 ) ] );
	expect( outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
	expect( await stored() ).toEqual( [
		{
			version: '3',
			amount: '7.00000000',
			voided: true,
			digest: digestOf( voided.data ),
			record: { ...payment.data, voided: true },
		},
	] );

	await store.send( [ paymentRecord( '5', 4, { amount: '8.00' } ) ] );
	expect( await stored() ).toMatchObject( [
		{ version: '4', amount: '8.00000000', voided: false },
	] );
	const late = await store.send( [ voided ], { id: 'msg_late' } );
	expect( late.outcomes ).toMatchObject( [ { outcome: 'stale' } ] );
	expect( await stored() ).toMatchObject( [ { voided: false } ] );
} );

test( 'R8 a voided transaction that is new is excluded, and so is an older record that arrives after it', async () => {
	const { api, store } = await connected();
	const { outcomes } = await store.send( [
		voidedRecord( 'payment:5', '5', 3 ),
		voidedRecord( 'refund:7', '5', 3 ),
		refundRecord( '8', '5', 3, { voided: true } ),
		paymentRecord( '6', 3 ),
	] );
	expect( outcomes ).toMatchObject( [
		{ outcome: 'excluded', reason: 'no_money_moved' },
		{ outcome: 'excluded', reason: 'no_money_moved' },
		{ outcome: 'excluded', reason: 'deleted' },
		{ outcome: 'applied' },
	] );
	const late = await store.send( [
		paymentRecord( '5', 2 ),
		refundRecord( '7', '5', 2 ),
		refundRecord( '8', '5', 2 ),
	] );
	expect( late.outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
		'stale',
		'stale',
		'stale',
	] );
	expect(
		await api.db
			.selectFrom( 'transactions' )
			.select( 'transaction_id' )
			.execute()
	).toEqual( [ { transaction_id: 'payment:6' } ] );
} );

test( 'R8 a record that contradicts itself is rejected with its field, and affects no other', async () => {
	const { api, store } = await connected();
	const { outcomes } = await store.send( [
		{ ...refundRecord( '5', '5', 1 ), id: 'payment:5' },
		{ ...paymentRecord( '6', 1 ), id: 'payment:7' },
		voidedRecord( 'payment:7', '6', 1 ),
		paymentRecord( '8', 1, { amount: '0.00' } ),
		paymentRecord( '9', 1 ),
	] );
	expect( outcomes ).toMatchObject( [
		{ outcome: 'rejected', errors: [ { path: '/data/type' } ] },
		{ outcome: 'rejected', errors: [ { path: '/data/order_id' } ] },
		{ outcome: 'rejected', errors: [ { path: '/data/order_id' } ] },
		{ outcome: 'rejected', errors: [ { path: '/data/amount' } ] },
		{ outcome: 'applied' },
	] );
	expect(
		await api.db
			.selectFrom( 'transactions' )
			.select( 'transaction_id' )
			.execute()
	).toEqual( [ { transaction_id: 'payment:9' } ] );
} );

test( 'the digest beside every record equals the one that the store computes of the record it sent', async () => {
	const { api, store } = await connected();
	const records = [
		collectionRecord( '21', 1, { name: 'Küche 🎁' } ),
		productRecord( '501', 1 ),
		contactRecord( '7', 1, { email: 'user@example.com' } ),
		orderRecord( '1', 1, { customer_note: '"\\ \u2028 ü/' } ),
		paymentRecord( '1', 1 ),
		triggerRecord( 'order_submitted', '1', 1 ),
	];
	const digests = async () => {
		const found: ( string | null )[] = [];
		for ( const table of [
			'collections',
			'products',
			'contact_links',
			'orders',
			'transactions',
			'trigger_events',
		] as const ) {
			const { rows } = await sql< {
				digest: string | null;
				record: never;
			} >`
				select digest, ${ table === 'orders' ? sql`order_record( t )` : sql`record` } as record
				from ${ sql.table( table ) } as t
			`.execute( api.db );
			const { digest, record } = rows[ 0 ]!;
			expect( digestOf( inContractOrder( record ) ) ).toBe( digest );
			found.push( digest );
		}
		return found;
	};
	await store.send( records );
	expect( await digests() ).toEqual(
		records.map( ( { data } ) => digestOf( data ) )
	);
	await store.send( [
		orderRecord( '1', 2, { number: 'changed' } ),
		paymentRecord( '1', 2, { amount: '1.00' } ),
		contactRecord( '7', 2, { email: 'other@example.com' } ),
		productRecord( '501', 2, { name: 'changed' } ),
		collectionRecord( '21', 2, { name: 'changed' } ),
	] );
	const changed = await digests();
	expect(
		changed.filter(
			( digest, n ) => digest === digestOf( records[ n ]!.data )
		)
	).toHaveLength( 1 );
} );

test( 'a batch of every element is applied in any order of its records', async () => {
	const { api, store } = await connected();
	const { outcomes } = await store.send( [
		triggerRecord( 'order_submitted', '1', 1 ),
		paymentRecord( '1', 1 ),
		orderRecord( '1', 1, { customer_id: '7' } ),
		contactRecord( '7', 1 ),
		productRecord( '501', 1 ),
		collectionRecord( '21', 1 ),
	] );
	expect( outcomes.map( ( { element } ) => element ) ).toEqual( [
		'triggers',
		'transactions',
		'orders',
		'contacts',
		'products',
		'collections',
	] );
	expect( outcomes.every( ( { outcome } ) => outcome === 'applied' ) ).toBe(
		true
	);
	expect(
		await api.db.selectFrom( 'contacts' ).select( 'kind' ).execute()
	).toEqual( [ { kind: 'customer' } ] );
} );

test( 'a value that only Postgres refuses rejects its own record only, for every element', async () => {
	const { store } = await connected();
	const { outcomes } = await store.send( [
		collectionRecord( '21', 1, { count: 2 ** 40 } ),
		collectionRecord( '22', 1 ),
		orderRecord( '1', 1 ),
		paymentRecord( '1', 1 ),
		triggerRecord( 'order_submitted', '1', 1 ),
		triggerRecord( 'payment_received', '1', 1 ),
	] );
	expect( outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
		'rejected',
		'applied',
		'applied',
		'applied',
		'applied',
		'applied',
	] );
} );
