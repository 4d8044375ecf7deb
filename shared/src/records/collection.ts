import { z } from 'zod';
import {
	contractObject,
	MAX_HTML,
	nameSchema,
	textSchema,
	urlSchema,
	wooIdSchema,
} from './common.ts';

/** A product category that is linked to a product (R17). The record's id is the term id. */
export const collectionSchema = contractObject( {
	name: nameSchema,
	slug: nameSchema,
	description: textSchema( MAX_HTML ),
	parent_id: wooIdSchema.nullable(),
	image: urlSchema.nullable(),
	/**
	 * As WooCommerce counts: products of the category and of those below it. Zero once it was emptied: where
	 * Ivorey has it, it stays (R16); it does not come new.
	 */
	count: z.int().min( 0 ),
} );
export type Collection = z.infer< typeof collectionSchema >;
