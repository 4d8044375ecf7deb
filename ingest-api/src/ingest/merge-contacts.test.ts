import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

type AnyRecord =
	ReturnType< typeof orderRecord > | ReturnType< typeof contactRecord >;

async function connected(): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi( {
		LOG_LEVEL: 'silent',
		RATE_LIMIT_ADDRESS_PER_MINUTE: '100000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '100000',
	} );
	return { api, store: await api.connect( { accountName: 'One' } ) };
}

/** The contacts, and the contact of each order, by e-mail address. */
async function people( api: TestApi, accountId: string ) {
	const contacts = await api.db
		.selectFrom( 'contacts' )
		.where( 'account_id', '=', accountId )
		.select( [ 'contact_id', 'email_key', 'kind', 'first_name' ] )
		.orderBy( 'email_key' )
		.execute();
	const orders = await api.db
		.selectFrom( 'orders' )
		.where( 'account_id', '=', accountId )
		.select( [ 'order_id', 'contact_id' ] )
		.orderBy( 'order_id' )
		.execute();
	const emailOf = new Map(
		contacts.map( ( row ) => [ row.contact_id, row.email_key ] )
	);
	return {
		contacts: contacts.map(
			( row ) => `${ row.email_key } ${ row.kind } ${ row.first_name }`
		),
		orders: orders.map(
			( row ) =>
				`${ row.order_id } ${ emailOf.get( row.contact_id ?? '' ) ?? 'nobody' }`
		),
	};
}

async function merges( api: TestApi ) {
	return api.db
		.selectFrom( 'contact_merges' )
		.select( [ 'from_contact_id', 'into_contact_id', 'why' ] )
		.orderBy( 'merged_at' )
		.execute();
}

async function contactId( api: TestApi, emailKey: string ): Promise< string > {
	const row = await api.db
		.selectFrom( 'contacts' )
		.where( 'email_key', '=', emailKey )
		.select( 'contact_id' )
		.executeTakeFirstOrThrow();
	return row.contact_id;
}

function permutations< T >( list: readonly T[] ): T[][] {
	return list.length === 0
		? [ [] ]
		: list.flatMap( ( first, index ) =>
				permutations( list.toSpliced( index, 1 ) ).map( ( rest ) => [
					first,
					...rest,
				] )
			);
}

/** Sends one record after the other, in each order of arrival, each time to an account of its own. */
async function inEachOrder(
	records: readonly AnyRecord[],
	expected: Awaited< ReturnType< typeof people > >
): Promise< void > {
	const { api } = await connected();
	for ( const [ n, order ] of permutations( records ).entries() ) {
		const store = await api.connect( { accountName: `Account ${ n }` } );
		for ( const record of order ) {
			await store.send( [ record ] );
		}
		expect(
			await people( api, store.accountId ),
			order
				.map(
					( { element, id, version } ) =>
						`${ element } ${ id } ${ version }`
				)
				.join( ', ' )
		).toEqual( expected );
	}
}

const GUEST_1 = orderRecord( '1', 1, {
	date_created: '2026-02-01T00:00:00Z',
	billing_email: 'ada@example.com',
} );
const GUEST_2 = orderRecord( '2', 1, {
	date_created: '2026-02-02T00:00:00Z',
	billing_email: 'ADA@Example.com',
} );
const OF_THE_USER = orderRecord( '3', 1, {
	customer_id: '7',
	billing_email: 'work@example.com',
} );
const REGISTERED = contactRecord( '7', 1, {
	email: 'Ada@example.com',
	first_name: 'Registered',
} );

describe( 'R3 a guest who buys twice, registers, and buys under another address', () => {
	test( 'is one customer contact with all orders, in any order of arrival', async () => {
		await inEachOrder( [ GUEST_1, GUEST_2, OF_THE_USER, REGISTERED ], {
			contacts: [ 'ada@example.com customer Registered' ],
			orders: [
				'1 ada@example.com',
				'2 ada@example.com',
				'3 ada@example.com',
			],
		} );
	} );

	test( 'in one batch is the same, and a replay of all of it changes nothing', async () => {
		const { api, store } = await connected();
		const all: AnyRecord[] = [ GUEST_1, GUEST_2, OF_THE_USER, REGISTERED ];
		await store.send( all );
		const before = await api.db
			.selectFrom( 'contacts' )
			.selectAll()
			.execute();
		expect( before ).toHaveLength( 1 );
		await store.send( [ ...all ].reverse() );
		expect(
			await api.db.selectFrom( 'contacts' ).selectAll().execute()
		).toEqual( before );
		expect( await merges( api ) ).toEqual( [] );
	} );
} );

