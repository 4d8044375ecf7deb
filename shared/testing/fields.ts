import { expect, it } from 'vitest';
import { parseRecord } from '../src/records/parse.ts';
import type { StoreRecord } from '../src/records/record.ts';
import { withField } from './with-field.ts';

/** A JSON pointer into the record, values to put there, and the rule that they show, if any. */
export type FieldCases = readonly ( readonly [
	pointer: string,
	values: readonly unknown[],
] )[];

/** One test for each value: the record with that value fits the contract. */
export function itAccepts( record: StoreRecord, cases: FieldCases ): void {
	it.each( flat( cases ) )(
		'accepts $pointer: $shown',
		( { pointer, value } ) => {
			const changed = withField( record, pointer, value );
			expect( parseRecord( changed ) ).toEqual( {
				ok: true,
				record: changed,
			} );
		}
	);
}

/**
 * One test for each value: the record with that value is refused, for that field alone. The error may be reported
 * `at`
 * another pointer.
 */
export function itRefuses(
	record: StoreRecord,
	cases: FieldCases,
	at?: string
): void {
	it.each( flat( cases ) )(
		'refuses $pointer: $shown',
		( { pointer, value } ) => {
			const result = parseRecord( withField( record, pointer, value ) );
			expect(
				result.ok
					? []
					: new Set( result.errors.map( ( error ) => error.path ) )
			).toEqual( new Set( [ at ?? pointer ] ) );
		}
	);
}

function flat( cases: FieldCases ) {
	return cases.flatMap( ( [ pointer, values ] ) =>
		values.map( ( value ) => ( { pointer, value, shown: show( value ) } ) )
	);
}

function show( value: unknown ): string {
	if ( typeof value === 'number' ) {
		return String( value );
	}
	const json = JSON.stringify( value ) ?? 'nothing';
	return json.length > 60
		? `${ json.slice( 0, 40 ) }… (${ json.length } characters of JSON)`
		: json;
}
