import { html } from 'hono/html';
import { ORDER_SUBTYPE, type IvoreyOrderStatus } from '@ivorey/shared';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { addressOf, filters, type FiltersOptions } from '../parts/filters.ts';
import type { Html } from '../parts/html.ts';
import { linkButton } from '../parts/button.ts';
import { money } from '../parts/money.ts';
import { count } from '../parts/numbers.ts';
import { pagination } from '../parts/pagination.ts';
import { pill, tag, type Tone } from '../parts/pill.ts';
import { table, type Column } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { PATHS } from '../paths.ts';
import { withoutScheme } from '../store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export interface OrderRow {
	number: string;
	subtype: string;
	status: string;
	woocommerceStatus: string;
	dateCreated: Date;
	total: string;
	currency: string;
	email: string | null;
	storeUrl: string | null;
}

export interface OrdersOptions {
	orders: readonly OrderRow[];
	subtypes: readonly string[];
	subtype: string | null;
	/** Whether this is not the first page. */
	isFollowing: boolean;
	/** Of the next page; null where there is none. */
	older: string | null;
}

const TONES: Record< IvoreyOrderStatus, Tone > = {
	Pending: 'warn',
	Completed: 'good',
	Cancelled: 'bad',
};

/** Of a list of orders. */
export const ORDER_COLUMNS: readonly Column< OrderRow >[] = [
	{ label: 'Order', kind: 'title', cell: ( { number } ) => number },
	{
		label: 'Date',
		cell: ( { dateCreated } ) => time( dateCreated, { relative: true } ),
	},
	{ label: 'Status', cell: statusOf },
	{ label: 'Buyer', kind: 'clip', cell: ( { email } ) => email ?? '–' },
	{
		label: 'Subtype',
		narrow: 'hidden',
		cell: ( { subtype } ) => tag( subtype ),
	},
	{
		label: 'Store',
		kind: 'clip',
		narrow: 'hidden',
		cell: ( { storeUrl } ) =>
			storeUrl === null ? '–' : withoutScheme( storeUrl ),
	},
	{
		label: 'Total',
		kind: 'number',
		narrow: 'first',
		cell: ( { total, currency } ) => money( total, currency ),
	},
];

/** R6 */
export function ordersPage( viewer: Viewer, options: OrdersOptions ): Html {
	const { orders, subtypes, subtype, isFollowing, older } = options;
	const filtered: FiltersOptions = {
		path: PATHS.orders,
		filters: [
			{
				kind: 'choice',
				name: 'subtype',
				label: 'Subtype',
				choices: subtypes.map( ( name ) => ( {
					value: name,
					label: name,
				} ) ),
				value: subtype,
			},
		],
	};
	return page( {
		title: 'Orders',
		viewer,
		section: 'orders',
		body: card( {
			flush: true,
			body: [
				filters( filtered ),
				orders.length === 0
					? none( subtype !== null )
					: table( {
							label: 'Orders',
							columns: ORDER_COLUMNS,
							rows: orders,
						} ),
				orders.length === 0
					? ''
					: pagination( {
							summary: html`${ count( orders.length, 'order' ) }
							on this page, the newest first`,
							newer: isFollowing ? addressOf( filtered ) : null,
							older:
								older === null
									? null
									: addressOf( {
											...filtered,
											keep: { before: older },
										} ),
							labels: { newer: 'Newest', older: 'Older' },
						} ),
			],
		} ),
	} );
}

function statusOf( { status, woocommerceStatus }: OrderRow ): Html {
	const tone = TONES[ status as IvoreyOrderStatus ] ?? 'none';
	const name = statusName( woocommerceStatus );
	return html`${ pill( status, tone ) }
	${ name === status ? '' : html`<small class="wide-only">${ name }</small>` }`;
}

/** on-hold → On hold */
function statusName( slug: string ): string {
	const words = slug.replaceAll( '-', ' ' );
	return words.charAt( 0 ).toUpperCase() + words.slice( 1 );
}

function none( isFiltered: boolean ): Html {
	return isFiltered
		? emptyState( {
				title: 'No orders match',
				icon: 'search',
				action: linkButton( 'Show all orders', PATHS.orders ),
			} )
		: emptyState( {
				title: 'No orders yet',
				icon: 'shopping-bag',
				text: `Orders of your stores (${ ORDER_SUBTYPE }) are here seconds after they are placed.`,
				action: linkButton( 'See your stores', PATHS.stores ),
			} );
}
