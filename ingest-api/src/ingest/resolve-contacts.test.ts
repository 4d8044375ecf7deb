import { describe, expect, test } from 'vitest';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { emailKey } from '../accounts/email-key.ts';
import { resolveContacts, type ContactPlan } from './resolve-contacts.ts';
import type { KnownContact } from './contact-book.ts';

function ids(): () => string {
	let next = 0;
	return () => `new${ ++next }`;
}

function known(
	id: string,
	email: string,
	kind: 'guest' | 'customer' = 'guest'
): KnownContact {
	return {
		contact_id: id,
		email_key: emailKey( email ),
		kind,
	};
}

const NOBODY = new Map< string, string >();

function resolve(
	contacts: readonly KnownContact[],
	linked: ReadonlyMap< string, string >,
	users: Parameters< typeof resolveContacts >[ 1 ],
	orders: Parameters< typeof resolveContacts >[ 2 ],
	others: ReadonlyMap< string, number > = new Map()
): ContactPlan {
	return resolveContacts(
		{ contacts, linked, others },
		users,
		orders,
		ids()
	);
}

test.for( [
	[ 'ada@example.com', 'ADA@Example.COM' ],
	[ 'zoë@example.com', 'ZOE\u0308@example.com' ],
	[ ' ada@example.com', 'ada@example.com ' ],
	[ 'ΣΊΣΥΦΟΣ@example.com', 'σίσυφος@example.com' ],
	// A letter that has no single-character capital.
	[ '\u01f0an@example.com', 'J\u030cAN@example.com' ],
] )( 'R2 %s and %s are one contact', ( [ a, b ] ) => {
	expect( emailKey( a! ) ).toBe( emailKey( b! ) );
} );

describe( 'orders', () => {
	test( 'R2 a guest makes a contact from the order’s own details, once', () => {
		const plan = resolve(
			[],
			NOBODY,
			[],
			[
				orderRecord( '1', 1 ),
				orderRecord( '2', 1, { billing_email: 'ADA@example.com' } ),
			]
		);
		expect( plan.inserts ).toMatchObject( [
			{ contact_id: 'new1', kind: 'guest', email_key: 'ada@example.com' },
		] );
		expect( [ ...plan.contactOfOrder ] ).toEqual( [
			[ '1', 'new1' ],
			[ '2', 'new1' ],
		] );
	} );

	test( 'R3 the newest of several orders by date gives a new guest’s details', () => {
		const orders = [
			orderRecord( '1', 9, {
				date_created: '2026-03-03T00:00:00Z',
				billing_email: 'Ada.New@example.com',
			} ),
			orderRecord( '2', 9, {
				date_created: '2026-03-01T00:00:00Z',
				billing_email: 'ada.new@example.com',
			} ),
		];
		expect( resolve( [], NOBODY, [], orders ).inserts ).toMatchObject( [
			{ source_id: '1', email: 'Ada.New@example.com' },
		] );
	} );

	test( 'R2 use an existing contact, whatever its kind', () => {
		const plan = resolve(
			[ known( 'c1', 'ada@example.com', 'customer' ) ],
			NOBODY,
			[],
			[ orderRecord( '1', 1 ) ]
		);
		expect( plan.inserts ).toEqual( [] );
		expect( plan.contactOfOrder.get( '1' ) ).toBe( 'c1' );
	} );

	test( 'belong to the contact of their user, whatever the billing address', () => {
		const plan = resolve(
			[ known( 'c1', 'user@example.com', 'customer' ) ],
			new Map( [ [ '7', 'c1' ] ] ),
			[],
			[
				orderRecord( '1', 1, {
					customer_id: '7',
					billing_email: 'other@example.com',
				} ),
			]
		);
		expect( plan.contactOfOrder.get( '1' ) ).toBe( 'c1' );
		expect( plan.inserts ).toEqual( [] );
	} );

	test( 'R4 create a contact from their billing address if their user has none', () => {
		const plan = resolve(
			[],
			NOBODY,
			[],
			[ orderRecord( '1', 1, { customer_id: '7' } ) ]
		);
		expect( plan.inserts ).toMatchObject( [
			{ kind: 'guest', email_key: 'ada@example.com' },
		] );
	} );
} );

