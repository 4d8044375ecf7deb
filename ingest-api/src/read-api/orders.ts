import { z } from 'zod';
import {
	currencySchema,
	decimalSchema,
	IVOREY_ORDER_STATUSES,
	timestampSchema,
	transactionIdSchema,
	TRIGGER_TYPES,
	webhookOrderSchema,
	wooIdSchema,
	type IvoreyOrderStatus,
} from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import { withPlaces } from '../automations/decimals.ts';
import type { ApiServices } from '../connections/api-services.ts';
import { orderPayload } from '../events/payloads.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { listOrders, ORDER_SORTS } from '../views/order-list.ts';
import { findOrder } from '../views/order-query.ts';
import type { OrderRow, OrderView } from '../views/order-view.ts';
import {
	answerItem,
	answerList,
	listSchema,
	noSuch,
	textOf,
} from './answers.ts';
import {
	connectionIdOf,
	connectionParameter,
	dayParameters,
	listQuery,
	momentsOf,
	parseQuery,
	searchParameter,
	thingParameter,
	yesOrNoParameter,
} from './query.ts';
import {
	messageSchema,
	moneyShape,
	runSchema,
	storeOf,
	storeShape,
	toMessage,
	toRun,
} from './schemas.ts';

const SUBTYPES = [ 'WooCommerce' ] as const;

const summarySchema = z.strictObject( {
	id: wooIdSchema.describe( 'WooCommerce’s.' ),
	...storeShape,
	store_url: z.string().nullable(),
	number: z.string().describe( 'What people call it.' ),
	subtype: z.string(),
	status: z.enum( IVOREY_ORDER_STATUSES ),
	woocommerce_status: z.string(),
	is_trashed: z
		.boolean()
		.describe( 'In the trash of its store, or deleted there.' ),
	date_created: timestampSchema,
	total: decimalSchema,
	currency: z.string(),
	contact_id: z
		.string()
		.nullable()
		.describe( 'null where the order names nobody.' ),
	billing_name: z.string(),
	billing_email: z.string().nullable(),
} );

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
					'Of the variant, or else the product, as it is today.'
				),
		} )
	),
	is_trashed: z
		.boolean()
		.describe( 'In the trash of its store, or deleted there.' ),
	received_at: timestampSchema,
	updated_at: timestampSchema.describe( 'When its last change came.' ),
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
		.describe( 'null where the order names nobody.' ),
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
		.describe( 'What automations did with it, or why not.' ),
	messages: z.array( messageSchema ),
} );

const ordersQuery = listQuery( ORDER_SORTS, {
	search: searchParameter.describe(
		'What the number begins with, or beginnings of words of the buyer’s name or e-mail address, without regard to case and accents.'
	),
	connection: connectionParameter,
	status: z.enum( IVOREY_ORDER_STATUSES ).optional().describe( 'Ivorey’s.' ),
	woocommerce_status: z
		.string()
		.regex( /^[\w-]{1,50}$/, 'must be a status, like "on-hold"' )
		.optional()
		.describe( 'WooCommerce’s slug, without "wc-".' ),
	currency: currencySchema.optional().describe( 'Only in this currency.' ),
	...dayParameters,
	paid: yesOrNoParameter.describe( 'Whether it is paid.' ),
	subtype: z.enum( SUBTYPES ).optional().describe( 'Where it came from.' ),
	contact: z
		.guid( 'must be the id of a contact' )
		.optional()
		.describe( 'Only of this contact: its id.' ),
	product: thingParameter.describe(
		'Only with this product of a store: `<connection>~<product id>`.'
	),
} );

export const ordersOperation: Operation = {
	id: 'listOrders',
	tag: 'Orders',
	summary: 'Orders, a page at a time',
	query: ordersQuery,
	answer: {
		description: 'A page of orders.',
		body: listSchema( 'OrderList', summarySchema ),
	},
};

/** `GET /v1/orders` (R34, R41). */
export async function getOrders(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( ordersQuery, c );
	const moments = await momentsOf( db, accountId, query );
	return answerList(
		query,
		( place ) =>
			listOrders( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
				status: query.status ?? null,
				woocommerceStatus: query.woocommerce_status ?? null,
				currency: query.currency ?? null,
				...moments,
				isPaid: query.paid ?? null,
				subtype: query.subtype ?? null,
				contactId: query.contact ?? null,
				product: query.product ?? null,
			} ),
		( row ) => toSummary( accountId, row )
	);
}

function toSummary( accountId: string, row: OrderRow ) {
	return {
		id: row.orderId,
		...storeOf( accountId, row ),
		number: row.number,
		subtype: row.subtype,
		status: row.status,
		woocommerce_status: row.woocommerceStatus,
		is_trashed: row.isTrashed,
		date_created: textOf( row.dateCreated ),
		total: withPlaces( row.total ),
		currency: row.currency,
		contact_id: row.contactId,
		billing_name: row.name,
		billing_email: row.email,
	};
}

export const orderOperation: Operation = {
	id: 'getOrder',
	tag: 'Orders',
	summary: 'One order, with all that is known of it',
	path: {
		connection: 'The `connection` of its store.',
		order: 'WooCommerce’s id of the order.',
	},
	answer: {
		description: 'The order.',
		body: { name: 'Order', schema: orderItemSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/orders/:connection/:order` (R35, R41). */
export async function getOrder(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const connectionId = connectionIdOf( c.req.param( 'connection' ) ?? '' );
	const order =
		connectionId === null
			? null
			: await findOrder(
					db,
					{ accountId, connectionId },
					c.req.param( 'order' ) ?? ''
				);
	if ( order === null ) {
		throw noSuch( 'order' );
	}
	return answerItem( c, toItem( accountId, order ) );
}

function toItem( accountId: string, order: OrderView ) {
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
