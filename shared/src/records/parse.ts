import type { z } from 'zod';
import {
	MAX_PLAIN_ERRORS,
	plainErrors,
	plainMessage,
	type PlainError,
} from '../plain-errors.ts';
import { textSchema } from './common.ts';
import { contradictionsOf } from './contradictions.ts';
import { recordSchema, type StoreRecord } from './record.ts';

export type ParsedRecord =
	| { ok: true; record: StoreRecord }
	| {
			ok: false;
			/** As sent; null if it cannot be determined. */
			element: string | null;
			/** As sent; null if it cannot be determined. */
			id: string | null;
			/** At least one, at most `MAX_PLAIN_ERRORS`. */
			errors: PlainError[];
	  };

/**
 * The greatest weight of a record that is searched for all of its errors; in a heavier one only the first is
 * reported. A list of empty objects has eleven errors in each, and thousands of them would hold up other stores'
 * batches.
 */
const FULL_REPORT_WEIGHT = 1_000;
const OBJECT_WEIGHT = 12;

/** Checks a value against the contract. Does not throw for any JSON value, however deep or large. */
export function parseRecord( value: unknown ): ParsedRecord {
	const context: z.core.ParseContextInternal< z.core.$ZodIssue > = {
		error: plainMessage,
		abortEarly: isHeavierThan( FULL_REPORT_WEIGHT, value ),
	};
	const result = recordSchema.safeParse( value, context );
	const errors = result.success
		? contradictionsOf( result.data ).slice( 0, MAX_PLAIN_ERRORS )
		: plainErrors( result.error );
	if ( result.success && errors.length === 0 ) {
		return { ok: true, record: result.data };
	}
	return {
		ok: false,
		element: target( value, 'element' ),
		id: target( value, 'id' ),
		errors,
	};
}

/** Stops at the limit. Uses an explicit list, since recursion would overflow the stack. */
function isHeavierThan( limit: number, value: unknown ): boolean {
	const open = [ value ];
	for ( let weight = 0; open.length > 0; ) {
		const next = open.pop();
		const children =
			typeof next === 'object' && next !== null
				? Object.values( next )
				: [];
		weight +=
			children.length + ( Array.isArray( next ) ? 0 : OBJECT_WEIGHT );
		if ( weight > limit ) {
			return true;
		}
		for ( const child of children ) {
			if ( typeof child === 'object' && child !== null ) {
				open.push( child );
			}
		}
	}
	return false;
}

const targetSchema = textSchema( 100 );

/** Returns only a value that can be stored and shown in a receipt. */
function target( value: unknown, name: 'element' | 'id' ): string | null {
	if (
		typeof value !== 'object' ||
		value === null ||
		! Object.hasOwn( value, name )
	) {
		return null;
	}
	const found = targetSchema.safeParse( value[ name as keyof typeof value ] );
	return found.success ? found.data : null;
}
