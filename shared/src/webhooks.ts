import { z } from 'zod';
import { connectionStateSchema } from './connection.ts';
import { IVOREY_ORDER_STATUSES } from './mapping/order-status.ts';
import {
	addressSchema,
	timestampSchema,
	wooIdSchema,
} from './records/common.ts';
import { orderSchema } from './records/order.ts';
import { productSchema } from './records/product.ts';
import {
	transactionIdSchema,
	transactionSchema,
} from './records/transaction.ts';
import { TRIGGER_TYPES } from './records/trigger.ts';

/** R45: the webhooks that Ivorey sends to the account's endpoints. */

const storeSchema = {
	/** `<account id>.<connection id>` of the event's store. */
	connection: z.string(),
	store_url: z.string(),
};

const { status: _woocommerceStatus, ...orderFields } = orderSchema.shape;

/** An order as Ivorey has it when the event is created. */
export const webhookOrderSchema = z.strictObject( {
	/** WooCommerce order id. */
	id: wooIdSchema,
	/** Ivorey's contact; null if the order names nobody. */
	contact_id: z.string().nullable(),
	/** R5: Ivorey's status. */
	status: z.enum( IVOREY_ORDER_STATUSES ),
	woocommerce_status: z.string(),
	/** R6 */
	subtype: z.string(),
	...orderFields,
} );
export type WebhookOrder = z.infer< typeof webhookOrderSchema >;

/** A contact belongs to the account, whichever store it came from. */
export const webhookContactSchema = z.strictObject( {
	id: z.string(),
	/** R3 */
	kind: z.enum( [ 'guest', 'customer' ] ),
	email: z.string(),
	first_name: z.string(),
	last_name: z.string(),
	display_name: z.string(),
	company: z.string(),
	phone: z.string(),
	billing: addressSchema,
	shipping: addressSchema,
	date_registered: timestampSchema.nullable(),
} );
export type WebhookContact = z.infer< typeof webhookContactSchema >;

export const webhookProductSchema = z.strictObject( {
	/** WooCommerce product id. */
	id: wooIdSchema,
	...productSchema.shape,
} );
export type WebhookProduct = z.infer< typeof webhookProductSchema >;

export const webhookTransactionSchema = z.strictObject( {
	id: transactionIdSchema,
	...transactionSchema.shape,
} );
export type WebhookTransaction = z.infer< typeof webhookTransactionSchema >;

const triggeredSchema = z
	.strictObject( {
		...storeSchema,
		order_id: wooIdSchema,
		/** When the order was placed or paid. */
		occurred_at: timestampSchema,
		/**
		 * null if Ivorey does not have the order: orders are not kept in sync, or the store assigned its ID to
		 * another order.
		 */
		order: webhookOrderSchema.nullable(),
	} )
	.meta( { title: 'TriggerEvent' } );
const orderEventSchema = z
	.strictObject( {
		...storeSchema,
		order: webhookOrderSchema,
	} )
	.meta( { title: 'OrderEvent' } );
const transactionEventSchema = z
	.strictObject( {
		...storeSchema,
		transaction: webhookTransactionSchema,
	} )
	.meta( { title: 'TransactionEvent' } );
const contactEventSchema = z
	.strictObject( { contact: webhookContactSchema } )
	.meta( { title: 'ContactEvent' } );
const productEventSchema = z
	.strictObject( {
		...storeSchema,
		product: webhookProductSchema,
	} )
	.meta( { title: 'ProductEvent' } );
const connectionEventSchema = z
	.strictObject( {
		...storeSchema,
		state: connectionStateSchema,
		previous_state: connectionStateSchema,
		/** A slug. */
		reason: z.string(),
		occurred_at: timestampSchema,
	} )
	.meta( { title: 'ConnectionEvent' } );

const automationSchema = z.strictObject( {
	id: z.string(),
	name: z.string(),
} );
const automationResultSchema = z
	.strictObject( {
		...storeSchema,
		automation: automationSchema,
		/** The same for every retry: an automation runs once for each order (R33). */
		run_id: z.string(),
		trigger: z.enum( TRIGGER_TYPES ),
		order_id: wooIdSchema,
		action: z.enum( [ 'email', 'webhook' ] ),
		/** A slug; null if it was sent. */
		reason: z.string().nullable(),
		occurred_at: timestampSchema,
	} )
	.meta( { title: 'AutomationResult' } );
const automationActionSchema = z
	.strictObject( {
		...storeSchema,
		automation: automationSchema,
		run_id: z.string(),
		trigger: z.enum( TRIGGER_TYPES ),
		order_id: wooIdSchema,
		/** When the order was placed or paid. */
		occurred_at: timestampSchema,
		order: webhookOrderSchema,
	} )
	.meta( { title: 'AutomationAction' } );
const testSchema = z
	.strictObject( { message: z.string() } )
	.meta( { title: 'WebhookTest' } );

interface WebhookKind {
	/** Shown to people who choose a webhook. */
	title: string;
	summary: string;
	/** The schema of `data`; it has a title. */
	data: z.ZodType;
}

