import { z } from 'zod';
import { contractObject, timestampSchema, wooIdSchema } from './common.ts';

export const TRIGGER_TYPES = [ 'order_submitted', 'payment_received' ] as const;

/** `<trigger type>:<order id>`: the same for every repeat, so that it fires once (R9, R10). */
export const triggerIdSchema = z
	.string()
	.regex(
		/^(order_submitted|payment_received):[1-9][0-9]{0,19}$/,
		'must be "<trigger type>:<order id>"'
	);

const orderKeyHashSchema = z
	.string()
	.regex( /^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits' );

/** A recorded event that a fresh read of the order confirmed. */
export const triggerSchema = contractObject( {
	type: z.enum( TRIGGER_TYPES ),
	order_id: wooIdSchema,
	/** When the order was placed or paid. */
	occurred_at: timestampSchema,
	/**
	 * The first 16 hexadecimal digits of the SHA-256 of WooCommerce's order key, which never changes. A store whose
	 * database was restored assigns an order ID again; this tells the two orders apart. Left out if the order has no
	 * key, and by plugins before 0.2: then only the ID counts.
	 */
	order_key_hash: orderKeyHashSchema.optional(),
} );
export type Trigger = z.infer< typeof triggerSchema >;
