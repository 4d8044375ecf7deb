import { IVOREY_ORDER_STATUSES } from '@ivorey/shared';
import type { Kysely } from 'kysely';
import { readTimeZone } from '../accounts/accounts.ts';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
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
} from '../views/order-list.ts';
import {
	readChoice,
	readDates,
	readHidden,
	readPlace,
	readSearch,
	readStore,
	readThing,
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
	const facts = await readOrderFacts( db, accountId );
	const wanted = readOrderFilters( c, facts );
	const place = readPlace( c, ORDER_SORTS );
	const page = await listOrders( db, accountId, { ...wanted, ...place } );
	return c.html(
		ordersPage( viewer, {
			...page,
			hidden: readHidden( c ),
			wanted,
			sorting: place.sorting,
			stores: facts.stores,
			choices: facts.choices,
			dates: datesOf( c, facts.timeZone ),
			subtypes: SUBTYPES,
			productName:
				wanted.product === null
					? null
					: await findProductName( db, accountId, wanted.product ),
		} )
	);
}

/** The data that the filters of a list of orders depend on. */
interface OrderFacts {
	stores: StoreRow[];
	choices: OrderChoices;
	timeZone: string;
}

export async function readOrderFacts(
	db: Kysely< Database >,
	accountId: string
): Promise< OrderFacts > {
	const [ stores, choices, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		listOrderChoices( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	return { stores, choices, timeZone };
}

/** The dates as the address gives them. */
function datesOf( c: RequestContext, timeZone: string ) {
	const { from, to } = readDates( c, 'date', timeZone );
	return { from: from.text, to: to.text };
}

/** Ignores values that are not among the choices. */
export function readOrderFilters(
	c: RequestContext,
	{ stores, choices, timeZone }: OrderFacts
): OrderFilters {
	const { from, to } = readDates( c, 'date', timeZone );
	const paid = readChoice( c, 'paid', [ 'yes', 'no' ] );
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readStore( c, stores ),
		status: readChoice( c, 'status', IVOREY_ORDER_STATUSES ),
		woocommerceStatus: readChoice( c, 'woo', choices.woocommerceStatuses ),
		currency: readChoice( c, 'currency', choices.currencies ),
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
