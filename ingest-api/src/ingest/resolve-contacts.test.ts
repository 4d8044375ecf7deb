import { describe, expect, test } from 'vitest';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { emailKey } from './email-key.ts';
import { resolveContacts, type KnownContact } from './resolve-contacts.ts';

function ids(): () => string {
	let next = 0;
	return () => `new${ ++next }`;
}

function known(
	id: string,
	email: string,
	kind: 'guest' | 'customer' = 'guest',
	version: string | null = '1'
): KnownContact {
	return {
		contact_id: id,
		email_key: emailKey( email ),
		kind,
		source_version: version,
	};
}

const NOBODY = new Map< string, string >();

test.for( [
	[ 'ada@example.com', 'ADA@Example.COM' ],
	[ 'zoë@example.com', 'ZOE\u0308@example.com' ],
	[ ' ada@example.com', 'ada@example.com ' ],
	[ 'ΣΊΣΥΦΟΣ@example.com', 'σίσυφος@example.com' ],
] )( 'R2 %s and %s are one contact', ( [ a, b ] ) => {
	expect( emailKey( a! ) ).toBe( emailKey( b! ) );
} );

describe( 'orders', () => {
	test( 'R2 a guest makes a contact from the order’s own details, once', () => {
		const plan = resolveContacts(
			[],
			NOBODY,
			[],
			[
				orderRecord( '1', 1 ),
				orderRecord( '2', 1, { billing_email: 'ADA@example.com' } ),
			],
			ids()
		);
		expect( plan.inserts ).toMatchObject( [
			{ contact_id: 'new1', kind: 'guest', email_key: 'ada@example.com' },
		] );
		expect( [ ...plan.contactOfOrder ] ).toEqual( [
			[ '1', 'new1' ],
			[ '2', 'new1' ],
		] );
	} );

	test( 'R3 of several orders of a new guest, the newest by date gives the details', () => {
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
		expect(
			resolveContacts( [], NOBODY, [], orders, ids() ).inserts
		).toMatchObject( [ { source_id: '1', email: 'Ada.New@example.com' } ] );
	} );

	test( 'R2 finds a contact that is there, whatever its kind', () => {
		const plan = resolveContacts(
			[ known( 'c1', 'ada@example.com', 'customer' ) ],
			NOBODY,
			[],
			[ orderRecord( '1', 1 ) ],
			ids()
		);
		expect( plan.inserts ).toEqual( [] );
		expect( plan.contactOfOrder.get( '1' ) ).toBe( 'c1' );
	} );

	test( 'of a user who is a contact belong to that one, whatever the billing address', () => {
		const plan = resolveContacts(
			[ known( 'c1', 'user@example.com', 'customer' ) ],
			new Map( [ [ '7', 'c1' ] ] ),
			[],
			[
				orderRecord( '1', 1, {
					customer_id: '7',
					billing_email: 'other@example.com',
				} ),
			],
			ids()
		);
		expect( plan.contactOfOrder.get( '1' ) ).toBe( 'c1' );
		expect( plan.inserts ).toEqual( [] );
	} );

	test( 'R4 of a user who is no contact make one by their billing address', () => {
		const plan = resolveContacts(
			[],
			NOBODY,
			[],
			[ orderRecord( '1', 1, { customer_id: '7' } ) ],
			ids()
		);
		expect( plan.inserts ).toMatchObject( [
			{ kind: 'guest', email_key: 'ada@example.com' },
		] );
	} );
} );

describe( 'users', () => {
	test( 'R3 a user with the address of a guest becomes that contact; none is made', () => {
		const plan = resolveContacts(
			[ known( 'c1', 'ada@example.com' ) ],
			NOBODY,
			[ contactRecord( '7', 1 ) ],
			[],
			ids()
		);
		expect( plan.inserts ).toEqual( [] );
		expect( plan.links ).toMatchObject( [
			{ user_id: '7', contact_id: 'c1' },
		] );
		expect( plan.moved ).toEqual( [ { user_id: '7', contact_id: 'c1' } ] );
	} );

	test( 'R3 a user and a guest order with one address in one batch are one customer', () => {
		const plan = resolveContacts(
			[],
			NOBODY,
			[ contactRecord( '7', 1 ) ],
			[ orderRecord( '1', 1 ) ],
			ids()
		);
		expect( plan.inserts ).toMatchObject( [
			{ kind: 'customer', source_id: '7' },
		] );
		expect( plan.contactOfOrder.get( '1' ) ).toBe(
			plan.inserts[ 0 ]!.contact_id
		);
	} );

	test( 'whose address changes keep their contact', () => {
		const plan = resolveContacts(
			[ known( 'c1', 'old@example.com', 'customer' ) ],
			new Map( [ [ '7', 'c1' ] ] ),
			[ contactRecord( '7', 2, { email: 'New@example.com' } ) ],
			[],
			ids()
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

	test( 'whose new address is another contact’s become that one', () => {
		const plan = resolveContacts(
			[
				known( 'c1', 'old@example.com', 'customer' ),
				known( 'c2', 'new@example.com' ),
			],
			new Map( [ [ '7', 'c1' ] ] ),
			[ contactRecord( '7', 2, { email: 'new@example.com' } ) ],
			[],
			ids()
		);
		expect( plan.rekeys ).toEqual( [] );
		expect( plan.moved ).toEqual( [ { user_id: '7', contact_id: 'c2' } ] );
		expect( plan.touched ).toEqual( new Set( [ 'c1', 'c2' ] ) );
	} );

	test( 'may take an address that another one has just given up', () => {
		const plan = resolveContacts(
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
			[],
			ids()
		);
		expect(
			plan.rekeys.map(
				( rekey ) => `${ rekey.contact_id } ${ rekey.email_key }`
			)
		).toEqual( [ 'c1 c@example.com', 'c2 a@example.com' ] );
	} );

	test( 'of an older record do not take the address of their contact back', () => {
		const plan = resolveContacts(
			[ known( 'c1', 'new@example.com', 'customer', '50' ) ],
			new Map( [ [ '7', 'c1' ] ] ),
			[ contactRecord( '7', 10, { email: 'old@example.com' } ) ],
			[],
			ids()
		);
		expect( plan.rekeys ).toEqual( [] );
		expect( plan.links ).toMatchObject( [ { contact_id: 'c1' } ] );
	} );
} );
