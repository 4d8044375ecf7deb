import { describe, expect, it } from 'vitest';
import {
	sampleOrderLine,
	sampleOrderRecord,
	sampleRecords,
} from '../../testing/samples.ts';
import { withField } from '../../testing/with-field.ts';
import { MAX_PLAIN_ERRORS } from '../plain-errors.ts';
import { parseRecord } from './parse.ts';

const order = sampleOrderRecord();

function refused( value: unknown ) {
	const result = parseRecord( value );
	if ( result.ok ) {
		throw new Error( 'The record was accepted' );
	}
	return result;
}

describe( 'parseRecord', () => {
	it.each( sampleRecords() )( 'returns the record: $element', ( record ) => {
		expect( parseRecord( record ) ).toEqual( { ok: true, record } );
	} );

	it( 'names each wrong field by JSON pointer, and the expected value', () => {
		let broken = withField( order, '/id', 1001 );
		broken = withField( broken as object, '/version', 1.5 );
		broken = withField( broken as object, '/data/status', undefined );
		broken = withField( broken as object, '/data/totals/total', 28.56 );
		broken = withField(
			broken as object,
			'/data/line_items/0/quantity',
			'1e5'
		);
		broken = withField( broken as object, '/data/billing', null );
		expect( refused( broken ) ).toEqual( {
			ok: false,
			element: 'orders',
			id: null,
			errors: [
				{ path: '/id', message: 'must be text, not a number' },
				{
					path: '/version',
					message:
						'must be a whole number, not a number with a fraction',
				},
				{
					path: '/data/billing',
					message: 'must be an object, not null',
				},
				{
					path: '/data/line_items/0/quantity',
					message: 'must be a decimal as a string, like "12.50"',
				},
				{ path: '/data/status', message: 'is missing: must be text' },
				{
					path: '/data/totals/total',
					message: 'must be text, not a number with a fraction',
				},
			],
		} );
	} );

	it.each( [
		[ 'an id of more than 100 characters', 'id', 'x'.repeat( 101 ) ],
		[ 'an id with a NUL', 'id', '1\u0000' ],
		[ 'an element with half a surrogate pair', 'element', '\ud83d' ],
		[ 'an id that is no text', 'id', { toString: 'x' } ],
	] as const )(
		'does not return a value that a receipt cannot hold: %s',
		( _, name, value ) => {
			expect(
				refused( withField( order, `/${ name }`, value ) )[ name ]
			).toBeNull();
		}
	);

	it( 'takes nothing from a prototype', () => {
		const inherited: unknown = Object.create( {
			element: 'orders',
			id: '1001',
		} );
		expect( refused( inherited ) ).toMatchObject( {
			element: null,
			id: null,
		} );
	} );

	it.each( [
		[ 'null', 'null' ],
		[ 'a number', '1e400' ],
		[ 'text', '"orders"' ],
		[ 'a list', '[]' ],
		[ 'an empty object', '{}' ],
		[ 'an unknown element', '{"element":"refunds","id":"1"}' ],
		[ 'prototype names for elements', '{"element":"constructor"}' ],
		[
			'prototype names for keys',
			'{"__proto__":{"element":"orders"},"constructor":1,"toString":null,"hasOwnProperty":[]}',
		],
		[ 'repeated keys', '{"element":"orders","element":"contacts"}' ],
		[ 'an empty key', '{"":1}' ],
	] )( 'refuses and does not throw on %s', ( _, json ) => {
		expect( refused( JSON.parse( json ) ).errors.length ).toBeGreaterThan(
			0
		);
	} );

	it.each( [
		[ 'lists', ( inner: unknown ) => [ inner ] ],
		[ 'objects', ( inner: unknown ) => ( { a: inner } ) ],
	] )(
		'does not throw on %s nested a hundred thousand deep, anywhere in a record',
		( _, around ) => {
			let deep: unknown = 0;
			for ( let i = 0; i < 100_000; i++ ) {
				deep = around( deep );
			}
			const { data } = order;
			for ( const record of [
				deep,
				{ ...order, id: deep },
				{ ...order, data: deep },
				{ ...order, unknown: deep },
				{ ...order, data: { ...data, totals: deep } },
				{ ...order, data: { ...data, line_items: [ deep ] } },
				{ ...order, data: { ...data, customer_note: deep } },
				{ ...order, data: { ...data, unknown: deep } },
			] ) {
				expect( refused( record ).errors.length ).toBeGreaterThan( 0 );
			}
		}
	);

	it( 'reports at most a handful of errors', () => {
		const lines = Array.from( { length: 40 }, () => ( {} ) );
		expect(
			refused( withField( order, '/data/line_items', lines ) ).errors
		).toHaveLength( MAX_PLAIN_ERRORS );
	} );

	it( 'stops at the first error in a record with hundreds of thousands, so that it delays no one', () => {
		const attributes = Array.from( { length: 100 }, () => ( {} ) );
		const lines = Array.from( { length: 5_000 }, () => ( {
			...sampleOrderLine(),
			attributes,
		} ) );
		const record = withField( order, '/data/line_items', lines );
		const started = performance.now();
		const { errors } = refused( record );
		expect( performance.now() - started ).toBeLessThan( 500 );
		expect( errors[ 0 ]!.path ).toBe(
			'/data/line_items/0/attributes/0/name'
		);
		expect( errors.length ).toBeLessThan( 5 );
	} );

	it( 'is quick with a whole batch of records that are built to be slow', () => {
		const lines = Array.from( { length: 80 }, () => ( {} ) );
		const record = withField( order, '/data/line_items', lines );
		const started = performance.now();
		for ( let i = 0; i < 500; i++ ) {
			refused( record );
		}
		expect( performance.now() - started ).toBeLessThan( 5_000 );
	} );

	it( 'reads 500 orders of ten lines quickly', () => {
		const lines = Array.from( { length: 10 }, ( _, i ) =>
			sampleOrderLine( { id: String( i + 1 ) } )
		);
		const record = sampleOrderRecord( { data: { line_items: lines } } );
		const started = performance.now();
		for ( let i = 0; i < 500; i++ ) {
			expect( parseRecord( record ).ok ).toBe( true );
		}
		expect( performance.now() - started ).toBeLessThan( 2_000 );
	} );
} );

