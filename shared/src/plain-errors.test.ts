import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainErrors, plainMessage } from './plain-errors.ts';

function errorsOf( schema: z.ZodType, value: unknown ) {
	const result = schema.safeParse( value, { error: plainMessage } );
	return result.success ? [] : plainErrors( result.error );
}

describe( 'plain errors', () => {
	it.each( [
		[ 'a missing text', z.string(), undefined, 'is missing: must be text' ],
		[ 'a number for a text', z.string(), 5, 'must be text, not a number' ],
		[
			'a fraction for a text',
			z.string(),
			5.5,
			'must be text, not a number with a fraction',
		],
		[
			'a flag for a text',
			z.string(),
			true,
			'must be text, not true or false',
		],
		[
			'null for a list',
			z.array( z.string() ),
			null,
			'must be a list, not null',
		],
		[
			'a list for an object',
			z.object( {} ),
			[],
			'must be an object, not a list',
		],
		[
			'a text for a flag',
			z.boolean(),
			'true',
			'must be true or false, not text',
		],
		[
			'a fraction for a whole number',
			z.int(),
			1.5,
			'must be a whole number, not a number with a fraction',
		],
		[
			'one of several',
			z.enum( [ 'a', 'b' ] ),
			'c',
			'must be one of "a", "b"',
		],
		[ 'the only one', z.literal( 1 ), 2, 'must be 1' ],
		[
			'too many',
			z.array( z.string() ).max( 1 ),
			[ 'a', 'b' ],
			'must have at most 1 entries',
		],
		[
			'too few',
			z.array( z.string() ).min( 1 ),
			[],
			'must have at least 1 entries',
		],
		[
			'too long',
			z.string().max( 2 ),
			'abc',
			'must have at most 2 characters',
		],
		[
			'too short',
			z.string().min( 2 ),
			'a',
			'must have at least 2 characters',
		],
		[ 'too much', z.int().max( 2 ), 3, 'must be at most 2' ],
		[ 'too little', z.int().min( 2 ), 1, 'must be at least 2' ],
		[
			'no form of a union',
			z.union( [ z.string(), z.boolean() ] ),
			5,
			'has none of the expected forms',
		],
		[
			'no known form',
			z.string().regex( /a/ ),
			'b',
			'does not fit the contract',
		],
		[
			"the schema's own words",
			z.string().regex( /a/, 'must hold an a' ),
			'b',
			'must hold an a',
		],
		[
			'one unknown field',
			z.strictObject( {} ),
			{ a: 1 },
			'has a field that the contract does not know: "a"',
		],
		[
			'unknown fields',
			z.strictObject( {} ),
			{ a: 1, 'B c': 2 },
			'has fields that the contract does not know: "a", 1 other',
		],
	] )( 'say what is expected: %s', ( _, schema, value, message ) => {
		expect( errorsOf( schema, value ) ).toEqual( [
			{ path: '', message },
		] );
	} );

	it( 'name only a few of many unknown fields', () => {
		const fields = Object.fromEntries(
			Array.from( { length: 1_000 }, ( _, i ) => [ `f${ i }`, 1 ] )
		);
		const [ error ] = errorsOf( z.strictObject( {} ), fields );
		expect( error!.message ).toBe(
			'has fields that the contract does not know: "f0", "f1", "f2", "f3", "f4", 995 other'
		);
	} );

	it( 'use RFC 6901 pointers', () => {
		const schema = z.object( {
			'a/b': z.array( z.object( { 'c~d': z.string() } ) ),
		} );
		expect(
			errorsOf( schema, { 'a/b': [ { 'c~d': 'x' }, {} ] } )[ 0 ]!.path
		).toBe( '/a~1b/1/c~0d' );
	} );
} );
