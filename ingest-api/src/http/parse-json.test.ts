import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

const DEPTH = 3;
const kindOf = ( json: string ) => parseJson( Buffer.from( json ), DEPTH ).kind;

describe( 'the depth of JSON', () => {
	test.for( [
		'[[[]]]',
		'{"a":[{"b":1}]}',
		'[[],[],[],[],[{}]]',
		// What a buyer writes is no nesting.
		'["[[[[{{{{"]',
		String.raw`["\"[[[[", "\\"]`,
	] )( 'of %s is allowed', ( json ) => {
		expect( parseJson( Buffer.from( json ), DEPTH ) ).toEqual( {
			kind: 'parsed',
			value: JSON.parse( json ),
		} );
	} );

	test.for( [ '[[[[]]]]', '{"a":[{"b":{}}]}', String.raw`["\\",[[[]]]]` ] )(
		'of %s is too deep',
		( json ) => {
			expect( kindOf( json ) ).toBe( 'too-deep' );
		}
	);
} );
