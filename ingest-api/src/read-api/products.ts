import { z } from 'zod';
import {
	positiveDecimalSchema,
	PRODUCT_TYPES,
	timestampSchema,
	wooIdSchema,
} from '@ivorey/shared';
import { withPlaces } from '../automations/decimals.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { listProducts, PRODUCT_SORTS } from '../views/product-list.ts';
import { findProduct } from '../views/product-query.ts';
import { STOCK_STATUSES, type ProductRow } from '../views/product-view.ts';
import { textOf } from './answers.ts';
import {
	connectionParameter,
	searchParameter,
	thingParameter,
	yesOrNoParameter,
} from './query.ts';
import { storeOf, storeShape } from './schemas.ts';
import { itemEndpoint, listEndpoint, ofStore } from './endpoints.ts';
import {
	productCurrency,
	productItem,
	productItemSchema,
} from './product-item.ts';

const summarySchema = z.strictObject( {
	id: wooIdSchema.describe( 'The WooCommerce ID.' ),
	...storeShape,
	name: z.string(),
	sku: z.string(),
	type: z.enum( PRODUCT_TYPES ),
	price: positiveDecimalSchema.nullable(),
	currency: productCurrency,
	include_in_online_store: z.boolean(),
	stock_status: z.string(),
	image: z.string().nullable(),
	is_edited: z
		.boolean()
		.describe(
			'Whether the product has changes made in Ivorey that differ from WooCommerce.'
		),
	updated_at: timestampSchema,
} );

/** `GET /v1/products` (R34, R41). */
export const { operation: productsOperation, handler: getProducts } =
	listEndpoint( {
		id: 'listProducts',
		tag: 'Products',
		summary: 'List products',
		sorts: PRODUCT_SORTS,
		filters: {
			search: searchParameter.describe(
				'Beginnings of words in the name or SKU, or in a variant’s SKU or options. Case and accents are ignored.'
			),
			connection: connectionParameter,
			type: z
				.enum( PRODUCT_TYPES )
				.optional()
				.describe( 'The product type in WooCommerce.' ),
			online: yesOrNoParameter.describe(
				'Whether the product is in the online store.'
			),
			stock: z
				.enum( STOCK_STATUSES )
				.optional()
				.describe( 'The stock status in WooCommerce.' ),
			collection: thingParameter.describe(
				'Only products in this collection: `<connection>~<collection id>`.'
			),
		},
		answer: {
			description: 'A page of products.',
			name: 'ProductList',
			schema: summarySchema,
		},
		read: async ( { db, accountId }, query, place ) => {
			const currencies = await listStoreCurrencies( db, accountId );
			const page = await listProducts( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
				type: query.type ?? null,
				isOnline: query.online ?? null,
				stockStatus: query.stock ?? null,
				collection:
					query.collection === undefined
						? null
						: {
								connectionId: query.collection.connectionId,
								collectionId: query.collection.id,
							},
			} );
			return {
				...page,
				rows: page.rows.map( ( row ) => ( {
					...row,
					currency: currencies.get( row.connectionId ) ?? null,
				} ) ),
			};
		},
		toData: toSummary,
	} );

function toSummary(
	row: ProductRow & { currency: string | null },
	accountId: string
) {
	return {
		id: row.productId,
		...storeOf( accountId, row ),
		name: row.name,
		sku: row.sku,
		type: row.type,
		price: row.price === null ? null : withPlaces( row.price ),
		currency: row.currency,
		include_in_online_store: row.isOnline,
		stock_status: row.stockStatus,
		image: row.image,
		is_edited: row.isEdited,
		updated_at: textOf( row.updatedAt ),
	};
}

/** The path parameters of both operations on a product. */
export const PRODUCT_PATH = {
	connection: 'The `connection` of the store.',
	product: 'The WooCommerce ID of the product.',
};

/** @throws ProblemError if the account has no such product. */
export const productOf = ofStore( 'product', findProduct );

/** `GET /v1/products/:connection/:product` (R37, R41). */
export const { operation: productOperation, handler: getProduct } =
	itemEndpoint( {
		id: 'getProduct',
		tag: 'Products',
		summary: 'Retrieve a product',
		description:
			'Returns all details of the product, including variants, collections and changes made in Ivorey.',
		path: PRODUCT_PATH,
		answer: {
			description: 'The product.',
			name: 'Product',
			schema: productItemSchema,
		},
		find: productOf,
		toData: productItem,
	} );

export const PRODUCT_ANSWER = productOperation.answer;
