import { z } from 'zod';
import { timestampSchema, wooIdSchema } from '@ivorey/shared';
import {
	COLLECTION_SORTS,
	findCollection,
	listCollections,
	type CollectionRow,
	type CollectionView,
} from '../views/collection-list.ts';
import { textOf } from './answers.ts';
import { connectionParameter, searchParameter } from './query.ts';
import { storeOf, storeShape } from './schemas.ts';
import { itemEndpoint, listEndpoint, ofStore } from './endpoints.ts';

const summarySchema = z.strictObject( {
	id: wooIdSchema.describe( 'The WooCommerce ID.' ),
	...storeShape,
	name: z.string(),
	slug: z.string(),
	product_count: z
		.int()
		.describe(
			'The number of products in the category and its subcategories, as counted by WooCommerce.'
		),
	image: z.string().nullable(),
} );

const collectionSchema = summarySchema.extend( {
	description: z.string().describe( 'HTML.' ),
	parent: z
		.strictObject( {
			id: wooIdSchema,
			name: z
				.string()
				.nullable()
				.describe(
					'The parent’s name; null if Ivorey does not have the parent.'
				),
		} )
		.nullable(),
	children: z.array(
		z.strictObject( { id: wooIdSchema, name: z.string() } )
	),
	received_at: timestampSchema,
	updated_at: timestampSchema,
} );

/** `GET /v1/collections` (R34, R41). */
export const { operation: collectionsOperation, handler: getCollections } =
	listEndpoint( {
		id: 'listCollections',
		tag: 'Collections',
		summary: 'List collections',
		sorts: COLLECTION_SORTS,
		filters: {
			search: searchParameter.describe(
				'Beginnings of words in the name. Case and accents are ignored.'
			),
			connection: connectionParameter,
		},
		answer: {
			description: 'A page of collections.',
			name: 'CollectionList',
			schema: summarySchema,
		},
		read: ( { db, accountId }, query, place ) =>
			listCollections( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
			} ),
		toData: toSummary,
	} );

function toSummary( row: CollectionRow, accountId: string ) {
	return {
		id: row.collectionId,
		...storeOf( accountId, row ),
		name: row.name,
		slug: row.slug,
		product_count: row.count,
		image: row.image,
	};
}

/** `GET /v1/collections/:connection/:collection` (R34, R41). */
export const { operation: collectionOperation, handler: getCollection } =
	itemEndpoint( {
		id: 'getCollection',
		tag: 'Collections',
		summary: 'Retrieve a collection',
		description:
			'List the collection’s products with `/v1/products?collection=<connection>~<id>`.',
		path: {
			connection: 'The `connection` of the store.',
			collection: 'The WooCommerce ID of the category.',
		},
		answer: {
			description: 'The collection.',
			name: 'Collection',
			schema: collectionSchema,
		},
		find: ofStore( 'collection', findCollection ),
		toData: toItem,
	} );

function toItem( collection: CollectionView, accountId: string ) {
	return {
		...toSummary( collection, accountId ),
		description: collection.description,
		parent: collection.parent && {
			id: collection.parent.collectionId,
			name: collection.parent.name,
		},
		children: collection.children.map( ( { collectionId, name } ) => ( {
			id: collectionId,
			name,
		} ) ),
		received_at: textOf( collection.receivedAt ),
		updated_at: textOf( collection.updatedAt ),
	};
}
