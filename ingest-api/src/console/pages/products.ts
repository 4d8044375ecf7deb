import { html } from 'hono/html';
import { PRODUCT_TYPES } from '@ivorey/shared';
import type { Counted, Sorting } from '../../views/listing.ts';
import type { ListPage } from '../../views/paging.ts';
import type { Html } from '../parts/html.ts';
import { withPlaces } from '../../automations/decimals.ts';
import { money } from '../parts/money.ts';
import { pill, tag } from '../parts/pill.ts';
import { pictured } from '../parts/thumbnail.ts';
import { time } from '../parts/time.ts';
import { PATHS, productPath } from '../paths.ts';
import {
	PRODUCT_SORTS,
	type ProductFilters,
} from '../../views/product-list.ts';
import { STOCK_STATUSES, type ProductRow } from '../../views/product-view.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { listPage } from './list.ts';
import { storeFilter, thingFilter } from './list-filters.ts';

export const TYPE_NAMES = {
	simple: 'Simple',
	variable: 'Variable',
} as const satisfies Record< ( typeof PRODUCT_TYPES )[ number ], string >;

const STOCK_NAMES: Readonly< Record< string, string > > = {
	instock: 'In stock',
	outofstock: 'Out of stock',
	onbackorder: 'On backorder',
} satisfies Record< ( typeof STOCK_STATUSES )[ number ], string >;

export function stockName( status: string ): string {
	return Object.hasOwn( STOCK_NAMES, status )
		? STOCK_NAMES[ status ]!
		: status || '–';
}

/** Products have no currency of their own: the store's is that of its last order, where there is one. */
export type CurrencyOf = ( connectionId: string ) => string | null;

export function priceText(
	price: string | null,
	currency: string | null
): string {
	if ( price === null ) {
		return '–';
	}
	return currency === null ? withPlaces( price ) : money( price, currency );
}

/** R34 */
export function productsPage(
	viewer: Viewer,
	options: ListPage< ProductRow > &
		Counted & {
			wanted: ProductFilters;
			hidden: readonly string[];
			sorting: Sorting;
			stores: readonly StoreRow[];
			currencyOf: CurrencyOf;
			/** The name of the collection that is filtered by. */
			collectionName: string | null;
		}
): Html {
	const { wanted, stores, currencyOf, collectionName } = options;
	return listPage( viewer, {
		...options,
		title: 'Products',
		section: 'products',
		one: 'product',
		many: 'products',
		sorts: PRODUCT_SORTS,
		href: ( { connectionId, productId } ) =>
			productPath( connectionId, productId ),
		empty: {
			icon: 'package',
			text: 'Simple and variable products with a price are here as soon as your stores send them.',
		},
		filtered: {
			path: PATHS.products,
			search: {
				name: 'search',
				label: 'Name or SKU',
				value: wanted.search,
			},
			filters: [
				storeFilter( stores, wanted.connectionId ),
				{
					kind: 'choice',
					name: 'online',
					label: 'Online store',
					choices: [
						{ value: 'yes', label: 'Included' },
						{ value: 'no', label: 'Not included' },
					],
					value: { true: 'yes', false: 'no', null: null }[
						`${ wanted.isOnline }`
					],
				},
				{
					kind: 'choice',
					name: 'stock',
					label: 'Stock',
					choices: STOCK_STATUSES.map( ( value ) => ( {
						value,
						label: stockName( value ),
					} ) ),
					value: wanted.stockStatus,
				},
				{
					kind: 'choice',
					name: 'type',
					label: 'Type',
					choices: PRODUCT_TYPES.map( ( value ) => ( {
						value,
						label: TYPE_NAMES[ value ],
					} ) ),
					value: wanted.type,
				},
				...( wanted.collection === null
					? []
					: [
							thingFilter(
								'collection',
								'Collection',
								{
									connectionId:
										wanted.collection.connectionId,
									id: wanted.collection.collectionId,
								},
								collectionName
							),
						] ),
			],
		},
		columns: [
			{
				label: 'Product',
				kind: 'title',
				sortBy: 'name',
				cell: ( { name, image, isEdited } ) =>
					pictured(
						image,
						html`${ name || 'Without a name' }
						${ isEdited ? tag( 'Edited' ) : '' }`
					),
			},
			{
				label: 'Online store',
				cell: ( { isOnline } ) => onlinePill( isOnline ),
			},
			{ label: 'SKU', kind: 'clip', cell: ( { sku } ) => sku || '–' },
			{
				label: 'Stock',
				narrow: 'hidden',
				cell: ( { stockStatus } ) => stockName( stockStatus ),
			},
			{
				label: 'Type',
				narrow: 'hidden',
				cell: ( { type } ) => TYPE_NAMES[ type ],
			},
			{
				label: 'Store',
				kind: 'clip',
				narrow: 'hidden',
				cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
			},
			{
				label: 'Changed',
				narrow: 'hidden',
				sortBy: 'changed',
				cell: ( { updatedAt } ) =>
					time( updatedAt, { relative: true } ),
			},
			{
				label: 'Price',
				kind: 'number',
				narrow: 'first',
				sortBy: 'price',
				cell: ( { price, connectionId } ) =>
					priceText( price, currencyOf( connectionId ) ),
			},
		],
	} );
}

export function onlinePill( isOnline: boolean ): Html {
	return isOnline
		? pill( 'In online store', 'good' )
		: pill( 'Not in online store' );
}
