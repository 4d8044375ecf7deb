import { expect, test } from 'vitest';
import { figures } from './figures.ts';

test( 'percentiles are measured values, whatever the order', () => {
	const values = Array.from( { length: 100 }, ( _, i ) => 100 - i );
	expect( figures( values ) ).toEqual( {
		n: 100,
		p50: 50,
		p95: 95,
		p99: 99,
		min: 1,
	} );
	expect( figures( [ 7 ] ) ).toEqual( {
		n: 1,
		p50: 7,
		p95: 7,
		p99: 7,
		min: 7,
	} );
} );
