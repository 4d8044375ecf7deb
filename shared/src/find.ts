import { z } from 'zod';
import { textSchema, timestampSchema, wooIdSchema } from './records/common.ts';

/** Most orders named for one number. */
export const FIND_LIMIT = 10;

/**
 * `POST /v1/find`: which order has this number? Extensions give orders numbers of their own, and not every extension
 * can look one up in the store.
 */
export const findRequestSchema = z.strictObject( {
	element: z.literal( 'orders' ),
	/** As displayed, without a leading `#`. */
	number: textSchema( 100, { min: 1 } ),
} );
export type FindRequest = z.infer< typeof findRequestSchema >;

export const findAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	/** WooCommerce IDs, newest order first; empty if Ivorey knows no such number. */
	ids: z.array( wooIdSchema ).max( FIND_LIMIT ),
} );
export type FindAnswer = z.infer< typeof findAnswerSchema >;
