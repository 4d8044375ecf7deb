import { z } from 'zod';

/** The elements that a store owner switches on and off (SPEC, "Elements"), in the order in which they are applied. */
export const ELEMENTS = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
	'triggers',
] as const;

/**
 * Every element that a record can have. Erasures have no switch, and come before the triggers, which can delay
 * others.
 */
export const RECORD_ELEMENTS = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
	'erasures',
	'triggers',
] as const;
export type RecordElement = ( typeof RECORD_ELEMENTS )[ number ];

export const elementSchema = z.enum( ELEMENTS );
export type Element = z.infer< typeof elementSchema >;