describe( 'R3 the history of merges', () => {
	test( 'records that a guest registered: the contact is the same', async () => {
		const { api, store } = await connected();
		await store.send( [ GUEST_1 ] );
		const guest = await contactId( api, 'ada@example.com' );
		await store.send( [ REGISTERED ] );
		const expected = [
			{
				from_contact_id: guest,
				into_contact_id: guest,
				why: 'registered',
			},
		];
		expect( await merges( api ) ).toEqual( expected );
		// Recorded once: neither a repetition nor a change registers the guest again.
		await store.send( [ REGISTERED ] );
		await store.send( [
			contactRecord( '7', 2, { email: 'ada@example.com' } ),
		] );
		expect( await merges( api ) ).toEqual( expected );
	} );

	test( 'records that a guest turned out to be a user with another address', async () => {
		const { api, store } = await connected();
		await store.send( [ OF_THE_USER ] );
		const guest = await contactId( api, 'work@example.com' );
		await store.send( [ REGISTERED ] );
		expect( await merges( api ) ).toEqual( [
			{
				from_contact_id: guest,
				into_contact_id: await contactId( api, 'ada@example.com' ),
				why: 'orders_moved',
			},
		] );
	} );

	test( 'has no merge of a guest who has an order of another buyer', async () => {
		const { api, store } = await connected();
		await store.send( [
			OF_THE_USER,
			orderRecord( '4', 1, { billing_email: 'work@example.com' } ),
		] );
		await store.send( [ REGISTERED ] );
		expect( await people( api, store.accountId ) ).toEqual( {
			contacts: [
				'ada@example.com customer Registered',
				'work@example.com guest Ada',
			],
			orders: [ '3 ada@example.com', '4 work@example.com' ],
		} );
		expect( await merges( api ) ).toEqual( [] );
	} );

	test( 'keeps a guest who registers while the last order goes to another address', async () => {
		const { api, store } = await connected();
		await store.send( [ GUEST_1 ] );
		await store.send( [
			REGISTERED,
			orderRecord( '1', 2, { billing_email: 'work@example.com' } ),
		] );
		expect( await people( api, store.accountId ) ).toEqual( {
			contacts: [
				'ada@example.com customer Registered',
				'work@example.com guest Ada',
			],
			orders: [ '1 work@example.com' ],
		} );
	} );

	test( 'has a merge when a mistyped address is corrected, which leaves no contact behind', async () => {
		const { api, store } = await connected();
		await store.send( [
			orderRecord( '1', 1, { billing_email: 'adda@example.com' } ),
		] );
		await store.send( [
			orderRecord( '1', 2, { billing_email: 'ada@example.com' } ),
		] );
		expect( await people( api, store.accountId ) ).toEqual( {
			contacts: [ 'ada@example.com guest Ada' ],
			orders: [ '1 ada@example.com' ],
		} );
		expect( await merges( api ) ).toMatchObject( [
			{ why: 'orders_moved' },
		] );
		// A contact whose order lost its address altogether stays, since there is no contact to merge it into.
		await store.send( [ orderRecord( '1', 3, { billing_email: null } ) ] );
		expect( await people( api, store.accountId ) ).toEqual( {
			contacts: [ 'ada@example.com guest Ada' ],
			orders: [ '1 nobody' ],
		} );
	} );
} );

