import { z } from 'zod';
import {
	decimalSchema,
	positiveDecimalSchema,
	PRODUCT_TYPES,
	productSchema,
	timestampSchema,
	variantSchema,
	wooIdSchema,
} from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import { withoutZeros, withPlaces } from '../automations/decimals.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { listProducts, PRODUCT_SORTS } from '../views/product-list.ts';
import { countOrdersOf, findProduct } from '../views/product-query.ts';
import {
	STOCK_STATUSES,
	type ProductEdits,
	type ProductRow,
	type ProductView,
	type VariantRow,
} from '../views/product-view.ts';
import {
	answerItem,
	answerList,
	listSchema,
	noSuch,
	textOf,
} from './answers.ts';
import {
	connectionIdOf,
	connectionParameter,
	listQuery,
	parseQuery,
	searchParameter,
	thingParameter,
	yesOrNoParameter,
} from './query.ts';
import { storeOf, storeShape } from './schemas.ts';

const currency = z
	.string()
	.nullable()
	.describe( 'Of the store’s last order; null where it has none yet.' );

const summarySchema = z.strictObject( {
	id: wooIdSchema.describe( 'WooCommerce’s.' ),
	...storeShape,
	name: z.string(),
	sku: z.string(),
	type: z.enum( PRODUCT_TYPES ),
	price: positiveDecimalSchema.nullable(),
	currency,
	include_in_online_store: z.boolean(),
	stock_status: z.string(),
	image: z.string().nullable(),
	is_edited: z
		.boolean()
		.describe(
			'Something was changed in Ivorey, and differs from WooCommerce.'
		),
	updated_at: timestampSchema,
} );

/** R37: what may be changed of a product in Ivorey. */
const editableShape = {
	name: productSchema.shape.name,
	description: productSchema.shape.description.describe( 'HTML.' ),
	price: decimalSchema.nullable(),
	include_in_online_store: z.boolean(),
};

const editsSchema = z
	.strictObject( editableShape )
	.partial()
	.extend( {
		by: z.string().describe( 'Who changed it.' ),
		at: timestampSchema,
	} );

export const productItemSchema = z.strictObject( {
	id: wooIdSchema.describe( 'WooCommerce’s.' ),
	...storeShape,
	...productSchema.shape,
	currency,
	variants: z.array(
		variantSchema.extend( {
			is_available: z
				.boolean()
				.describe(
					'false once it is gone in WooCommerce, or has no price there.'
				),
		} )
	),
	collections: z.array(
		z.strictObject( {
			id: wooIdSchema,
			name: z
				.string()
				.nullable()
				.describe( 'null where it is not in Ivorey.' ),
		} )
	),
	woocommerce: z
		.strictObject( editableShape )
		.describe(
			'What WooCommerce has of that which may be changed in Ivorey.'
		),
	edits: editsSchema
		.nullable()
		.describe(
			'What was changed in Ivorey, and differs from WooCommerce.'
		),
	overwritten: editsSchema
		.extend( { overwritten_at: timestampSchema } )
		.nullable()
		.describe(
			'What was changed in Ivorey, and overwritten by a change in WooCommerce.'
		),
	order_count: z
		.int()
		.describe( 'Orders with it; 10,001 are more than 10,000.' ),
	received_at: timestampSchema,
	updated_at: timestampSchema,
} );

const productsQuery = listQuery( PRODUCT_SORTS, {
	search: searchParameter.describe(
		'Beginnings of words of the name or the SKU, without regard to case and accents.'
	),
	connection: connectionParameter,
	type: z.enum( PRODUCT_TYPES ).optional().describe( 'WooCommerce’s type.' ),
	online: yesOrNoParameter.describe( 'Whether it is in the online store.' ),
	stock: z
		.enum( STOCK_STATUSES )
		.optional()
		.describe( 'WooCommerce’s stock status.' ),
	collection: thingParameter.describe(
		'Only of this collection: `<connection>~<collection id>`.'
	),
} );

export const productsOperation: Operation = {
	id: 'listProducts',
	tag: 'Products',
	summary: 'Products, a page at a time',
	query: productsQuery,
	answer: {
		description: 'A page of products.',
		body: listSchema( 'ProductList', summarySchema ),
	},
};

