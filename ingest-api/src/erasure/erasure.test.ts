import type { Order, RecordOf } from '@ivorey/shared';
import { digestOf } from '@ivorey/shared/digest';
import { sampleAddress, sampleErasure } from '@ivorey/shared/testing';
import { describe, expect, test } from 'vitest';
import { emailHash } from '../accounts/email-hash.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';
import { searchDatabase } from '../testing/search-database.ts';
import type { TestStore } from '../testing/store.ts';
import {
	eraseByOwner,
	listErasures,
	previewErasure,
} from './erase-by-owner.ts';

const EMAIL = 'zuleika@example.com';
const WORDS = [ 'zuleika', 'Vandersloot', '5550199', 'Hidden Lane' ];
const ADDRESS = sampleAddress( {
	first_name: 'Zuleika',
	last_name: 'Vandersloot',
	phone: '+31 20 5550199',
	address_1: '9 Hidden Lane',
} );
const BEFORE = '2026-02-01T10:00:00Z';
const ASKED = '2026-03-01T00:00:00Z';
const AFTER = '2026-03-02T10:00:00Z';

function order(
	id: string,
	version: number,
	data: Partial< Order > = {}
): RecordOf< 'orders' > {
	const record = orderRecord( id, version, {
		date_created: BEFORE,
		billing_email: EMAIL,
		billing: ADDRESS,
		shipping: ADDRESS,
		customer_note: 'Zuleika is at the back door',
		...data,
	} );
	record.data.line_items[ 0 ]!.attributes = [
		{ name: 'Engraving', value: 'For Zuleika' },
	];
	return record;
}

function user(
	id: string,
	version: number,
	data: Parameters< typeof contactRecord >[ 2 ] = {}
) {
	return contactRecord( id, version, {
		email: EMAIL,
		first_name: 'Zuleika',
		last_name: 'Vandersloot',
		display_name: 'Zuleika V.',
		date_registered: '2026-01-01T00:00:00Z',
		billing: ADDRESS,
		shipping: ADDRESS,
		...data,
	} );
}

function erasure(
	version: number,
	data: Parameters< typeof sampleErasure >[ 0 ] = {},
	email = EMAIL
): RecordOf< 'erasures' > {
	return {
		element: 'erasures',
		id: emailHash( email ),
		version,
		data: sampleErasure( {
			requested_at: ASKED,
			user_id: null,
			...data,
		} ),
	};
}

const outcomesOf = async ( store: TestStore, records: readonly unknown[] ) =>
	( await store.send( records ) ).outcomes.map( ( outcome ) =>
		outcome.outcome === 'excluded' ? outcome.reason : outcome.outcome
	);

const ordersOf = ( api: TestApi ) =>
	api.db.selectFrom( 'orders' ).selectAll().orderBy( 'order_id' ).execute();

const contactsOf = ( api: TestApi ) =>
	api.db.selectFrom( 'contacts' ).selectAll().orderBy( 'email' ).execute();

async function connected(): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi();
	return { api, store: await api.connect() };
}

