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
	 * WooCommerce's count: products of the category and of its descendants. Zero once the category is empty: Ivorey
	 * keeps it if it has it (R16), and does not add it otherwise.
	 */
	count: z.int().min( 0 ),
} );
export type Collection = z.infer< typeof collectionSchema >;
