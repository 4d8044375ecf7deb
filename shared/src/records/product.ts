import { z } from 'zod';
import {
	contractObject,
	decimalSchema,
	MAX_HTML,
	nameSchema,
	positiveDecimalSchema,
	textSchema,
	timestampSchema,
	urlSchema,
	wooIdSchema,
} from './common.ts';
import { PRODUCT_TYPES } from '../mapping/product-types.ts';

const pricesSchema = {
	/** The price in force when the record was read, above zero (R13). */
	price: positiveDecimalSchema,
	regular_price: decimalSchema.nullable(),
	sale_price: decimalSchema.nullable(),
	date_on_sale_from: timestampSchema.nullable(),
	date_on_sale_to: timestampSchema.nullable(),
};

const stockSchema = {
	sku: nameSchema,
	manage_stock: z.boolean(),
	stock_quantity: decimalSchema.nullable(),
	stock_status: textSchema( 50 ),
};

export const variantSchema = contractObject( {
	id: wooIdSchema,
	attributes: z
		.array( contractObject( { name: nameSchema, option: nameSchema } ) )
		.max( 100 ),
	image: urlSchema.nullable(),
	...pricesSchema,
	...stockSchema,
} );
export type Variant = z.infer< typeof variantSchema >;

/** R12 to R15. The record's id is the WooCommerce product id. */
export const productSchema = contractObject( {
	type: z.enum( PRODUCT_TYPES ),
	name: nameSchema,
	slug: nameSchema,
	/** False if the product was unpublished (R14) or lost its price (R13) after its import. */
	include_in_online_store: z.boolean(),
	/** HTML as WooCommerce holds it. */
	description: textSchema( MAX_HTML ),
	short_description: textSchema( MAX_HTML ),
	permalink: urlSchema,
	virtual: z.boolean(),
	downloadable: z.boolean(),
	images: z.array( urlSchema ).max( 500 ),
	collection_ids: z.array( wooIdSchema ).max( 1_000 ),
	attributes: z
		.array(
			contractObject( {
				name: nameSchema,
				options: z.array( nameSchema ).max( 1_000 ),
			} )
		)
		.max( 200 ),
	date_created: timestampSchema.nullable(),
	date_modified: timestampSchema.nullable(),
	...pricesSchema,
	/** null if it has no price, or a price of zero: then it is not in the online store (see contradictions.ts). */
	price: positiveDecimalSchema.nullable(),
	...stockSchema,
	/** Empty for a simple product; a variable product in the online store has at least one (R13). */
	variants: z.array( variantSchema ).max( 2_000 ),
} )
	// contradictions.ts enforces this in the parser.
	.meta( {
		if: { properties: { include_in_online_store: { const: true } } },
		then: { properties: { price: { type: 'string' } } },
	} );
export type Product = z.infer< typeof productSchema >;

/**
 * A product whose type changed to one that Ivorey does not take (R12). If Ivorey has it, it leaves the online store
 * with its variants and is unchanged otherwise; if not, nothing happens.
 */
export const offlineProductSchema = contractObject( {
	type: z.literal( 'offline' ),
	include_in_online_store: z.literal( false ),
} );
export type OfflineProduct = z.infer< typeof offlineProductSchema >;

/** The data of a product record. */
export const productDataSchema = z.discriminatedUnion( 'type', [
	productSchema,
	offlineProductSchema,
] );
