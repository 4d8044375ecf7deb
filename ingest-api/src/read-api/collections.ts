import { z } from 'zod';
import { timestampSchema, wooIdSchema } from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import {
	COLLECTION_SORTS,
	findCollection,
	listCollections,
	type CollectionRow,
} from '../views/collection-list.ts';
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
} from './query.ts';
import { storeOf, storeShape } from './schemas.ts';

const summarySchema = z.strictObject( {
	id: wooIdSchema.describe( 'WooCommerce’s.' ),
	...storeShape,
	name: z.string(),
	slug: z.string(),
	product_count: z
		.int()
		.describe(
			'As WooCommerce counts: products of the category and of those below it.'
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
				.describe( 'null where it is not in Ivorey.' ),
		} )
		.nullable(),
	children: z.array(
		z.strictObject( { id: wooIdSchema, name: z.string() } )
	),
	received_at: timestampSchema,
	updated_at: timestampSchema,
} );

const collectionsQuery = listQuery( COLLECTION_SORTS, {
	search: searchParameter.describe(
		'Beginnings of words of the name, without regard to case and accents.'
	),
	connection: connectionParameter,
} );

export const collectionsOperation: Operation = {
	id: 'listCollections',
	tag: 'Collections',
	summary: 'Collections, a page at a time',
	query: collectionsQuery,
	answer: {
		description: 'A page of collections.',
		body: listSchema( 'CollectionList', summarySchema ),
	},
};

/** `GET /v1/collections` (R34, R41). */
export async function getCollections(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( collectionsQuery, c );
	return answerList(
		query,
		( place ) =>
			listCollections( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
			} ),
		( row ) => toSummary( accountId, row )
	);
}

function toSummary( accountId: string, row: CollectionRow ) {
	return {
		id: row.collectionId,
		...storeOf( accountId, row ),
		name: row.name,
		slug: row.slug,
		product_count: row.count,
		image: row.image,
	};
}

export const collectionOperation: Operation = {
	id: 'getCollection',
	tag: 'Collections',
	summary: 'One collection',
	description: 'Its products: `/v1/products?collection=<connection>~<id>`.',
	path: {
		connection: 'The `connection` of its store.',
		collection: 'WooCommerce’s id of the category.',
	},
	answer: {
		description: 'The collection.',
		body: { name: 'Collection', schema: collectionSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/collections/:connection/:collection` (R34, R41). */
export async function getCollection(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const connectionId = connectionIdOf( c.req.param( 'connection' ) ?? '' );
	const collection =
		connectionId === null
			? null
			: await findCollection(
					db,
					{ accountId, connectionId },
					c.req.param( 'collection' ) ?? ''
				);
	if ( collection === null ) {
		throw noSuch( 'collection' );
	}
	const { children, description, parent } = collection;
	return answerItem( c, {
		...toSummary( accountId, collection ),
		description,
		parent:
			parent === null
				? null
				: { id: parent.collectionId, name: parent.name },
		children: children.map( ( { collectionId, name } ) => ( {
			id: collectionId,
			name,
		} ) ),
		received_at: textOf( collection.receivedAt ),
		updated_at: textOf( collection.updatedAt ),
	} );
}
