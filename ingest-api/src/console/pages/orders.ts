import { html } from 'hono/html';
import {
	IVOREY_ORDER_STATUSES,
	ORDER_SUBTYPE,
	type IvoreyOrderStatus,
} from '@ivorey/shared';
import type { FiltersOptions } from '../parts/filters.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { pill, tag, type Tone } from '../parts/pill.ts';
import type { Column } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import type { Sorting } from '../../views/listing.ts';
import {
	ORDER_SORTS,
	type OrderChoices,
	type OrderFilters,
	type OrderSort,
} from '../../views/order-list.ts';
import type { ListPage } from '../../views/paging.ts';
import type { OrderRow } from '../../views/order-view.ts';
import { orderPath, PATHS } from '../paths.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { listPage } from './list.ts';
import { storeFilter, thingFilter } from './list-filters.ts';

interface OrdersOptions extends ListPage< OrderRow > {
	hidden: readonly string[];
	sorting: Sorting;
	stores: readonly StoreRow[];
	subtypes: readonly string[];
	choices: OrderChoices;
	/** As the address has them. */
	dates: { from: string | null; to: string | null };
	wanted: OrderFilters;
	/** Of the product that is filtered by. */
	productName: string | null;
}

const TONES: Record< IvoreyOrderStatus, Tone > = {
	Pending: 'warn',
	Completed: 'good',
	Cancelled: 'bad',
};

/** Of a list of orders. */
export const ORDER_COLUMNS: readonly Column< OrderRow >[] = [
	{
		label: 'Order',
		kind: 'title',
		cell: ( { number, isTrashed } ) =>
			isTrashed ? html`${ number } ${ tag( 'Trash' ) }` : number,
	},
	{
		label: 'Date',
		cell: ( { dateCreated } ) => time( dateCreated, { relative: true } ),
	},
	{ label: 'Status', cell: statusOf },
	{ label: 'Buyer', kind: 'clip', cell: buyerOf },
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

/** The page of one. */
export function pathOf( { connectionId, orderId }: OrderRow ): string {
	return orderPath( connectionId, orderId );
}

const SORTED_BY: Readonly< Record< string, OrderSort > > = {
	Order: 'number',
	Date: 'date',
	Status: 'status',
	Total: 'total',
};

/** R6, R34 */
export function ordersPage( viewer: Viewer, options: OrdersOptions ): Html {
	return listPage( viewer, {
		...options,
		title: 'Orders',
		section: 'orders',
		one: 'order',
		many: 'orders',
		total: null,
		sorts: ORDER_SORTS,
		filtered: filtersOf( options ),
		columns: ORDER_COLUMNS.map( ( column ) => ( {
			...column,
			sortBy: SORTED_BY[ column.label ],
		} ) ),
		href: pathOf,
		empty: {
			icon: 'shopping-bag',
			text: `Orders of your stores (${ ORDER_SUBTYPE }) are here seconds after they are placed.`,
		},
	} );
}

function filtersOf( {
	wanted,
	stores,
	choices,
	dates,
	subtypes,
	productName,
}: OrdersOptions ): FiltersOptions {
	const { product } = wanted;
	return {
		path: PATHS.orders,
		search: {
			name: 'search',
			label: 'Number, name or e-mail',
			value: wanted.search,
		},
		filters: [
			storeFilter( stores, wanted.connectionId ),
			{
				kind: 'choice',
				name: 'status',
				label: 'Status',
				choices: IVOREY_ORDER_STATUSES.map( named ),
				value: wanted.status,
			},
			{
				kind: 'choice',
				name: 'woo',
				label: 'In WooCommerce',
				choices: choices.woocommerceStatuses.map( ( value ) => ( {
					value,
					label: statusName( value ),
				} ) ),
				value: wanted.woocommerceStatus,
			},
			{
				kind: 'choice',
				name: 'paid',
				label: 'Payment',
				choices: [
					{ value: 'yes', label: 'Paid' },
					{ value: 'no', label: 'Not paid' },
				],
				value: PAID[ String( wanted.isPaid ) ] ?? null,
			},
			{ kind: 'dates', name: 'date', label: 'Date', ...dates },
			{
				kind: 'choice',
				name: 'currency',
				label: 'Currency',
				choices: choices.currencies.map( named ),
				value: wanted.currency,
			},
			{
				kind: 'choice',
				name: 'subtype',
				label: 'Subtype',
				choices: subtypes.map( named ),
				value: wanted.subtype,
			},
			...( product === null
				? []
				: [
						thingFilter(
							'product',
							'Product',
							product,
							productName
						),
					] ),
		],
	};
}

const PAID: Readonly< Record< string, string > > = { true: 'yes', false: 'no' };

function named( name: string ) {
	return { value: name, label: name };
}

/** The name, and below it the e-mail address. */
function buyerOf( { name, email }: OrderRow ): Content {
	if ( name === '' || email === null ) {
		return name || email || '–';
	}
	return html`${ name }<small class="muted">${ email }</small>`;
}

export function statusOf( {
	status,
	woocommerceStatus,
}: Pick< OrderRow, 'status' | 'woocommerceStatus' > ): Html {
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
