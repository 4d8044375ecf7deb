import { describe, expect, it } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import {
	sampleContactRecord,
	sampleOrderRecord,
	sampleRecords,
} from '../../testing/samples.ts';
import { RECORD_ELEMENTS } from '../elements.ts';
import { recordSchema } from './record.ts';

describe( 'a record', () => {
	it( 'is of one of the elements, and of each there is one', () => {
		expect(
			recordSchema.options.map( ( option ) => option.shape.element.value )
		).toEqual( RECORD_ELEMENTS );
	} );

	it( 'has the data of its own element', () => {
		const order = sampleOrderRecord();
		const contact = { ...sampleContactRecord(), element: 'orders' };
		expect( recordSchema.safeParse( contact ).success ).toBe( false );
		expect(
			recordSchema.safeParse( { ...contact, data: order.data } ).success
		).toBe( true );
	} );

	for ( const record of sampleRecords() ) {
		describe( `of ${ record.element }`, () => {
			itAccepts( record, [
				[ '/version', [ 1, Number.MAX_SAFE_INTEGER ] ],
			] );
			itRefuses( record, [
				[
					'/version',
					[
						undefined,
						null,
						0,
						-1,
						1.5,
						NaN,
						Infinity,
						'1',
						true,
						Number.MAX_SAFE_INTEGER + 1,
					],
				],
				[
					'/element',
					[
						undefined,
						null,
						5,
						'',
						'Orders',
						'order',
						'constructor',
						'__proto__',
					],
				],
				[ '/data', [ undefined, null, [], 'x' ] ],
			] );
			itRefuses( record, [ [ '/deleted', [ true ] ] ], '' );
			itRefuses( record, [ [ '/__proto__', [ {}, null ] ] ], '' );
		} );
	}
} );
