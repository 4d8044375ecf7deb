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

/** `GET /v1/orders` (R34, R41). */
export const { operation: ordersOperation, handler: getOrders } = listEndpoint(
	{
		id: 'listOrders',
		tag: 'Orders',
		summary: 'Orders, a page at a time',
		sorts: ORDER_SORTS,
		filters: {
			search: searchParameter.describe(
				'What the number begins with, or beginnings of words of the buyer’s name or e-mail address, or of the names in the order’s addresses, without regard to case and accents.'
			),
			connection: connectionParameter,
			status: z
				.enum( IVOREY_ORDER_STATUSES )
				.optional()
				.describe( 'Ivorey’s.' ),
			woocommerce_status: z
				.string()
				.regex( /^[\w-]{1,50}$/, 'must be a status, like "on-hold"' )
				.optional()
				.describe( 'WooCommerce’s slug, without "wc-".' ),
			currency: currencySchema
				.optional()
				.describe( 'Only in this currency.' ),
			...dayParameters,
			paid: yesOrNoParameter.describe( 'Whether it is paid.' ),
			subtype: z
				.enum( SUBTYPES )
				.optional()
				.describe( 'Where it came from.' ),
			contact: z
				.guid( 'must be the id of a contact' )
				.optional()
				.describe( 'Only of this contact: its id.' ),
			product: thingParameter.describe(
				'Only with this product of a store: `<connection>~<product id>`.'
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
	summary: 'One order, with all that is known of it',
	path: {
		connection: 'The `connection` of its store.',
		order: 'WooCommerce’s id of the order.',
	},
	answer: {
		description: 'The order.',
		name: 'Order',
		schema: orderItemSchema,
	},
	find: ofStore( 'order', findOrder ),
	toData: orderItem,
} );
