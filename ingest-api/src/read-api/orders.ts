import { z } from 'zod';
import {
	currencySchema,
	decimalSchema,
	IVOREY_ORDER_STATUSES,
	timestampSchema,
	wooIdSchema,
} from '@ivorey/shared';
import { withPlaces } from '../automations/decimals.ts';
import { listOrders, ORDER_SORTS } from '../views/order-list.ts';
import { findOrder } from '../views/order-query.ts';
import type { OrderRow } from '../views/order-view.ts';
import { textOf } from './answers.ts';
import {
	connectionParameter,
	dayParameters,
	momentsOf,
	searchParameter,
	thingParameter,
	yesOrNoParameter,
} from './query.ts';
import { storeOf, storeShape } from './schemas.ts';
import { itemEndpoint, listEndpoint, ofStore } from './endpoints.ts';
import { orderItem, orderItemSchema } from './order-item.ts';

const SUBTYPES = [ 'WooCommerce' ] as const;

const summarySchema = z.strictObject( {
	id: wooIdSchema.describe( 'The WooCommerce ID.' ),
	...storeShape,
	store_url: z.string().nullable(),
	number: z.string().describe( 'The order number that people see.' ),
	subtype: z.string(),
	status: z.enum( IVOREY_ORDER_STATUSES ),
	woocommerce_status: z.string(),
	is_trashed: z
		.boolean()
		.describe(
			'Whether the order is in the store’s trash or was deleted there.'
		),
	date_created: timestampSchema,
	total: decimalSchema,
	currency: z.string(),
	contact_id: z
		.string()
		.nullable()
		.describe( 'The contact’s ID; null if the order names nobody.' ),
	billing_name: z.string(),
	billing_email: z.string().nullable(),
} );

/** `GET /v1/orders` (R34, R41). */
export const { operation: ordersOperation, handler: getOrders } = listEndpoint(
	{
		id: 'listOrders',
		tag: 'Orders',
		summary: 'List orders',
		sorts: ORDER_SORTS,
		filters: {
			search: searchParameter.describe(
				'The beginning of the order number, or beginnings of words in the buyer’s name or e-mail address or in the names in the order’s addresses. Case and accents are ignored.'
			),
			connection: connectionParameter,
			status: z
				.enum( IVOREY_ORDER_STATUSES )
				.optional()
				.describe( 'The order’s status in Ivorey.' ),
			woocommerce_status: z
				.string()
				.regex( /^[\w-]{1,50}$/, 'must be a status, like "on-hold"' )
				.optional()
				.describe( 'The slug of WooCommerce’s status, without "wc-".' ),
			currency: currencySchema
				.optional()
				.describe( 'Only orders in this currency.' ),
			...dayParameters,
			paid: yesOrNoParameter.describe( 'Whether the order is paid.' ),
			subtype: z
				.enum( SUBTYPES )
				.optional()
				.describe( 'The system that the order came from.' ),
			contact: z
				.guid( 'must be the id of a contact' )
				.optional()
				.describe( 'Only orders of the contact with this ID.' ),
			product: thingParameter.describe(
				'Only orders with this product: `<connection>~<product id>`.'
			),
		},
		answer: {
			description: 'A page of orders.',
			name: 'OrderList',
			schema: summarySchema,
		},
		read: async ( { db, accountId }, query, place ) =>
			listOrders( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
				status: query.status ?? null,
				woocommerceStatus: query.woocommerce_status ?? null,
				currency: query.currency ?? null,
				...( await momentsOf( db, accountId, query ) ),
				isPaid: query.paid ?? null,
				subtype: query.subtype ?? null,
				contactId: query.contact ?? null,
				product: query.product ?? null,
			} ),
		toData: toSummary,
	}
);

function toSummary( row: OrderRow, accountId: string ) {
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

/** `GET /v1/orders/:connection/:order` (R35, R41). */
export const { operation: orderOperation, handler: getOrder } = itemEndpoint( {
	id: 'getOrder',
	tag: 'Orders',
	summary: 'Retrieve an order',
	description:
		'Returns all details of the order, including transactions, triggers, automation runs and e-mails.',
	path: {
		connection: 'The `connection` of the store.',
		order: 'The WooCommerce ID of the order.',
	},
	answer: {
		description: 'The order.',
		name: 'Order',
		schema: orderItemSchema,
	},
	find: ofStore( 'order', findOrder ),
	toData: orderItem,
} );