describe( 'a person whom a store asks to have erased', () => {
	test( 'is nowhere in the database any more, and the books stay', async () => {
		const { api, store } = await connected();
		const sent = [
			user( '7', 1 ),
			order( '1', 1, { customer_id: '7' } ),
			// As a guest, with another spelling.
			order( '2', 1, { billing_email: 'Zuleika@Example.COM' } ),
			// Of the user, billed to somebody else.
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
		// What Bob had engraved is his.
		expect(
			found.filter( ( row ) => ! row.includes( 'For Zuleika' ) )
		).toEqual( [] );
		expect( found.length ).toBe( 2 );
		const after = await ordersOf( api );
		const books = ( orders: typeof after ) =>
			orders.map( ( row ) => [
				row.number,
				row.status,
				row.total,
				row.total_tax,
				row.currency,
				row.date_created,
				row.transaction_id,
				row.digest,
				row.version,
				row.record.line_items.map( ( { name, total } ) => [
					name,
					total,
				] ),
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

	test( 'is not brought back by a repetition, an import, or a change of an order from before, and both sides compare alike', async () => {
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
			// Of before, and not here yet: its refund comes before it.
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

	test( 'comes back by an order placed since, or by registering anew', async () => {
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

	test( 'keeps what was bought between the request and its arrival', async () => {
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

	test( 'is erased whatever is switched on, and once', async () => {
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

	test( 'loses nothing that another store gave', async () => {
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
		// Nor is the other store kept from sending.
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

describe( 'a user who was deleted', () => {
	const deleted = ( version: number ) =>
		erasure( version, { scope: 'user', user_id: '7' } );

	test( 'leaves the orders as they are, which are guests’ from then on (R2)', async () => {
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
		// A record from before, on its way for long.
		expect( await outcomesOf( store, [ user( '7', 1 ) ] ) ).toEqual( [
			'erased',
		] );
		expect( await searchDatabase( api.db, [ 'Of the account' ] ) ).toEqual(
			[]
		);
		// What is changed of an order later is what the store has of it.
		await store.send( [ order( '1', 3, { status: 'completed' } ) ] );
		expect( ( await ordersOf( api ) )[ 0 ] ).toMatchObject( {
			billing_email: EMAIL,
			status: 'Completed',
		} );
	} );

	test( 'who bought nothing is gone', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ) ] );
		await store.send( [ deleted( 2 ) ] );
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		expect(
			await api.db.selectFrom( 'contact_links' ).selectAll().execute()
		).toEqual( [] );
	} );

	test( 'is no other user with the same address', async () => {
		const { api, store } = await connected();
		await store.send( [ user( '7', 1 ) ] );
		await store.send( [ deleted( 2 ) ] );
		expect( await outcomesOf( store, [ user( '8', 3 ) ] ) ).toEqual( [
			'applied',
		] );
		expect( await contactsOf( api ) ).toHaveLength( 1 );
	} );
} );

describe( 'the owner of the account', () => {
	test( 'erases a person in all stores at once, sees before what there is, and afterwards what was done', async () => {
		const api = await startTestApi();
		const [ one, two ] = [ await api.connect(), await api.connect() ];
		await one.send( [ user( '7', 1 ), order( '1', 1 ) ] );
		await two.send( [ order( '1', 1 ), order( '2', 1 ) ] );
		const { accountId } = one;
		const now = new Date();
		const counts = { contacts: 1, users: 1, orders: 3 };
		expect(
			await previewErasure( api.db, accountId, ` ${ EMAIL }`, now )
		).toEqual( counts );
		expect(
			await eraseByOwner( api.db, {
				accountId,
				email: EMAIL.toUpperCase(),
				requestedBy: 'cli',
				now,
			} )
		).toEqual( counts );
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		expect( await listErasures( api.db, accountId, 5 ) ).toMatchObject( [
			{ requestedBy: 'cli', store: null, counts },
		] );
		expect( await previewErasure( api.db, accountId, EMAIL, now ) ).toEqual(
			{ contacts: 0, users: 0, orders: 0 }
		);
		for ( const store of [ one, two ] ) {
			await store.send( [
				user( '7', 9 ),
				order( '1', 9 ),
				order( '3', 9 ),
			] );
		}
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
	} );

	test( 'erases in no other account', async () => {
		const api = await startTestApi();
		const one = await api.connect();
		const other = await api.connect( { accountName: 'Another' } );
		await one.send( [ order( '1', 1 ) ] );
		await other.send( [ order( '1', 1 ) ] );
		await eraseByOwner( api.db, {
			accountId: one.accountId,
			email: EMAIL,
			requestedBy: 'cli',
			now: new Date(),
		} );
		expect( await contactsOf( api ) ).toMatchObject( [
			{ account_id: other.accountId },
		] );
		expect( await outcomesOf( other, [ user( '7', 2 ) ] ) ).toEqual( [
			'applied',
		] );
	} );

	test( 'waits for a batch that is under way, which brings nothing back', async () => {
		const { api, store } = await connected();
		await store.send( [ order( '1', 1 ) ] );
		for ( let round = 2; round < 12; round++ ) {
			await Promise.all( [
				store.send( [
					user( '7', round ),
					order( '1', round ),
					order( String( round ), round ),
				] ),
				eraseByOwner( api.db, {
					accountId: store.accountId,
					email: EMAIL,
					requestedBy: 'api',
					now: new Date(),
				} ),
			] );
			expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		}
	} );
} );
