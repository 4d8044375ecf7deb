import { expect, test } from 'vitest';
import { numberSort } from './number-sort.ts';

test( 'order numbers sort as people count', () => {
	const numbers = [ '9', '10', '999', '1001', 'a-2', 'A-10', 'A-10-2' ];
	expect(
		numbers
			.map( ( number ) => [ numberSort( number ), number ] as const )
			.sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) )
			.map( ( [ , number ] ) => number )
	).toEqual( numbers );
} );

test( 'a number of any length and letters becomes a text that Postgres can store', () => {
	const sort = numberSort( '9'.repeat( 99 ) + '🫖'.repeat( 99 ) );
	expect( sort.length ).toBeLessThanOrEqual( 100 );
	expect( sort.isWellFormed() ).toBe( true );
} );
