import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import vectors from '../testing/digests.json' with { type: 'json' };
import {
	canonicalJson,
	combinedDigest,
	digestOf,
	EMPTY_COMBINED_DIGEST,
} from './digest.ts';

describe( 'a digest', () => {
	it.each( vectors.digests )( 'of $name', ( { data, json, digest } ) => {
		expect( canonicalJson( data ) ).toBe( json );
		expect( JSON.parse( json ) ).toEqual( data );
		expect( digestOf( data ) ).toBe( digest );
		expect(
			createHash( 'sha256' ).update( json ).digest( 'hex' ).slice( 0, 32 )
		).toBe( digest );
	} );

	it( 'is the same in whatever order the fields come', () => {
		expect( digestOf( { a: 1, b: { c: 2, d: 3 } } ) ).toBe(
			digestOf( { b: { d: 3, c: 2 }, a: 1 } )
		);
	} );

	it( 'is another when anything is', () => {
		const variants = [
			{ a: [ 1, 2 ] },
			{ a: [ 2, 1 ] },
			{ a: [ '1', 2 ] },
			{ a: [ 1, 2, null ] },
			{ a: [ 1, 2 ], b: null },
			{ A: [ 1, 2 ] },
			{ a: [ [ 1, 2 ] ] },
		];
		expect(
			new Set( variants.map( ( data ) => digestOf( data ) ) ).size
		).toBe( variants.length );
	} );

	it.each( vectors.orders )(
		'of an order $name: its lines count, their products do not',
		( { data, digest } ) => {
			expect( digestOf( data ) ).toBe( digest );
			expect( digestOf( data, canonicalJson( data ) ) ).toBe( digest );
		}
	);

	it( 'sorts by code unit, not by the rules of a language', () => {
		expect( canonicalJson( { é: 1, z: 2, Z: 3, 10: 4, 9: 5 } ) ).toBe(
			'{"10":4,"9":5,"Z":3,"z":2,"é":1}'
		);
	} );
} );

describe( 'a combined digest', () => {
	it.each( vectors.sets )( '$combined', ( { records, combined } ) => {
		expect( combinedDigest( records ) ).toBe( combined );
		expect( combinedDigest( records.toReversed() ) ).toBe( combined );
	} );

	it( 'of nothing is zero', () => {
		expect( combinedDigest( [] ) ).toBe( EMPTY_COMBINED_DIGEST );
	} );

	it( 'notices that two records have swapped their data', () => {
		const [ a, b ] = [ digestOf( 'a' ), digestOf( 'b' ) ];
		expect(
			combinedDigest( [
				{ id: '1', digest: a },
				{ id: '2', digest: b },
			] )
		).not.toBe(
			combinedDigest( [
				{ id: '1', digest: b },
				{ id: '2', digest: a },
			] )
		);
	} );
} );
