import { z } from 'zod';
import {
	timestampSchema,
	transactionIdSchema,
	TRIGGER_TYPES,
	webhookOrderSchema,
	type IvoreyOrderStatus,
} from '@ivorey/shared';
import { withPlaces } from '../automations/decimals.ts';
import { orderPayload } from '../events/payloads.ts';
import type { OrderView } from '../views/order-view.ts';
import { textOf } from './answers.ts';
import {
	messageSchema,
	moneyShape,
	runSchema,
	storeOf,
	storeShape,
	toMessage,
	toRun,
} from './schemas.ts';

const { line_items: lineItems, ...orderShape } = webhookOrderSchema.shape;

export const orderItemSchema = z.strictObject( {
	...storeShape,
	...orderShape,
	line_items: z.array(
		lineItems.element.extend( {
			image: z
				.string()
				.nullable()
				.describe(
					'The current image of the variant or, if it has none, of the product.'
				),
		} )
	),
	is_trashed: z
		.boolean()
		.describe(
			'Whether the order is in the store’s trash or was deleted there.'
		),
	received_at: timestampSchema,
	updated_at: timestampSchema.describe(
		'When Ivorey received the last change.'
	),
	erased_at: timestampSchema
		.nullable()
		.describe( 'When the buyer’s personal data was erased.' ),
	contact: z
		.strictObject( {
			id: z.string(),
			kind: z.enum( [ 'guest', 'customer' ] ),
			name: z.string(),
			email: z.string(),
			order_count: z.int(),
		} )
		.nullable()
		.describe( 'The contact; null if the order names nobody.' ),
	transactions: z.array(
		z.strictObject( {
			id: transactionIdSchema,
			type: z.enum( [ 'payment', 'refund' ] ),
			...moneyShape,
			date: timestampSchema,
			method: z.string(),
			gateway_transaction_id: z.string(),
			reason: z.string(),
			voided: z.boolean(),
		} )
	),
	triggers: z.array(
		z.strictObject( {
			type: z.enum( TRIGGER_TYPES ),
			occurred_at: timestampSchema,
			received_at: timestampSchema,
		} )
	),
	automation_runs: z
		.array( runSchema )
		.describe(
			'The runs of automations for this order, with the reason if an automation did not act.'
		),
	messages: z.array( messageSchema ),
} );

/** An order in the form of the API's answers. */
export function orderItem( order: OrderView, accountId: string ) {
	const { buyer, images, record } = order;
	return {
		...storeOf( accountId, order ),
		...orderPayload( {
			order_id: order.orderId,
			contact_id: buyer?.contactId ?? null,
			status: order.status as IvoreyOrderStatus,
			subtype: order.subtype,
			record,
		} ),
		line_items: record.line_items.map( ( line ) => ( {
			...line,
			image:
				images.get( `${ line.product_id }:${ line.variation_id }` ) ??
				images.get( line.product_id ?? '' ) ??
				null,
		} ) ),
		is_trashed: order.isTrashed,
		received_at: textOf( order.receivedAt ),
		updated_at: textOf( order.updatedAt ),
		erased_at: textOf( order.erasedAt ),
		contact:
			buyer === null
				? null
				: {
						id: buyer.contactId,
						kind: buyer.kind,
						name: buyer.name,
						email: buyer.email,
						order_count: buyer.orders,
					},
		transactions: order.transactions.map( ( transaction ) => ( {
			id: transaction.transactionId,
			type: transaction.type,
			amount: withPlaces( transaction.amount ),
			currency: transaction.currency,
			date: textOf( transaction.date ),
			method: transaction.method,
			gateway_transaction_id: transaction.gatewayId,
			reason: transaction.reason,
			voided: transaction.voided,
		} ) ),
		triggers: order.triggers.map( ( trigger ) => ( {
			type: trigger.type,
			occurred_at: textOf( trigger.occurredAt ),
			received_at: textOf( trigger.receivedAt ),
		} ) ),
		automation_runs: order.runs.map( ( run ) => toRun( accountId, run ) ),
		messages: order.messages.map( toMessage ),
	};
}
