import { expect, it } from 'vitest';
import { recordName } from './words';

it.each( [
	[ 'orders', '28', 'Order 28' ],
	[ 'transactions', 'payment:28', 'Payment of order 28' ],
	[ 'transactions', 'refund:31', 'Refund 31' ],
] as const )( 'the record %s %s is called "%s"', ( element, id, name ) => {
	expect( recordName( element, id ) ).toBe( name );
} );
