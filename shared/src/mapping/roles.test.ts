import { expect, it } from 'vitest';
import { isContactRole } from './roles.ts';

it.each( [
	[ [ 'customer' ] ],
	[ [ 'subscriber' ] ],
	[ [ 'administrator', 'customer' ] ],
	[ [ 'customer', 'subscriber' ] ],
] )( 'R1 a user with the roles %j is a contact', ( roles ) => {
	expect( isContactRole( roles ) ).toBe( true );
} );

it.each( [
	[ [] ],
	[ [ 'administrator' ] ],
	[ [ 'shop_manager', 'editor' ] ],
	[ [ 'Customer' ] ],
	[ [ 'customers' ] ],
	[ [ 'constructor', 'length', '' ] ],
] )( 'R1 a user with the roles %j is none', ( roles: string[] ) => {
	expect( isContactRole( roles ) ).toBe( false );
} );
