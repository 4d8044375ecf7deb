import { expect, test } from 'vitest';
import { counted } from './numbers.ts';

test.for( [
	[ 0, '0 orders' ],
	[ 1, '1 order' ],
	[ 9_999, '9,999 orders' ],
	[ 10_000, '10,000 orders' ],
	[ 10_001, '10,000+ orders' ],
] as const )( '%i counted rows are “%s”', ( [ number, text ] ) => {
	expect( counted( number, 'order' ) ).toBe( text );
} );
