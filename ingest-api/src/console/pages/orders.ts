import { html } from 'hono/html';
import {
	IVOREY_ORDER_STATUSES,
	ORDER_SUBTYPE,
	type IvoreyOrderStatus,
} from '@ivorey/shared';
import type { Filter } from '../parts/filters.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { pill, tag, type Tone } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import {
	ORDER_SORTS,
	type OrderChoices,
	type OrderFilters,
} from '../../views/order-list.ts';
import type { OrderRow } from '../../views/order-view.ts';
import { orderPath, PATHS } from '../paths.ts';
import type { StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { listPage, type ListColumn, type Listed } from './list.ts';
import {
	choiceFilter,
	storeColumn,
	storeFilter,
	thingFilter,
	yesOrNoFilter,
} from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

interface OrdersOptions extends Listed< OrderRow, OrderFilters > {
	stores: readonly StoreRow[];
	subtypes: readonly string[];
	choices: OrderChoices;
	/** The dates in the address. */
	dates: { from: string | null; to: string | null };
	/** The name of the product in the filter. */
	productName: string | null;
}

const TONES: Record< IvoreyOrderStatus, Tone > = {
	Pending: 'warn',
	Completed: 'good',
	Cancelled: 'bad',
};

/** The columns of a list of orders. */
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
	storeColumn(),
	{
		id: 'total',
		label: texts().common.total,
		sortBy: 'total',
		kind: 'number',
		narrow: 'first',
		cell: ( { total, currency } ) => money( total, currency ),
	},
];

/** The path of an order's page. */
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
		path: PATHS.orders,
		searchLabel: texts().orders.search,
		filters: filtersOf( options ),
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
}: OrdersOptions ): Filter[] {
	const { product } = wanted;
	return [
		storeFilter( stores, wanted.connectionId ),
		choiceFilter(
			'status',
			texts().common.status,
			IVOREY_ORDER_STATUSES,
			( status ) => texts().orders.statuses[ status ],
			wanted.status
		),
		choiceFilter(
			'woo',
			texts().orders.woocommerceStatus,
			choices.woocommerceStatuses,
			statusName,
			wanted.woocommerceStatus
		),
		yesOrNoFilter(
			'paid',
			texts().orders.payment,
			{ yes: texts().orders.paid, no: texts().orders.notPaid },
			wanted.isPaid
		),
		{
			kind: 'dates',
			name: 'date',
			label: texts().common.date,
			...dates,
		},
		choiceFilter(
			'currency',
			texts().common.currency,
			choices.currencies,
			asIs,
			wanted.currency
		),
		choiceFilter(
			'subtype',
			texts().orders.subtype,
			subtypes,
			asIs,
			wanted.subtype
		),
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
	];
}

const asIs = ( name: string ) => name;

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

/** WooCommerce's name for a status. A plugin's own status reads like its slug: awaiting-pickup → Awaiting pickup */
function statusName( slug: string ): string {
	const names: Readonly< Record< string, string > > =
		texts().orders.woocommerceStatuses;
	if ( Object.hasOwn( names, slug ) ) {
		return names[ slug ]!;
	}
	const words = slug.replaceAll( '-', ' ' );
	return words.charAt( 0 ).toUpperCase() + words.slice( 1 );
}
