import type { Order } from '@ivorey/shared';
import { sampleAddress } from '@ivorey/shared/testing';
import { describe, expect, test } from 'vitest';
import { emailHash } from '../accounts/email-hash.ts';
import { startTestApi } from '../testing/api.ts';
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
import {
	paymentRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';
import { searchDatabase } from '../testing/search-database.ts';
import { listErasures } from './erase-by-owner.ts';

describe( 'a person whose erasure a store requests', () => {
	test( 'is nowhere in the database any more, and the books stay unchanged', async () => {
		const { api, store } = await connected();
		const sent = [
			user( '7', 1 ),
			order( '1', 1, { customer_id: '7' } ),
			// As a guest, with another spelling of the address.
			order( '2', 1, { billing_email: 'Zuleika@Example.COM' } ),
			// An order of the user, billed to somebody else.
			order( '3', 1, {
				customer_id: '7',
				billing_email: 'office@example.com',
			} ),
			paymentRecord( '1', 1 ),
			refundRecord( '90', '1', 1, { reason: 'Zuleika was ill' } ),
			triggerRecord( 'order_submitted', '1', 1 ),
		];
		await store.send( sent );
		await store.send( [
			order( '4', 1, {
				billing_email: 'bob@example.com',
				billing: sampleAddress( { first_name: 'Bob' } ),
				shipping: sampleAddress(),
				customer_note: '',
			} ),
		] );
		const before = await ordersOf( api );
		expect(
			( await searchDatabase( api.db, WORDS ) ).length
		).toBeGreaterThan( 5 );

		expect(
			await outcomesOf( store, [ erasure( 2, { user_id: '7' } ) ] )
		).toEqual( [ 'applied' ] );

		const found = await searchDatabase( api.db, WORDS );
		// Bob's engraving is Bob's data.
		expect(
			found.filter( ( row ) => ! row.includes( 'For Zuleika' ) )
		).toEqual( [] );
		expect( found.length ).toBe( 1 );
		const after = await ordersOf( api );
		const soldIn = ( record: Order ) => [
			record.totals,
			record.transaction_id,
			record.line_items.map( ( { name, total } ) => [ name, total ] ),
		];
		const books = ( orders: typeof after ) =>
			orders.map( ( row ) => [
				row.number,
				row.status,
				row.total,
				row.currency,
				row.date_created,
				row.digest,
				row.version,
				row.product_ids,
				...soldIn( JSON.parse( row.record_text ) as Order ),
			] );
		expect( books( after ) ).toEqual( books( before ) );
		expect( after.map( ( row ) => row.contact_id === null ) ).toEqual( [
			true,
			true,
			true,
			false,
		] );
		expect(
			( await contactsOf( api ) ).map( ( { email } ) => email )
		).toEqual( [ 'bob@example.com' ] );
		expect(
			await listErasures( api.db, store.accountId, 5 )
		).toMatchObject( [
			{
				emailHash: emailHash( EMAIL ),
				requestedBy: 'store',
				scope: 'person',
				counts: { contacts: 1, users: 1, orders: 3 },
			},
		] );
		expect(
			await api.db.selectFrom( 'trigger_events' ).selectAll().execute()
		).toHaveLength( 1 );
		expect(
			await api.db
				.selectFrom( 'transactions' )
				.select( [ 'amount', 'reason' ] )
				.execute()
		).toHaveLength( 2 );
	} );

	test.for( [
		[ 'before', [ erasure( 2 ), user( '7', 1 ), order( '1', 1 ) ] ],
		[ 'after', [ user( '7', 1 ), order( '1', 1 ), erasure( 2 ) ] ],
	] as const )(
		'is erased %s the rest of one batch',
		async ( [ , records ] ) => {
			const { api, store } = await connected();
			await store.send( records );
			expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		}
	);

	test( 'is erased whatever is switched off, and only once', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ), order( '1', 1 ) ] );
		const off = {
			enabled: false,
			contacts: false,
			orders: false,
			transactions: false,
			products: false,
			collections: false,
		};
		await api.db
			.updateTable( 'connections' )
			.set( {
				settings: JSON.stringify( {
					version: 2,
					import: off,
					sync: { ...off, payment_received_triggers: false },
				} ),
				switched_on: [],
			} )
			.where( 'account_id', '=', store.accountId )
			.execute();
		expect( await outcomesOf( store, [ erasure( 5 ) ] ) ).toEqual( [
			'applied',
		] );
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		expect(
			await outcomesOf( store, [
				erasure( 5 ),
				triggerRecord( 'order_submitted', '1', 1 ),
			] )
		).toEqual( [ 'stale', 'element_off' ] );
		expect( await listErasures( api.db, store.accountId, 5 ) ).toHaveLength(
			1
		);
	} );

	test( 'keeps the data from another store', async () => {
		const api = await startTestApi();
		const [ one, two ] = [ await api.connect(), await api.connect() ];
		await one.send( [ user( '7', 1 ), order( '1', 1 ) ] );
		await two.send( [
			user( '70', 1, { first_name: 'Zu', display_name: 'Zu' } ),
			order( '1', 1 ),
		] );
		await one.send( [ erasure( 2, { user_id: '7' } ) ] );
		expect( await contactsOf( api ) ).toMatchObject( [
			{
				kind: 'customer',
				display_name: 'Zu',
				source_connection_id: two.connectionId,
			},
		] );
		expect(
			( await ordersOf( api ) ).filter(
				( row ) => row.erased_at !== null
			)
		).toMatchObject( [ { connection_id: one.connectionId } ] );
		// The other store can also go on sending.
		expect(
			await outcomesOf( two, [ user( '70', 3 ), order( '2', 3 ) ] )
		).toEqual( [ 'applied', 'applied' ] );
	} );

	test( 'loses an address that another user takes over', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ) ] );
		await store.send( [ erasure( 2, { user_id: '7' } ) ] );
		await store.send( [
			user( '8', 3, {
				email: 'other@example.com',
				first_name: 'Zuleika',
			} ),
		] );
		expect( await outcomesOf( store, [ user( '8', 4 ) ] ) ).toEqual( [
			'erased',
		] );
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
	} );
} );
