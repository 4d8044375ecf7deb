import { expect, test } from 'vitest';
import { pluralsOf } from './plurals.ts';

const { plural, capped } = pluralsOf( 'en' );
const ORDERS = { one: '# order', other: '# orders' };

test.for( [
	[ 0, '0 orders' ],
	[ 1, '1 order' ],
	[ 9_999, '9,999 orders' ],
	[ 10_000, '10,000 orders' ],
	[ 10_001, '10,000+ orders' ],
] as const )( '%i counted rows are “%s”', ( [ number, text ] ) => {
	expect( capped( number, ORDERS ) ).toBe( text );
} );

test( 'an exact number is written out', () => {
	expect( plural( 12_408, ORDERS ) ).toBe( '12,408 orders' );
} );

test( 'each language uses its own plural forms', () => {
	const forms = { one: '# plik', few: '# pliki', other: '# plików' };
	expect(
		[ 1, 2, 5, 22 ].map( ( number ) =>
			pluralsOf( 'pl' ).plural( number, forms )
		)
	).toEqual( [ '1 plik', '2 pliki', '5 plików', '22 pliki' ] );
} );