describe( 'a user whose address changes', () => {
	const before = contactRecord( '7', 1, {
		email: 'old@example.com',
		first_name: 'Before',
	} );
	const after = contactRecord( '7', 2, {
		email: 'new@example.com',
		first_name: 'After',
	} );
	const own = orderRecord( '1', 1, {
		customer_id: '7',
		billing_email: 'old@example.com',
	} );
	const guest = orderRecord( '2', 1, { billing_email: 'NEW@example.com' } );

	test( 'R3 to a guest’s absorbs the guest, whichever comes first', async () => {
		await inEachOrder( [ before, after, own, guest ], {
			contacts: [ 'new@example.com customer After' ],
			orders: [ '1 new@example.com', '2 new@example.com' ],
		} );
	} );

	test( 'keeps the contact, and the guest’s is in the history', async () => {
		const { api, store } = await connected();
		await store.send( [ before, own, guest ] );
		const customer = await contactId( api, 'old@example.com' );
		const taken = await contactId( api, 'new@example.com' );
		await store.send( [ after ] );
		expect( await contactId( api, 'new@example.com' ) ).toBe( customer );
		expect( await merges( api ) ).toEqual( [
			{
				from_contact_id: taken,
				into_contact_id: customer,
				why: 'address_changed',
			},
		] );
	} );

	test( 'to their own in another store of the account is one contact, with the orders of both', async () => {
		const { api, store } = await connected();
		const other = await api.connect( {
			accountName: 'One',
			storeUrl: 'https://two.example.com',
		} );
		await store.send( [ before, own ] );
		await other.send( [
			contactRecord( '9', 3, {
				email: 'new@example.com',
				first_name: 'Other',
			} ),
			orderRecord( '1', 1, { customer_id: '9' } ),
		] );
		await store.send( [ after ] );
		expect( await people( api, store.accountId ) ).toEqual( {
			contacts: [ 'new@example.com customer Other' ],
			orders: [ '1 new@example.com', '1 new@example.com' ],
		} );
		expect( await merges( api ) ).toMatchObject( [
			{ why: 'address_changed' },
		] );
	} );

	test( 'and whose contact is shared with a user of another store leaves that user there', async () => {
		const { api, store } = await connected();
		const other = await api.connect( {
			accountName: 'One',
			storeUrl: 'https://two.example.com',
		} );
		await store.send( [ before, own ] );
		await other.send( [
			contactRecord( '7', 1, {
				email: 'old@example.com',
				first_name: 'Other',
			} ),
			orderRecord( '5', 1, { customer_id: '7' } ),
		] );
		await store.send( [ after ] );
		expect( await people( api, store.accountId ) ).toEqual( {
			contacts: [
				'new@example.com customer After',
				'old@example.com customer Other',
			],
			orders: [ '1 new@example.com', '5 old@example.com' ],
		} );
	} );
} );

describe( 'stores of one account at the same time', () => {
	test( 'R3 turn guest orders here and a registration there into one customer, and no order is left without a contact', async () => {
		const { api, store } = await connected();
		const other = await api.connect( {
			accountName: 'One',
			storeUrl: 'https://two.example.com',
		} );
		await Promise.all( [ store.ask(), other.ask() ] );
		const ROUNDS = 15;
		for ( let round = 1; round <= ROUNDS; round++ ) {
			const email = `b${ round }@example.com`;
			const work = `w${ round }@example.com`;
			const id = String( round );
			// The guest of one store is the user of the other one, and also bought under another address.
			await store.send( [
				orderRecord( id, 1, { billing_email: work } ),
				contactRecord( id, 1, { email: `old${ round }@example.com` } ),
			] );
			const answers = await Promise.all( [
				store.post( [
					orderRecord( `${ 100 + round }`, 1, {
						billing_email: email,
					} ),
					orderRecord( id, 2, { billing_email: email } ),
				] ),
				other.post( [ orderRecord( id, 1, { billing_email: work } ) ] ),
				other.post( [
					contactRecord( id, 1, { email } ),
					orderRecord( `${ 100 + round }`, 1, {
						customer_id: id,
						billing_email: work,
					} ),
				] ),
				store.post( [ contactRecord( id, 2, { email } ) ] ),
			] );
			expect( answers.map( ( { status } ) => status ) ).toEqual( [
				200, 200, 200, 200,
			] );
		}
		const { contacts, orders } = await people( api, store.accountId );
		expect( orders.filter( ( row ) => row.endsWith( 'nobody' ) ) ).toEqual(
			[]
		);
		expect( orders ).toHaveLength( 4 * ROUNDS );
		expect(
			contacts.map( ( row ) =>
				row.split( ' ' ).slice( 0, 2 ).join( ' ' )
			)
		).toEqual(
			Array.from( { length: ROUNDS }, ( _, n ) => [
				`b${ n + 1 }@example.com customer`,
				`w${ n + 1 }@example.com guest`,
			] )
				.flat()
				.sort()
		);
	} );
} );