describe( 'users', () => {
	test( 'R3 with the address of a guest become that contact; none is created', () => {
		const plan = resolve(
			[ known( 'c1', 'ada@example.com' ) ],
			NOBODY,
			[ contactRecord( '7', 1 ) ],
			[]
		);
		expect( plan.inserts ).toEqual( [] );
		expect( plan.links ).toMatchObject( [
			{ contact_id: 'c1', record: { id: '7' } },
		] );
		expect( plan.merges ).toEqual( [
			{ from: 'c1', into: 'c1', why: 'registered' },
		] );
		expect( plan.moved ).toEqual( [ { user_id: '7', contact_id: 'c1' } ] );
	} );

	test( 'R3 and guest orders with one address in one batch are one customer', () => {
		const plan = resolve(
			[],
			NOBODY,
			[ contactRecord( '7', 1 ) ],
			[ orderRecord( '1', 1 ) ]
		);
		expect( plan.inserts ).toMatchObject( [
			{ kind: 'customer', source_id: '7' },
		] );
		expect( plan.contactOfOrder.get( '1' ) ).toBe(
			plan.inserts[ 0 ]!.contact_id
		);
	} );

	test( 'keep their contact when their address changes', () => {
		const plan = resolve(
			[ known( 'c1', 'old@example.com', 'customer' ) ],
			new Map( [ [ '7', 'c1' ] ] ),
			[ contactRecord( '7', 2, { email: 'New@example.com' } ) ],
			[]
		);
		expect( plan.rekeys ).toEqual( [
			{
				contact_id: 'c1',
				email: 'New@example.com',
				email_key: 'new@example.com',
			},
		] );
		expect( plan.moved ).toEqual( [] );
		expect( plan.inserts ).toEqual( [] );
	} );

	test( 'R3 absorb the guest whose address they take', () => {
		const plan = resolve(
			[
				known( 'c1', 'old@example.com', 'customer' ),
				known( 'c2', 'new@example.com' ),
			],
			new Map( [ [ '7', 'c1' ] ] ),
			[ contactRecord( '7', 2, { email: 'new@example.com' } ) ],
			[ orderRecord( '1', 1, { billing_email: 'New@example.com' } ) ]
		);
		expect( plan.merges ).toEqual( [
			{ from: 'c2', into: 'c1', why: 'address_changed' },
		] );
		expect( plan.rekeys ).toMatchObject( [
			{ contact_id: 'c1', email_key: 'new@example.com' },
		] );
		expect( plan.moved ).toEqual( [] );
		expect( plan.contactOfOrder.get( '1' ) ).toBe( 'c1' );
	} );

	test( 'become the customer whose address they take, and no contact is left behind', () => {
		const plan = resolve(
			[
				known( 'c1', 'old@example.com', 'customer' ),
				known( 'c2', 'new@example.com', 'customer' ),
			],
			new Map( [ [ '7', 'c1' ] ] ),
			[ contactRecord( '7', 2, { email: 'new@example.com' } ) ],
			[],
			new Map( [ [ 'c2', 1 ] ] )
		);
		expect( plan.merges ).toEqual( [
			{ from: 'c1', into: 'c2', why: 'address_changed' },
		] );
		expect( plan.rekeys ).toEqual( [] );
		expect( plan.moved ).toEqual( [ { user_id: '7', contact_id: 'c2' } ] );
		expect( plan.touched ).toEqual( new Set( [ 'c1', 'c2' ] ) );
	} );

	test.for( [
		[ 'a new address', [], 'new1' ],
		[ 'a guest’s', [ known( 'c2', 'new@example.com' ) ], 'c2' ],
		[
			'a customer’s',
			[ known( 'c2', 'new@example.com', 'customer' ) ],
			'c2',
		],
	] as const )(
		'leave a contact shared with a user of another store to that user, for %s',
		( [ , more, expected ] ) => {
			const plan = resolve(
				[ known( 'c1', 'old@example.com', 'customer' ), ...more ],
				new Map( [ [ '7', 'c1' ] ] ),
				[ contactRecord( '7', 2, { email: 'new@example.com' } ) ],
				[],
				new Map( [ [ 'c1', 1 ] ] )
			);
			expect( plan.rekeys ).toEqual( [] );
			expect(
				plan.merges.filter( ( { from } ) => from === 'c1' )
			).toEqual( [] );
			expect( plan.moved ).toEqual( [
				{ user_id: '7', contact_id: expected },
			] );
		}
	);

	test( 'keep their contacts when they exchange addresses in one batch', () => {
		const plan = resolve(
			[
				known( 'c1', 'a@example.com', 'customer' ),
				known( 'c2', 'b@example.com', 'customer' ),
			],
			new Map( [
				[ '1', 'c1' ],
				[ '2', 'c2' ],
			] ),
			[
				contactRecord( '1', 10, { email: 'b@example.com' } ),
				contactRecord( '2', 11, { email: 'a@example.com' } ),
			],
			[]
		);
		expect( plan.merges ).toEqual( [] );
		expect( plan.moved ).toEqual( [] );
		expect(
			plan.rekeys.map(
				( rekey ) => `${ rekey.contact_id } ${ rekey.email_key }`
			)
		).toEqual( [ 'c1 b@example.com', 'c2 a@example.com' ] );
	} );

	test( 'may take an address that another user has just given up', () => {
		const plan = resolve(
			[
				known( 'c1', 'a@example.com', 'customer' ),
				known( 'c2', 'b@example.com', 'customer' ),
			],
			new Map( [
				[ '1', 'c1' ],
				[ '2', 'c2' ],
			] ),
			[
				contactRecord( '1', 10, { email: 'c@example.com' } ),
				contactRecord( '2', 11, { email: 'a@example.com' } ),
			],
			[]
		);
		expect(
			plan.rekeys.map(
				( rekey ) => `${ rekey.contact_id } ${ rekey.email_key }`
			)
		).toEqual( [ 'c1 c@example.com', 'c2 a@example.com' ] );
	} );
} );
