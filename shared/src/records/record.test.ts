import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inContractOrder } from '../../testing/contract-order.ts';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import {
	sampleContactRecord,
	sampleOrderRecord,
	sampleRecords,
} from '../../testing/samples.ts';
import { RECORD_ELEMENTS } from '../elements.ts';
import { parseRecord } from './parse.ts';
import { recordSchema } from './record.ts';

describe( 'a record', () => {
	it( 'has one of the elements, and each element has one', () => {
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

	// An object with other fields, or with numbers as names, which JavaScript reorders, would be different text in
	// each language.
	it( 'consists of objects of known fields, in the order of their code units', () => {
		const objects = objectsOf(
			recordSchema.options.map( ( { shape } ) =>
				z.toJSONSchema( shape.data, { io: 'input' } )
			)
		);
		expect( objects.length ).toBeGreaterThan( 20 );
		for ( const object of objects ) {
			expect( object.additionalProperties ).toBe( false );
			const names = Object.keys( object.properties );
			expect( names ).toEqual( names.toSorted() );
			expect( names.filter( ( name ) => /^[0-9]/.test( name ) ) ).toEqual(
				[]
			);
		}
	} );

	it.each( sampleRecords() )(
		'is parsed into that order, and otherwise unchanged: $element',
		( record ) => {
			const parsed = parseRecord( {
				...record,
				data: reversed( record.data ),
			} );
			expect( parsed ).toEqual( { ok: true, record } );
			expect( JSON.stringify( parsed.ok && parsed.record.data ) ).toBe(
				JSON.stringify( inContractOrder( record.data ) )
			);
		}
	);

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

interface ObjectSchema {
	properties: Record< string, unknown >;
	additionalProperties?: unknown;
}

/** All object schemas in it, at any depth. */
function objectsOf( schema: unknown ): ObjectSchema[] {
	if ( typeof schema !== 'object' || schema === null ) {
		return [];
	}
	return [
		...( 'type' in schema && 'properties' in schema
			? [ schema as ObjectSchema ]
			: [] ),
		...Object.values( schema ).flatMap( objectsOf ),
	];
}

function reversed( value: unknown ): unknown {
	if ( Array.isArray( value ) ) {
		return value.map( reversed );
	}
	if ( typeof value !== 'object' || value === null ) {
		return value;
	}
	return Object.fromEntries(
		Object.entries( value )
			.map( ( [ name, field ] ) => [ name, reversed( field ) ] as const )
			.toReversed()
	);
}