describe( 'the messages of parseRecord', () => {
	/** This text is put into every field in turn; no message may quote it. */
	const PERSONAL = 'jane.doe@private.example';

	function* pointers( value: unknown, at = '' ): Generator< string > {
		if ( at !== '' ) {
			yield at;
		}
		if ( typeof value === 'object' && value !== null ) {
			for ( const [ key, child ] of Object.entries( value ) ) {
				yield* pointers( child, `${ at }/${ key }` );
			}
		}
	}

	it( 'quote no value of any field of any element', () => {
		const values = [
			`${ PERSONAL }\u0000`,
			[ PERSONAL ],
			{ [ PERSONAL ]: PERSONAL },
			271_828_182.8,
		];
		let seen = 0;
		for ( const record of sampleRecords() ) {
			for ( const pointer of pointers( record ) ) {
				for ( const value of values ) {
					const result = parseRecord(
						withField( record, pointer, value )
					);
					const told = JSON.stringify(
						result.ok ? [] : result.errors
					);
					expect( told ).not.toContain( 'private.example' );
					expect( told ).not.toContain( '271828182' );
					seen += result.ok ? 0 : 1;
				}
			}
		}
		expect( seen ).toBeGreaterThan( 500 );
	} );

	it( 'quote only keys that look like a field of the contract', () => {
		const { errors } = refused( {
			...order,
			data: { ...order.data, meta_data: 1, [ PERSONAL ]: 1, 'a/b~c': 1 },
		} );
		expect( errors ).toEqual( [
			{
				path: '/data',
				message:
					'has fields that the contract does not know: "meta_data", 2 other',
			},
		] );
	} );
} );
