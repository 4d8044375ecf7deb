import { expect, it } from 'vitest';
import { ELEMENTS, elementSchema } from './elements.ts';

it( 'elements are applied before what refers to them', () => {
	const place = ( element: ( typeof ELEMENTS )[ number ] ) =>
		ELEMENTS.indexOf( element );
	expect( place( 'collections' ) ).toBeLessThan( place( 'products' ) );
	expect( place( 'products' ) ).toBeLessThan( place( 'orders' ) );
	expect( place( 'contacts' ) ).toBeLessThan( place( 'orders' ) );
	expect( place( 'orders' ) ).toBeLessThan( place( 'transactions' ) );
	expect( place( 'orders' ) ).toBeLessThan( place( 'triggers' ) );
} );

it.each( [ 'Orders', 'order', '', 'constructor', null, 0 ] )(
	'there is no element %j',
	( value ) => {
		expect( elementSchema.safeParse( value ).success ).toBe( false );
	}
);
