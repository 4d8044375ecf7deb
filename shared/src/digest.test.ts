import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import vectors from '../testing/digests.json' with { type: 'json' };
import {
	combinedDigest,
	digestOf,
	EMPTY_COMBINED_DIGEST,
	recordJson,
} from './digest.ts';
import { parseRecord } from './records/parse.ts';

/** Computed as every release of the plugin does: the hash of JSON whose keys are sorted. */
function digestOfJson( json: string ): string {
	return createHash( 'sha256' ).update( json ).digest( 'hex' ).slice( 0, 32 );
}

describe( 'the text of a record', () => {
	it.each( vectors.texts )( 'with $name', ( { data, json, digest } ) => {
		expect( recordJson( data ) ).toBe( json );
		expect( digestOf( data ) ).toBe( digest );
		expect( digestOfJson( json ) ).toBe( digest );
	} );

	it( 'holds every character of Unicode', () => {
		const { from, to, digest } = vectors.unicode;
		let text = '';
		for ( let code = from; code <= to; code++ ) {
			text +=
				code < 0xd800 || code > 0xdfff
					? String.fromCodePoint( code )
					: '';
		}
		expect( digestOf( { text } ) ).toBe( digest );
	} );

	it.each( vectors.records )(
		'$name: the same for every order of the sent fields',
		( { element, id, data, json, digest } ) => {
			for ( const sent of [ data, JSON.parse( json ) as object ] ) {
				const parsed = parseRecord( {
					element,
					id,
					version: 1,
					data: sent,
				} );
				expect( parsed ).toMatchObject( { ok: true } );
				const read = parsed.ok ? parsed.record.data : {};
				expect( recordJson( read ) ).toBe( json );
				expect( digestOf( read ) ).toBe( digest );
				expect( digestOf( read, json ) ).toBe( digest );
			}
		}
	);
} );

describe( 'a digest', () => {
	it( 'changes with every change of the data', () => {
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
		'covers the lines of an order but not their products: $name',
		( { data, digest } ) => {
			expect( digestOf( data ) ).toBe( digest );
			const lines = data.line_items.map(
				( {
					product_id: _product,
					variation_id: _variation,
					sku: _sku,
					...line
				} ) => line
			);
			expect(
				digestOfJson( JSON.stringify( { ...data, line_items: lines } ) )
			).toBe( digest );
		}
	);

	it( 'covers the SKU of a product and of each variant', () => {
		const digests = [ 'A', 'B' ].flatMap( ( sku ) => [
			digestOf( { sku, variants: [] } ),
			digestOf( { sku: '', variants: [ { sku, price: '1' } ] } ),
		] );
		expect( new Set( digests ).size ).toBe( 4 );
	} );
} );

describe( 'a combined digest', () => {
	it.each( vectors.sets )( '$combined', ( { records, combined } ) => {
		expect( combinedDigest( records ) ).toBe( combined );
		expect( combinedDigest( records.toReversed() ) ).toBe( combined );
	} );

	it( 'is zero for no records', () => {
		expect( combinedDigest( [] ) ).toBe( EMPTY_COMBINED_DIGEST );
	} );

	it( 'notices that two records have swapped their data', () => {
		const [ a, b ] = [ digestOf( { a: 1 } ), digestOf( { b: 1 } ) ];
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
