import { describe, expect, it } from 'vitest';
import { batchSchema } from '../src/batch.ts';
import { RECORD_ELEMENTS } from '../src/elements.ts';
import { recordSchema } from '../src/records/record.ts';
import { variantSchema } from '../src/records/product.ts';
import {
	sampleBatch,
	sampleOrderRecord,
	sampleRecords,
	sampleVariant,
} from './samples.ts';

describe( 'samples', () => {
	it( 'exist for each element, in the order in which they are applied', () => {
		expect( sampleRecords().map( ( record ) => record.element ) ).toEqual(
			RECORD_ELEMENTS
		);
	} );

	it.each( sampleRecords() )( 'fit the contract: $element', ( record ) => {
		expect( recordSchema.parse( record ) ).toEqual( record );
	} );

	it( 'fit the contract: variant and batch', () => {
		expect(
			variantSchema.safeParse( sampleVariant() ).error
		).toBeUndefined();
		expect( batchSchema.safeParse( sampleBatch() ).error ).toBeUndefined();
	} );

	it( "are new objects each time, so that no test changes another test's", () => {
		sampleOrderRecord().data.line_items.pop();
		expect( sampleOrderRecord().data.line_items ).toHaveLength( 1 );
	} );
} );
