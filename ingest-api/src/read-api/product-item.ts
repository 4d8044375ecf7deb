import { z } from 'zod';
import {
	decimalSchema,
	productSchema,
	timestampSchema,
	variantSchema,
	wooIdSchema,
} from '@ivorey/shared';
import { withoutZeros, withPlaces } from '../automations/decimals.ts';
import type { ApiServices } from '../connections/api-services.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { countOrdersOf } from '../views/product-query.ts';
import {
	type ProductEdits,
	type ProductView,
	type VariantRow,
} from '../views/product-view.ts';
import { textOf } from './answers.ts';
import { storeOf, storeShape } from './schemas.ts';

/** The currency of a product's prices. */
export const productCurrency = z
	.string()
	.nullable()
	.describe(
		'The currency of the store’s last order; null if the store has no orders yet.'
	);

/** R37: the fields of a product that can be changed in Ivorey. */
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
		by: z
			.string()
			.describe( 'The person or API token that made the changes.' ),
		at: timestampSchema,
	} );

export const productItemSchema = z.strictObject( {
	id: wooIdSchema.describe( 'The WooCommerce ID.' ),
	...storeShape,
	...productSchema.shape,
	currency: productCurrency,
	variants: z.array(
		variantSchema.extend( {
			is_available: z
				.boolean()
				.describe(
					'Whether the variant is available; false once it is removed or has no price in WooCommerce.'
				),
		} )
	),
	collections: z.array(
		z.strictObject( {
			id: wooIdSchema,
			name: z
				.string()
				.nullable()
				.describe(
					'The collection’s name; null if Ivorey does not have the collection.'
				),
		} )
	),
	woocommerce: z
		.strictObject( editableShape )
		.describe(
			'WooCommerce’s values of the fields that can be changed in Ivorey.'
		),
	edits: editsSchema
		.nullable()
		.describe( 'Changes made in Ivorey that differ from WooCommerce.' ),
	overwritten: editsSchema
		.extend( { overwritten_at: timestampSchema } )
		.nullable()
		.describe(
			'Changes made in Ivorey that a change in WooCommerce has overwritten.'
		),
	order_count: z
		.int()
		.describe(
			'The number of orders with this product; 10,001 means more than 10,000.'
		),
	received_at: timestampSchema,
	updated_at: timestampSchema,
} );

/** A product in the form of the API's answers. */
export async function productItem(
	product: ProductView,
	accountId: string,
	db: ApiServices[ 'db' ]
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
