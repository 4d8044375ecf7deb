import { html } from 'hono/html';
import { PRODUCT_TYPES } from '@ivorey/shared';
import type { Counted } from '../../views/listing.ts';
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
import type { StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { listPage, type Listed } from './list.ts';
import {
	choiceFilter,
	storeColumn,
	storeFilter,
	thingFilter,
	yesOrNoFilter,
} from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

/** A status from a plugin has no name besides its own. */
export function stockName( status: string ): string {
	const known = STOCK_STATUSES.find( ( name ) => name === status );
	return known === undefined
		? status || '–'
		: texts().products.stockStatuses[ known ];
}

/** A product has no currency of its own. It takes that of the store's last order; null if there is none. */
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
	options: Listed< ProductRow, ProductFilters > &
		Counted & {
			stores: readonly StoreRow[];
			currencyOf: CurrencyOf;
			/** The name of the collection in the filter. */
			collectionName: string | null;
		}
): Html {
	const { wanted, stores, currencyOf, collectionName } = options;
	return listPage( viewer, {
		...options,
		title: texts().products.title,
		section: 'products',
		words: texts().products,
		sorts: PRODUCT_SORTS,
		href: ( { connectionId, productId } ) =>
			productPath( connectionId, productId ),
		empty: {
			icon: 'package',
			text: texts().products.empty,
		},
		path: PATHS.products,
		searchLabel: texts().products.search,
		filters: [
			storeFilter( stores, wanted.connectionId ),
			yesOrNoFilter(
				'online',
				texts().products.onlineStore,
				{
					yes: texts().products.included,
					no: texts().products.notIncluded,
				},
				wanted.isOnline
			),
			choiceFilter< string >(
				'stock',
				texts().products.stock,
				STOCK_STATUSES,
				stockName,
				wanted.stockStatus
			),
			choiceFilter(
				'type',
				texts().common.type,
				PRODUCT_TYPES,
				( type ) => texts().products.types[ type ],
				wanted.type
			),
			...( wanted.collection === null
				? []
				: [
						thingFilter(
							'collection',
							texts().common.collection,
							{
								connectionId: wanted.collection.connectionId,
								id: wanted.collection.collectionId,
							},
							collectionName
						),
					] ),
		],
		columns: [
			{
				id: 'product',
				label: texts().common.product,
				kind: 'title',
				sortBy: 'name',
				cell: ( { name, image, isEdited } ) =>
					pictured(
						image,
						html`${ name || texts().common.unnamed }
						${ isEdited ? tag( texts().products.edited ) : '' }`
					),
			},
			{
				id: 'online-store',
				label: texts().products.onlineStore,
				cell: ( { isOnline } ) => onlinePill( isOnline ),
			},
			{
				id: 'sku',
				label: texts().products.sku,
				kind: 'clip',
				cell: ( { sku } ) => sku || '–',
			},
			{
				id: 'stock',
				label: texts().products.stock,
				narrow: 'hidden',
				cell: ( { stockStatus } ) => stockName( stockStatus ),
			},
			{
				id: 'type',
				label: texts().common.type,
				narrow: 'hidden',
				cell: ( { type } ) => texts().products.types[ type ],
			},
			storeColumn(),
			{
				id: 'changed',
				label: texts().common.changed,
				narrow: 'hidden',
				sortBy: 'changed',
				cell: ( { updatedAt } ) =>
					time( updatedAt, { relative: true } ),
			},
			{
				id: 'price',
				label: texts().products.price,
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
		? pill( texts().products.inOnlineStore, 'good' )
		: pill( texts().products.notInOnlineStore );
}
