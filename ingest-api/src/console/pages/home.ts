import { html } from 'hono/html';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import type { OrderRow } from '../../views/order-view.ts';
import { count } from '../parts/numbers.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { table } from '../parts/table.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { withoutScheme, type StoreView } from '../../views/store-view.ts';
import type { Endpoint } from '../../webhooks/queries.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { ORDER_COLUMNS, pathOf } from './orders.ts';
import { overviewParts, type OverviewOptions } from './overview.ts';
import { verdictOf } from './store-verdict.ts';
import { statePill } from './stores.ts';
import { switchedOff } from './webhooks.ts';

/** R38: how every store is, what happened in the last days, and what came last. */
export function homePage(
	viewer: Viewer,
	options: {
		stores: readonly StoreView[];
		/** How many stores there are beside these. */
		more: number;
		orders: readonly OrderRow[];
		/** That webhooks are sent to. */
		endpoints: readonly Endpoint[];
		overview: OverviewOptions;
	}
): Html {
	const { stores, more, orders, endpoints, overview } = options;
	return page( {
		title: 'Overview',
		viewer,
		section: 'home',
		body: html`${ switchedOff( endpoints ) }
		${
			stores.length === 0
				? card( {
						flush: true,
						body: emptyState( {
							title: 'Welcome to Ivorey',
							icon: 'store',
							text: 'Connect your WooCommerce store, and its orders are here seconds after they are placed.',
							action: forOwners(
								viewer,
								() =>
									linkButton( 'Connect', PATHS.connect, {
										kind: 'primary',
									} ),
								ownersNote( 'Only an owner can connect one.' )
							),
						} ),
					} )
				: html`<div class="stack">
						${ storesCard( stores, more ) }
						${ overviewParts( overview ) } ${ ordersCard( orders ) }
					</div>`
		}`,
	} );
}

function storesCard( stores: readonly StoreView[], more: number ): Html {
	return card( {
		title: 'Your stores',
		flush: true,
		body: table( {
			label: 'Your stores',
			rows: stores,
			href: ( { connectionId } ) => connectionPath( connectionId ),
			columns: [
				{
					label: 'Store',
					kind: 'title',
					cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
				},
				{
					label: 'Sync',
					cell: ( store ) => verdictOf( store ).title,
				},
				{
					label: 'State',
					narrow: 'first',
					cell: ( { state } ) => statePill( state ),
				},
			],
		} ),
		...( more === 0
			? {}
			: {
					footer: html`<a href="${ PATHS.stores }"
						>See ${ count( more, 'more store' ) }</a
					>`,
				} ),
	} );
}

function ordersCard( orders: readonly OrderRow[] ): Html {
	return card( {
		title: 'Latest orders',
		flush: true,
		...( orders.length === 0
			? {
					body: emptyState( {
						title: 'No orders yet',
						icon: 'shopping-bag',
						text: 'They are here seconds after they are placed.',
					} ),
				}
			: {
					actions: linkButton( 'See all orders', PATHS.orders, {
						kind: 'plain',
						small: true,
					} ),
					body: table( {
						label: 'Latest orders',
						columns: ORDER_COLUMNS,
						rows: orders,
						href: pathOf,
					} ),
				} ),
	} );
}
