import { IVOREY_ORDER_STATUSES } from '@ivorey/shared';
import type { RequestContext } from '../http/request.ts';
import { readSorting } from '../views/listing.ts';
import { findOrder } from '../views/order-query.ts';
import { orderPage } from './pages/order.ts';
import { ordersPage } from './pages/orders.ts';
import { errorPage } from './pages/other.ts';
import {
	listOrders,
	ORDER_SORTS,
	type OrderFilters,
	type OrderSort,
} from '../views/order-list.ts';
import { readChoice, readSearch, readThing } from './read-filters.ts';
import { findProductName } from '../views/product-query.ts';
import { listStores } from '../views/store-query.ts';
import type { StoreRow } from '../views/store-view.ts';
import type { ConsoleServices, SessionCall } from './services.ts';

const SUBTYPES = [ 'WooCommerce' ] as const;

/** `GET /orders` (R6, R34). */
export async function showOrders(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const stores = await listStores( db, accountId );
	const wanted = readOrderFilters( c, stores );
	const sorting = readSorting< OrderSort >(
		c.req.query( 'sort' ),
		ORDER_SORTS
	);
	const page = await listOrders( db, accountId, {
		...wanted,
		sorting,
		before: c.req.query( 'before' ) ?? null,
		after: c.req.query( 'after' ) ?? null,
	} );
	return c.html(
		ordersPage( viewer, {
			...page,
			wanted,
			sorting,
			stores,
			subtypes: SUBTYPES,
			productName:
				wanted.product === null
					? null
					: await findProductName( db, accountId, wanted.product ),
		} )
	);
}

/** What is no such choice is left aside. */
export function readOrderFilters(
	c: RequestContext,
	stores: readonly StoreRow[]
): OrderFilters {
	const paid = readChoice( c, 'paid', [ 'yes', 'no' ] );
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readChoice(
			c,
			'store',
			stores.map( ( { connectionId } ) => connectionId )
		),
		status: readChoice( c, 'status', IVOREY_ORDER_STATUSES ),
		isPaid: paid === null ? null : paid === 'yes',
		subtype: readChoice( c, 'subtype', SUBTYPES ),
		contactId: null,
		product: readThing( c, 'product' ),
	};
}

/** `GET /orders/:connection/:order` (R35). */
export async function showOrder(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const order = await findOrder(
		db,
		{
			accountId: viewer.accountId,
			connectionId: c.req.param( 'connection' ) ?? '',
		},
		c.req.param( 'order' ) ?? ''
	);
	return order === null
		? c.html(
				errorPage(
					viewer,
					'No such order',
					'Your account has no such order here.'
				),
				404
			)
		: c.html( orderPage( viewer, order ) );
}