/** `GET /v1/products` (R34, R41). */
export async function getProducts(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( productsQuery, c );
	const currencies = await listStoreCurrencies( db, accountId );
	return answerList(
		query,
		( place ) =>
			listProducts( db, accountId, {
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
			} ),
		( row ) =>
			toSummary(
				accountId,
				row,
				currencies.get( row.connectionId ) ?? null
			)
	);
}

function toSummary(
	accountId: string,
	row: ProductRow,
	storeCurrency: string | null
) {
	return {
		id: row.productId,
		...storeOf( accountId, row ),
		name: row.name,
		sku: row.sku,
		type: row.type,
		price: row.price === null ? null : withPlaces( row.price ),
		currency: storeCurrency,
		include_in_online_store: row.isOnline,
		stock_status: row.stockStatus,
		image: row.image,
		is_edited: row.isEdited,
		updated_at: textOf( row.updatedAt ),
	};
}

/** Of both operations on a product. */
export const PRODUCT_PATH = {
	connection: 'The `connection` of its store.',
	product: 'WooCommerce’s id of the product.',
};

export const PRODUCT_ANSWER = {
	description: 'The product.',
	body: { name: 'Product', schema: productItemSchema },
	etag: true,
} as const;

export const productOperation: Operation = {
	id: 'getProduct',
	tag: 'Products',
	summary: 'One product, with all that is known of it',
	path: PRODUCT_PATH,
	answer: PRODUCT_ANSWER,
	problems: [ 'not-found' ],
};

/** `GET /v1/products/:connection/:product` (R37, R41). */
export async function getProduct(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const product = await productOf( db, c, accountId );
	return answerItem( c, await productItem( db, accountId, product ) );
}

/** @throws ProblemError where the account has no such product. */
export async function productOf(
	db: ApiServices[ 'db' ],
	c: RequestContext,
	accountId: string
): Promise< ProductView > {
	const connectionId = connectionIdOf( c.req.param( 'connection' ) ?? '' );
	const product =
		connectionId === null
			? null
			: await findProduct(
					db,
					{ accountId, connectionId },
					c.req.param( 'product' ) ?? ''
				);
	if ( product === null ) {
		throw noSuch( 'product' );
	}
	return product;
}

/** A product as answers have it. */
export async function productItem(
	db: ApiServices[ 'db' ],
	accountId: string,
	product: ProductView
) {
	const { connectionId, productId, record, shown } = product;
	const [ currencies, orders ] = await Promise.all( [
		listStoreCurrencies( db, accountId ),
		countOrdersOf( db, { accountId, connectionId }, productId ),
	] );
	return {
		id: productId,
		...storeOf( accountId, product ),
		...record,
		...shown,
		price: shown.price === null ? null : withPlaces( shown.price ),
		currency: currencies.get( connectionId ) ?? null,
		variants: product.variants.map( toVariant ),
		collections: product.collections.map( ( { collectionId, name } ) => ( {
			id: collectionId,
			name,
		} ) ),
		woocommerce: {
			name: record.name,
			description: record.description,
			price: record.price,
			include_in_online_store: record.include_in_online_store,
		},
		edits: toEdits( product.edits ),
		overwritten:
			product.overwritten === null
				? null
				: {
						...toEdits( product.overwritten ),
						overwritten_at: textOf(
							product.overwritten.overwrittenAt
						),
					},
		order_count: orders,
		received_at: textOf( product.receivedAt ),
		updated_at: textOf( product.updatedAt ),
	};
}

function toVariant( { isAvailable, ...variant }: VariantRow ) {
	const amount = ( text: string | null ) =>
		text === null ? null : withPlaces( text );
	return {
		...variant,
		price: withPlaces( variant.price ),
		regular_price: amount( variant.regular_price ),
		sale_price: amount( variant.sale_price ),
		stock_quantity:
			variant.stock_quantity === null
				? null
				: withoutZeros( variant.stock_quantity ),
		is_available: isAvailable,
	};
}

function toEdits( edits: ( ProductEdits & { by: string; at: Date } ) | null ) {
	return edits === null
		? null
		: {
				...( edits.name === undefined ? {} : { name: edits.name } ),
				...( edits.description === undefined
					? {}
					: { description: edits.description } ),
				...( edits.price === undefined ? {} : { price: edits.price } ),
				...( edits.include_in_online_store === undefined
					? {}
					: {
							include_in_online_store:
								edits.include_in_online_store,
						} ),
				by: edits.by,
				at: textOf( edits.at ),
			};
}
