import { describe, expect, it } from 'vitest';
import { sampleBatch } from '../testing/samples.ts';
import { withField } from '../testing/with-field.ts';
import { BATCH_LIMITS, batchSchema } from './batch.ts';

const fits = ( value: unknown ) => batchSchema.safeParse( value ).success;

describe( 'a batch', () => {
	it( 'lets broken records through, each to be refused on its own', () => {
		expect(
			fits(
				sampleBatch( [ null, 5, 'x', {}, { element: '__proto__' } ] )
			)
		).toBe( true );
	} );

	it.each( [
		[ '/contract', [ undefined, null, 0, 2, '1' ] ],
		[ '/settings_version', [ undefined, null, -1, 1.5, '1' ] ],
		[ '/records', [ undefined, null, [], {}, 'x' ] ],
		[ '/environment', [ undefined, null, [] ] ],
		[
			'/environment/php',
			[ undefined, 8.2, 'a\u0000b', '8'.repeat( 51 ) ],
		],
		[ '/environment/mysql', [ '8' ] ],
		[ '/sent_at', [ '2026-01-31T08:15:00Z' ] ],
		[ '/__proto__', [ {} ] ],
	] )( 'is refused for a wrong %s', ( pointer, values ) => {
		for ( const value of values ) {
			expect( fits( withField( sampleBatch(), pointer, value ) ) ).toBe(
				false
			);
		}
	} );

	it( 'with the maximum of records, each as small as possible, is below the byte caps', () => {
		const records = Array( BATCH_LIMITS.records ).fill( {} );
		const bytes = Buffer.byteLength(
			JSON.stringify( sampleBatch( records ) )
		);
		expect( bytes ).toBeLessThan( BATCH_LIMITS.bodyBytes );
		expect( BATCH_LIMITS.bodyBytes ).toBeLessThan(
			BATCH_LIMITS.inflatedBytes
		);
	} );

	it( 'that fits the contract is never nested deeper than allowed', () => {
		const depth = ( value: unknown ): number =>
			typeof value === 'object' && value !== null
				? 1 + Math.max( 0, ...Object.values( value ).map( depth ) )
				: 0;
		expect( depth( sampleBatch() ) ).toBeLessThanOrEqual(
			BATCH_LIMITS.depth
		);
	} );
} );
