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

export const elementSchema = z.enum( ELEMENTS );
export type Element = z.infer< typeof elementSchema >;
