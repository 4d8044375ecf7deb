import { findStatuses, type StoreStatus } from '../connections/status.ts';
import type { RequestContext } from '../http/request.ts';
import { listEndpoints } from '../webhooks/queries.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import { readTimeZone } from '../accounts/accounts.ts';
import {
	DEFAULT_PERIOD,
	PERIODS,
	readOverview,
} from '../views/overview-query.ts';
import { homePage } from './pages/home.ts';
import { ALL_ORDERS, listOrders } from '../views/order-list.ts';
import { findStores, listStores } from '../views/store-query.ts';

const STORES_AT_HOME = 10;

const ORDERS_AT_HOME = 5;

/** `GET /`. */
export async function showHome(
	{ db, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const [ listed, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	const days =
		PERIODS.find( ( one ) => String( one ) === c.req.query( 'days' ) ) ??
		DEFAULT_PERIOD;
	const connectionId =
		listed.find(
			( store ) => store.connectionId === c.req.query( 'store' )
		)?.connectionId ?? null;
	const shown = listed.filter(
		( store ) =>
			connectionId === null || store.connectionId === connectionId
	);
	const [ stores, statuses, { rows: orders }, overview ] = await Promise.all(
		[
			findStores(
				db,
				accountId,
				listed
					.slice( 0, STORES_AT_HOME )
					.map( ( store ) => store.connectionId )
			),
			shown.length === 0
				? new Map< string, StoreStatus >()
				: findStatuses(
						db,
						accountId,
						shown.map( ( store ) => store.connectionId )
					),
			listOrders( db, accountId, {
				...ALL_ORDERS,
				connectionId,
				limit: ORDERS_AT_HOME,
			} ),
			readOverview( db, accountId, {
				days,
				connectionId,
				timeZone,
				now: now(),
			} ),
		]
	);
	return c.html(
		homePage( viewer, {
			stores,
			more: Math.max( 0, listed.length - STORES_AT_HOME ),
			orders,
			endpoints: await listEndpoints( db, viewer.accountId, now() ),
			overview: {
				overview,
				days,
				connectionId,
				timeZone,
				listed,
				agreements: shown.map( ( { connectionId: id, storeUrl } ) => ( {
					connectionId: id,
					storeUrl,
					verified: statuses.get( id )?.report.verified ?? null,
				} ) ),
			},
		} )
	);
}
