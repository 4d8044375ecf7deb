import { expect, test } from 'vitest';
import { amountError, amountText, readAmount } from './amounts.ts';

test.for( [
	[ '49.90', '49.90' ],
	[ '49,90', '49.90' ],
	[ ' 1000 ', '1000' ],
	[ '0,500', '0.500' ],
	[ '1234,500', '1234.500' ],
	[ '1,000.50', '1000.50' ],
	[ '1.000,50', '1000.50' ],
	[ '1,000,000', '1000000' ],
	[ '1.000.000', '1000000' ],
	[ '1 000', '1000' ],
	[ '1\u00a0000,5', '1000.5' ],
	[ '1\u202f234\u202f567', '1234567' ],
	[ '1’000.00', '1000.00' ],
] as const )( '“%s” is %s', ( [ text, amount ] ) => {
	expect( readAmount( text ) ).toBe( amount );
} );

test.for( [
	'1,000',
	'1.000',
	'999,999',
	'1,00,000',
	'1,000.000.5',
	'1,000,50',
	'1 00',
	',5',
	'5,',
	'-5',
	'1e3',
	'€5',
	'5 EUR',
	'',
] )( '“%s” is refused', ( text ) => {
	expect( readAmount( text ) ).toBeNull();
} );

test( 'an ambiguous amount gets another message than text that is no amount', () => {
	expect( amountError( '1,000' ) ).toContain( 'two ways' );
	expect( amountError( '1.000' ) ).toContain( 'two ways' );
	expect( amountError( 'x' ) ).toBe( 'Enter an amount like 49.90.' );
} );

test.for( [ '1.234', '999.999', '0.500', '12.5', '1000', '' ] )(
	'“%s” from the database is the same amount after it was in a field',
	( decimal ) => {
		const read = readAmount( amountText( decimal ) );
		expect( read === null ? '' : Number( read ) ).toBe(
			decimal === '' ? '' : Number( decimal )
		);
	}
);
