import { describe, expect, test } from 'vitest';
import { textRangesOf } from './id-ranges.ts';

/** Compares texts as Postgres does with the collation "C". */
function isWithin( from: string, to: string | null, id: string ): boolean {
	const found = textRangesOf( from, to ).filter(
		( range ) =>
			id >= range.from &&
			id <= range.to &&
			id.length >= range.fewestDigits &&
			id.length <= range.mostDigits
	);
	expect( found.length, `${ id } is found once` ).toBeLessThan( 2 );
	return found.length === 1;
}

describe( 'a range of IDs as text', () => {
	test( 'R18 contains exactly the numbers between its ends', () => {
		const ends = [
			1, 2, 9, 10, 11, 19, 20, 99, 100, 101, 199, 999, 1000, 1001,
		];
		for ( const from of ends ) {
			for ( const to of ends.filter( ( end ) => end >= from ) ) {
				const wrong = Array.from(
					{ length: 1_200 },
					( _, index ) => index + 1
				).filter(
					( id ) =>
						isWithin( `${ from }`, `${ to }`, `${ id }` ) !==
						( id >= from && id <= to )
				);
				expect( wrong, `${ from } to ${ to }` ).toEqual( [] );
			}
		}
	} );

	test( 'R18 without an end contains everything from its beginning on', () => {
		for ( const id of [ '250', '1000', '9'.repeat( 20 ) ] ) {
			expect( isWithin( '250', null, id ) ).toBe( true );
		}
		for ( const id of [ '1', '30', '249' ] ) {
			expect( isWithin( '250', null, id ) ).toBe( false );
		}
	} );

	test( 'R18 numbers that JavaScript would round are kept apart', () => {
		const last = '99999999999999999999';
		expect( isWithin( '99999999999999999999', null, last ) ).toBe( true );
		expect( isWithin( '9007199254740993', last, '9007199254740992' ) ).toBe(
			false
		);
	} );

	test( 'comes in numeric order, in at most three parts', () => {
		const parts = textRangesOf( '7', '12345' );
		expect( parts.map( ( { fewestDigits } ) => fewestDigits ) ).toEqual( [
			1, 2, 5,
		] );
	} );
} );
