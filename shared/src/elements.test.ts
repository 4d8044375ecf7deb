import { expect, it } from 'vitest';
import { ELEMENTS, elementSchema, RECORD_ELEMENTS } from './elements.ts';

it( 'elements are applied before the elements that refer to them', () => {
	const place = ( element: ( typeof ELEMENTS )[ number ] ) =>
		ELEMENTS.indexOf( element );
	expect( place( 'collections' ) ).toBeLessThan( place( 'products' ) );
	expect( place( 'products' ) ).toBeLessThan( place( 'orders' ) );
	expect( place( 'contacts' ) ).toBeLessThan( place( 'orders' ) );
	expect( place( 'orders' ) ).toBeLessThan( place( 'transactions' ) );
	expect( place( 'orders' ) ).toBeLessThan( place( 'triggers' ) );
} );

it( 'elements with a switch can be sent, in the same order; an erasure can be sent and has no switch', () => {
	expect(
		RECORD_ELEMENTS.filter( ( element ) => element !== 'erasures' )
	).toEqual( ELEMENTS );
	expect( elementSchema.safeParse( 'erasures' ).success ).toBe( false );
} );

it.each( [ 'Orders', 'order', '', 'constructor', null, 0 ] )(
	'there is no element %j',
	( value ) => {
		expect( elementSchema.safeParse( value ).success ).toBe( false );
	}
);
