import { IVOREY_ORDER_STATUSES } from '@ivorey/shared';
import type { Kysely } from 'kysely';
import { readTimeZone } from '../accounts/accounts.ts';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import { readSorting } from '../views/listing.ts';
import { findOrder } from '../views/order-query.ts';
import { orderPage } from './pages/order.ts';
import { ordersPage } from './pages/orders.ts';
import { errorPage } from './pages/other.ts';
import {
	listOrderChoices,
	listOrders,
	ORDER_SORTS,
	type OrderChoices,
	type OrderFilters,
	type OrderSort,
} from '../views/order-list.ts';
import {
	readChoice,
	readDates,
	readSearch,
	readThing,
	readHidden,
} from './read-filters.ts';
import { findProductName } from '../views/product-query.ts';
import { listStores } from '../views/store-query.ts';
import type { StoreRow } from '../views/store-view.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import { texts } from '../texts/texts.ts';

const SUBTYPES = [ 'WooCommerce' ] as const;

/** `GET /orders` (R6, R34). */
export async function showOrders(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const { stores, choices, timeZone } = await readOrderFacts( db, accountId );
	const wanted = readOrderFilters( c, stores, choices, timeZone );
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
			hidden: readHidden( c ),
			wanted,
			sorting,
			stores,
			choices,
			dates: datesOf( c, timeZone ),
			subtypes: SUBTYPES,
			productName:
				wanted.product === null
					? null
					: await findProductName( db, accountId, wanted.product ),
		} )
	);
}

/** What the filters of a list of orders depend on. */
export async function readOrderFacts(
	db: Kysely< Database >,
	accountId: string
): Promise< {
	stores: StoreRow[];
	choices: OrderChoices;
	timeZone: string;
} > {
	const [ stores, choices, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		listOrderChoices( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	return { stores, choices, timeZone };
}

/** As the address has them. */
function datesOf( c: RequestContext, timeZone: string ) {
	const { from, to } = readDates( c, 'date', timeZone );
	return { from: from.text, to: to.text };
}

/** What is no such choice is left aside. */
export function readOrderFilters(
	c: RequestContext,
	stores: readonly StoreRow[],
	{ woocommerceStatuses, currencies }: OrderChoices,
	timeZone: string
): OrderFilters {
	const { from, to } = readDates( c, 'date', timeZone );
	const paid = readChoice( c, 'paid', [ 'yes', 'no' ] );
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readChoice(
			c,
			'store',
			stores.map( ( { connectionId } ) => connectionId )
		),
		status: readChoice( c, 'status', IVOREY_ORDER_STATUSES ),
		woocommerceStatus: readChoice( c, 'woo', woocommerceStatuses ),
		currency: readChoice( c, 'currency', currencies ),
		from: from.at,
		to: to.at,
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
					texts().orders.notFound,
					texts().orders.notFoundText
				),
				404
			)
		: c.html( orderPage( viewer, order ) );
}