/** The events that an endpoint can subscribe to. */
export const WEBHOOK_EVENTS = {
	'order.submitted': {
		title: 'Order placed',
		summary:
			'An order was placed through any checkout. Sent once for each order.',
		data: triggeredSchema,
	},
	'payment.received': {
		title: 'Payment received',
		summary: 'An order was paid. Sent once for each order.',
		data: triggeredSchema,
	},
	'order.created': {
		title: 'Order created',
		summary: 'Ivorey has a new order, however it was created.',
		data: orderEventSchema,
	},
	'order.updated': {
		title: 'Order updated',
		summary: 'An order changed.',
		data: orderEventSchema,
	},
	'payment.created': {
		title: 'Payment recorded',
		summary: 'Ivorey has a new payment.',
		data: transactionEventSchema,
	},
	'payment.updated': {
		title: 'Payment corrected',
		summary: 'A payment changed.',
		data: transactionEventSchema,
	},
	'payment.voided': {
		title: 'Payment voided',
		summary: 'A recorded payment was not made after all.',
		data: transactionEventSchema,
	},
	'refund.created': {
		title: 'Refund recorded',
		summary: 'Ivorey has a new refund.',
		data: transactionEventSchema,
	},
	'refund.updated': {
		title: 'Refund corrected',
		summary: 'A refund changed.',
		data: transactionEventSchema,
	},
	'refund.voided': {
		title: 'Refund voided',
		summary: 'A refund was deleted in WooCommerce.',
		data: transactionEventSchema,
	},
	'contact.created': {
		title: 'Contact created',
		summary: 'A new person registered, or ordered as a guest.',
		data: contactEventSchema,
	},
	'contact.updated': {
		title: 'Contact updated',
		summary: 'The details of a contact changed, or a guest registered.',
		data: contactEventSchema,
	},
	'product.created': {
		title: 'Product created',
		summary: 'A product was published for the first time.',
		data: productEventSchema,
	},
	'product.updated': {
		title: 'Product updated',
		summary: 'A product changed, or it left the online store.',
		data: productEventSchema,
	},
	'connection.activated': {
		title: 'Store connected',
		summary: 'A store’s first signed request arrived.',
		data: connectionEventSchema,
	},
	'connection.paused': {
		title: 'Store paused',
		summary: 'The sync of a store is paused.',
		data: connectionEventSchema,
	},
	'connection.resumed': {
		title: 'Store resumed',
		summary: 'The sync of a store has resumed.',
		data: connectionEventSchema,
	},
	'connection.disconnected': {
		title: 'Store disconnected',
		summary: 'A store was disconnected, in Ivorey or in the store.',
		data: connectionEventSchema,
	},
	'automation.sent': {
		title: 'Automation sent',
		summary: 'An automation sent its e-mail or webhook.',
		data: automationResultSchema,
	},
	'automation.perhaps_sent': {
		title: 'Automation perhaps sent',
		summary:
			'An automation sent an e-mail, but it is unknown whether the mail server accepted it.',
		data: automationResultSchema,
	},
	'automation.failed': {
		title: 'Automation failed',
		summary: 'An automation could not send its e-mail or webhook.',
		data: automationResultSchema,
	},
	'automation.skipped': {
		title: 'Automation skipped',
		summary:
			'An automation did nothing for an order, and gives the reason.',
		data: automationResultSchema,
	},
	'automation.held': {
		title: 'Automation held',
		summary:
			'An automation reached its hourly limit and waits for the owner’s decision.',
		data: automationResultSchema,
	},
} as const satisfies Record< string, WebhookKind >;
export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_EVENT_TYPES = Object.keys(
	WEBHOOK_EVENTS
) as WebhookEventType[];

/** Webhooks that are sent to one chosen endpoint, whatever it subscribes to. */
export const DIRECT_WEBHOOKS = {
	'automation.webhook': {
		title: 'Webhook of an automation',
		summary: 'Sent as the action of an automation.',
		data: automationActionSchema,
	},
	'webhook.test': {
		title: 'Test',
		summary: 'Sent manually, to test whether an endpoint answers.',
		data: testSchema,
	},
} as const satisfies Record< string, WebhookKind >;

export const WEBHOOKS = { ...WEBHOOK_EVENTS, ...DIRECT_WEBHOOKS } as const;
export type WebhookType = keyof typeof WEBHOOKS;
/** The type of an event's `data`. */
export type WebhookData< T extends WebhookType = WebhookType > = z.infer<
	( typeof WEBHOOKS )[ T ][ 'data' ]
>;

/** The body of a delivery. */
export function webhookSchema( type: WebhookType ) {
	return z.strictObject( {
		type: z.literal( type ),
		/** When the event was created; the same for each attempt. */
		timestamp: timestampSchema,
		data: WEBHOOKS[ type ].data,
	} );
}

/** Limits of an endpoint. */
export const WEBHOOK_LIMITS = {
	url: 2_048,
	description: 200,
	/** Endpoints per account. */
	endpoints: 50,
} as const;
