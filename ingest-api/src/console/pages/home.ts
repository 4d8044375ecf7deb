import { html } from 'hono/html';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import type { OrderRow } from '../../views/order-view.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { table } from '../parts/table.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { withoutScheme, type StoreView } from '../../views/store-view.ts';
import type { Endpoint } from '../../webhooks/queries.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { orderColumns, pathOf } from './orders.ts';
import { overviewParts, type OverviewOptions } from './overview.ts';
import { verdictOf } from './store-verdict.ts';
import { statePill } from './stores.ts';
import { switchedOff } from './webhooks.ts';
import { texts } from '../../texts/texts.ts';

/** R38: the state of every store, the last days, and the latest orders. */
export function homePage(
	viewer: Viewer,
	options: {
		stores: readonly StoreView[];
		/** How many more stores there are. */
		more: number;
		orders: readonly OrderRow[];
		/** The account's webhook endpoints. */
		endpoints: readonly Endpoint[];
		overview: OverviewOptions;
	}
): Html {
	const { stores, more, orders, endpoints, overview } = options;
	return page( {
		title: texts().home.title,
		viewer,
		section: 'home',
		body: html`${ switchedOff( endpoints ) }
		${
			stores.length === 0
				? card( {
						flush: true,
						body: emptyState( {
							title: texts().home.welcome,
							icon: 'store',
							text: texts().home.welcomeText,
							action: forOwners(
								viewer,
								() =>
									linkButton(
										texts().home.connect,
										PATHS.connect,
										{
											kind: 'primary',
										}
									),
								ownersNote( texts().home.ownersConnect )
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
		title: texts().home.yourStores,
		flush: true,
		body: table( {
			label: texts().home.yourStores,
			rows: stores,
			href: ( { connectionId } ) => connectionPath( connectionId ),
			columns: [
				{
					label: texts().common.store,
					kind: 'title',
					cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
				},
				{
					label: texts().home.sync,
					cell: ( store ) => verdictOf( store ).title,
				},
				{
					label: texts().common.state,
					narrow: 'first',
					cell: ( { state } ) => statePill( state ),
				},
			],
		} ),
		...( more === 0
			? {}
			: {
					footer: html`<a href="${ PATHS.stores }"
						>${ texts().home.moreStores( more ) }</a
					>`,
				} ),
	} );
}

function ordersCard( orders: readonly OrderRow[] ): Html {
	return card( {
		title: texts().home.latestOrders,
		flush: true,
		...( orders.length === 0
			? {
					body: emptyState( {
						title: texts().orders.noneYet,
						icon: 'shopping-bag',
						text: texts().home.noOrdersText,
					} ),
				}
			: {
					actions: linkButton(
						texts().home.seeAllOrders,
						PATHS.orders,
						{
							kind: 'plain',
							small: true,
						}
					),
					body: table( {
						label: texts().home.latestOrders,
						columns: orderColumns(),
						rows: orders,
						href: pathOf,
					} ),
				} ),
	} );
}
