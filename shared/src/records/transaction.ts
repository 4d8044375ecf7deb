import { z } from 'zod';
import {
	contractObject,
	currencySchema,
	longTextSchema,
	nameSchema,
	positiveDecimalSchema,
	textSchema,
	timestampSchema,
	wooIdSchema,
} from './common.ts';

/** `payment:<order id>` or `refund:<refund id>`. */
export const transactionIdSchema = z
	.string()
	.regex(
		/^(payment|refund):[1-9][0-9]{0,19}$/,
		'must be "payment:<order id>" or "refund:<refund id>"'
	);

/** R8: a movement of real money, towards the store (payment) or back (refund). */
export const transactionSchema = contractObject( {
	type: z.enum( [ 'payment', 'refund' ] ),
	order_id: wooIdSchema,
	/** Above zero for both types; the type tells the direction. */
	amount: positiveDecimalSchema,
	currency: currencySchema,
	date: timestampSchema,
	payment_method: textSchema( 200 ),
	payment_method_title: nameSchema,
	/** The gateway's own id, or empty. */
	transaction_id: nameSchema,
	/** A refund's reason as the owner typed it; empty for a payment. */
	reason: longTextSchema,
	/** A refund that is deleted in WooCommerce is sent once more as voided: the money did not move. */
	voided: z.boolean(),
} );
export type Transaction = z.infer< typeof transactionSchema >;

/**
 * The order shows that no money moved (its payment date was removed, or its amount is zero), and has no other data to
 * send. If Ivorey has this transaction, it is voided and otherwise unchanged; if not, nothing happens.
 */
export const voidedTransactionSchema = contractObject( {
	type: z.literal( 'voided' ),
	order_id: wooIdSchema,
} );
export type VoidedTransaction = z.infer< typeof voidedTransactionSchema >;

/** The data of a transaction record. */
export const transactionDataSchema = z.discriminatedUnion( 'type', [
	transactionSchema,
	voidedTransactionSchema,
] );
