import { z } from 'zod';
import {
	addressSchema,
	contractObject,
	currencySchema,
	decimalSchema,
	emailSchema,
	lineMoneySchema,
	longTextSchema,
	nameSchema,
	textSchema,
	timestampSchema,
	wooIdSchema,
} from './common.ts';
import { marketingConsentSchema } from './consent.ts';

export const orderLineSchema = contractObject( {
	id: wooIdSchema,
	/** null if the product was deleted since, or if the line never had one. */
	product_id: wooIdSchema.nullable(),
	variation_id: wooIdSchema.nullable(),
	name: nameSchema,
	sku: nameSchema,
	/** Decimal: some stores sell by weight. */
	quantity: decimalSchema,
	/** Before discounts, without tax. */
	subtotal: decimalSchema,
	subtotal_tax: decimalSchema,
	/** After discounts, without tax. */
	...lineMoneySchema,
	/** The shopper's choices, as shown on the order: variation attributes and product options. */
	attributes: z
		.array( contractObject( { name: nameSchema, value: longTextSchema } ) )
		.max( 100 ),
} );
export type OrderLine = z.infer< typeof orderLineSchema >;

/** R7. The record's id is the WooCommerce order id. */
export const orderSchema = contractObject( {
	/** The displayed number; extensions can make it differ from the ID. */
	number: textSchema( 100, { min: 1 } ),
	/** WooCommerce's status slug without `wc-`, custom ones included (R5). */
	status: z
		.string()
		.regex(
			/^[a-z0-9_-]{1,50}$/,
			'must be an order status slug without "wc-"'
		),
	/** The origin of the order: `checkout`, `store-api`, `admin`, `rest-api`, … */
	created_via: textSchema( 100 ),
	currency: currencySchema,
	prices_include_tax: z.boolean(),
	date_created: timestampSchema,
	date_modified: timestampSchema,
	date_paid: timestampSchema.nullable(),
	date_completed: timestampSchema.nullable(),
	/** WordPress user id; null for a guest. */
	customer_id: wooIdSchema.nullable(),
	/** null if an order made by hand has none. */
	billing_email: emailSchema.nullable(),
	billing: addressSchema,
	shipping: addressSchema,
	customer_note: longTextSchema,
	/** The buyer's choice at the checkout. */
	marketing_consent: marketingConsentSchema.optional(),
	payment_method: textSchema( 200 ),
	payment_method_title: nameSchema,
	/** The gateway's own id of the payment, or empty. */
	transaction_id: nameSchema,
	totals: contractObject( {
		/** Items before discounts, without tax. */
		items: decimalSchema,
		/** Without tax, as a positive amount. */
		discount: decimalSchema,
		/** Without tax. */
		shipping: decimalSchema,
		/** Without tax; a negative fee is a reduction. */
		fees: decimalSchema,
		/** All taxes together. */
		tax: decimalSchema,
		/** As a positive amount. */
		refunded: decimalSchema,
		/** The amount that the buyer owes, before refunds. */
		total: decimalSchema,
	} ),
	line_items: z.array( orderLineSchema ).max( 5_000 ),
	shipping_lines: z
		.array(
			contractObject( {
				id: wooIdSchema,
				method_id: nameSchema,
				method_title: nameSchema,
				...lineMoneySchema,
			} )
		)
		.max( 500 ),
	fee_lines: z
		.array(
			contractObject( {
				id: wooIdSchema,
				name: nameSchema,
				...lineMoneySchema,
			} )
		)
		.max( 500 ),
	coupon_lines: z
		.array(
			contractObject( {
				id: wooIdSchema,
				code: nameSchema,
				discount: decimalSchema,
				discount_tax: decimalSchema,
			} )
		)
		.max( 500 ),
} );
export type Order = z.infer< typeof orderSchema >;
