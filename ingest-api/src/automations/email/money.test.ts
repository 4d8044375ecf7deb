import { expect, test } from 'vitest';
import {
	formatMoney,
	isZero,
	negated,
	sumDecimals,
	withoutTrailingZeros,
} from './money.ts';

test.for( [
	[ '28.56', 'EUR', '€28.56' ],
	[ '1234.5', 'USD', '$1,234.50' ],
	[ '1200.00', 'JPY', '¥1,200' ],
	[ '3.5', 'KWD', 'KWD 3.500' ],
	[ '-2.00', 'EUR', '-€2.00' ],
	[ '-0.00', 'EUR', '€0.00' ],
	[ '0.005', 'EUR', '€0.01' ],
	[ '120.00', 'POINTS', '120 POINTS' ],
	[ '5', 'XTS', 'XTS 5.00' ],
	// More digits than a float holds.
	[ '123456789012345678.12', 'USD', '$123,456,789,012,345,678.12' ],
] )( '%s %s reads %s', ( [ amount, currency, text ] ) => {
	expect(
		formatMoney( amount!, currency!, 'en' ).replaceAll( '\u00a0', ' ' )
	).toBe( text );
} );

test( 'the locale decides how money is written', () => {
	expect(
		formatMoney( '1234.50', 'EUR', 'de' ).replaceAll( '\u00a0', ' ' )
	).toBe( '1.234,50 €' );
} );

test.for( [
	[ [ '0.1', '0.2' ], '0.3' ],
	[ [ '20.00', '3.80' ], '23.80' ],
	[ [ '1', '-1.5' ], '-0.5' ],
	[ [ '-0.01', '0.00000001' ], '-0.00999999' ],
	[ [ '999999999999999999', '1' ], '1000000000000000000' ],
	[ [], '0' ],
] as const )( '%j sum to %s', ( [ amounts, sum ] ) => {
	expect( sumDecimals( ...amounts ) ).toBe( sum );
} );

test( 'formats signs and zeros', () => {
	expect( [ negated( '2.00' ), negated( '-2.00' ) ] ).toEqual( [
		'-2.00',
		'2.00',
	] );
	expect( [ '0', '-0.00', '0.01' ].map( isZero ) ).toEqual( [
		true,
		true,
		false,
	] );
	expect(
		[ '2.00', '0.50', '10', '100.0' ].map( withoutTrailingZeros )
	).toEqual( [ '2', '0.5', '10', '100' ] );
} );
