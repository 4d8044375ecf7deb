import { z } from 'zod';
import { wooIdSchema } from './common.ts';
import { collectionSchema } from './collection.ts';
import { contactSchema } from './contact.ts';
import { erasureIdSchema, erasureSchema } from './erasure.ts';
import { orderSchema } from './order.ts';
import { productDataSchema } from './product.ts';
import { transactionDataSchema, transactionIdSchema } from './transaction.ts';
import { triggerIdSchema, triggerSchema } from './trigger.ts';

/**
 * Rises with each change of the same (element, ID). Built from the store's clock in microseconds, so that it keeps
 * rising after a restored backup or a reinstalled plugin.
 */
export const versionSchema = z.int().min( 1 );

function record<
	E extends string,
	I extends z.ZodType< string >,
	D extends z.ZodType,
>( element: E, id: I, data: D ) {
	return z.strictObject( {
		element: z.literal( element ),
		id,
		version: versionSchema,
		data,
	} );
}

export const recordSchema = z.discriminatedUnion( 'element', [
	record( 'collections', wooIdSchema, collectionSchema ),
	record( 'products', wooIdSchema, productDataSchema ),
	record( 'contacts', wooIdSchema, contactSchema ),
	record( 'orders', wooIdSchema, orderSchema ),
	record( 'transactions', transactionIdSchema, transactionDataSchema ),
	record( 'erasures', erasureIdSchema, erasureSchema ),
	record( 'triggers', triggerIdSchema, triggerSchema ),
] );

/** One object of the store as it was when it was read: `{element, id, version, data}`. */
export type StoreRecord = z.infer< typeof recordSchema >;
export type RecordOf< E extends StoreRecord[ 'element' ] > = Extract<
	StoreRecord,
	{ element: E }
>;
