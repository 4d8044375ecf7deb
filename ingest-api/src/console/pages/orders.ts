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
import { time } from '../parts/time.ts';
import type { Sorting } from '../../views/listing.ts';
import {
	ORDER_SORTS,
	type OrderChoices,
	type OrderFilters,
} from '../../views/order-list.ts';
import type { ListPage } from '../../views/paging.ts';
import type { OrderRow } from '../../views/order-view.ts';
import { orderPath, PATHS } from '../paths.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { listPage, type ListColumn } from './list.ts';
import { storeFilter, thingFilter } from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

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
export const orderColumns = (): readonly ListColumn< OrderRow >[] => [
	{
		id: 'order',
		label: texts().common.order,
		sortBy: 'number',
		kind: 'title',
		cell: ( { number, isTrashed } ) =>
			isTrashed
				? html`${ number } ${ tag( texts().orders.trash ) }`
				: number,
	},
	{
		id: 'date',
		label: texts().common.date,
		sortBy: 'date',
		cell: ( { dateCreated } ) => time( dateCreated, { relative: true } ),
	},
	{
		id: 'status',
		label: texts().common.status,
		sortBy: 'status',
		cell: statusOf,
	},
	{ id: 'buyer', label: texts().orders.buyer, kind: 'clip', cell: buyerOf },
	{
		id: 'subtype',
		label: texts().orders.subtype,
		narrow: 'hidden',
		cell: ( { subtype } ) => tag( subtype ),
	},
	{
		id: 'store',
		label: texts().common.store,
		kind: 'clip',
		narrow: 'hidden',
		cell: ( { storeUrl } ) =>
			storeUrl === null ? '–' : withoutScheme( storeUrl ),
	},
	{
		id: 'total',
		label: texts().common.total,
		sortBy: 'total',
		kind: 'number',
		narrow: 'first',
		cell: ( { total, currency } ) => money( total, currency ),
	},
];

/** The page of one. */
export function pathOf( { connectionId, orderId }: OrderRow ): string {
	return orderPath( connectionId, orderId );
}

/** R6, R34 */
export function ordersPage( viewer: Viewer, options: OrdersOptions ): Html {
	return listPage( viewer, {
		...options,
		title: texts().orders.title,
		section: 'orders',
		words: texts().orders,
		total: null,
		sorts: ORDER_SORTS,
		filtered: filtersOf( options ),
		columns: orderColumns(),
		href: pathOf,
		empty: {
			icon: 'shopping-bag',
			text: texts().orders.empty( { subtype: ORDER_SUBTYPE } ),
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
			label: texts().orders.search,
			value: wanted.search,
		},
		filters: [
			storeFilter( stores, wanted.connectionId ),
			{
				kind: 'choice',
				name: 'status',
				label: texts().common.status,
				choices: IVOREY_ORDER_STATUSES.map( ( value ) => ( {
					value,
					label: texts().orders.statuses[ value ],
				} ) ),
				value: wanted.status,
			},
			{
				kind: 'choice',
				name: 'woo',
				label: texts().orders.woocommerceStatus,
				choices: choices.woocommerceStatuses.map( ( value ) => ( {
					value,
					label: statusName( value ),
				} ) ),
				value: wanted.woocommerceStatus,
			},
			{
				kind: 'choice',
				name: 'paid',
				label: texts().orders.payment,
				choices: [
					{ value: 'yes', label: texts().orders.paid },
					{ value: 'no', label: texts().orders.notPaid },
				],
				value: PAID[ String( wanted.isPaid ) ] ?? null,
			},
			{
				kind: 'dates',
				name: 'date',
				label: texts().common.date,
				...dates,
			},
			{
				kind: 'choice',
				name: 'currency',
				label: texts().common.currency,
				choices: choices.currencies.map( named ),
				value: wanted.currency,
			},
			{
				kind: 'choice',
				name: 'subtype',
				label: texts().orders.subtype,
				choices: subtypes.map( named ),
				value: wanted.subtype,
			},
			...( product === null
				? []
				: [
						thingFilter(
							'product',
							texts().common.product,
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
	const own = IVOREY_ORDER_STATUSES.find( ( known ) => known === status );
	const label = own === undefined ? status : texts().orders.statuses[ own ];
	return html`${ pill( label, tone ) }
	${ name === label ? '' : html`<small class="wide-only">${ name }</small>` }`;
}

/** As WooCommerce names it; a plugin's own status by its slug: awaiting-pickup → Awaiting pickup */
function statusName( slug: string ): string {
	const names: Readonly< Record< string, string > > =
		texts().orders.woocommerceStatuses;
	if ( Object.hasOwn( names, slug ) ) {
		return names[ slug ]!;
	}
	const words = slug.replaceAll( '-', ' ' );
	return words.charAt( 0 ).toUpperCase() + words.slice( 1 );
}
