import { z } from 'zod';

/** What a store owner switches on and off (SPEC, "Elements"), in the order in which it is applied. */
export const ELEMENTS = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
	'triggers',
] as const;

/** What a record can be of: beside those, what no switch holds back. Erasures come before the triggers, which hold up others. */
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
