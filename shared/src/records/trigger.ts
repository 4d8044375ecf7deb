import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './common.ts';

export const TRIGGER_TYPES = [ 'order_submitted', 'payment_received' ] as const;

/** `<trigger type>:<order id>`: the same for every repeat, so that it fires once (R9, R10). */
export const triggerIdSchema = z
	.string()
	.regex(
		/^(order_submitted|payment_received):[1-9][0-9]{0,19}$/,
		'must be "<trigger type>:<order id>"'
	);

/** A recorded reason that a fresh read of the order confirmed. */
export const triggerSchema = z.strictObject( {
	type: z.enum( TRIGGER_TYPES ),
	order_id: wooIdSchema,
	/** When the order was placed, or paid. */
	occurred_at: timestampSchema,
} );
export type Trigger = z.infer< typeof triggerSchema >;
