import { z } from 'zod';
import { textSchema, timestampSchema, wooIdSchema } from './records/common.ts';

/** So many of the same number are named. */
export const FIND_LIMIT = 10;

/**
 * `POST /v1/find`: which order has this number? Extensions give numbers of their own, and not all of them
 * can tell in the store whose one is.
 */
export const findRequestSchema = z.strictObject( {
	element: z.literal( 'orders' ),
	/** As it is shown, without a `#` before it. */
	number: textSchema( 100, { min: 1 } ),
} );
export type FindRequest = z.infer< typeof findRequestSchema >;

export const findAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	/** WooCommerce's, the last order first; none where Ivorey knows no such number. */
	ids: z.array( wooIdSchema ).max( FIND_LIMIT ),
} );
export type FindAnswer = z.infer< typeof findAnswerSchema >;
