import { sql, type Kysely, type RawBuilder } from 'kysely';
import { isConnectionId, type ConnectionKey } from '../db/identifiers.ts';
import { countRows } from '../db/count-rows.ts';
import type { Database } from '../db/schema.ts';
import {
	allOf,
	readSorted,
	sortValue,
	type Counted,
	type Direction,
	type SortedRow,
	type SortKey,
	type Sorting,
} from './listing.ts';
import { WOO_ID, type ListPage, type Places } from './paging.ts';
import { findByWords, isFound, type FoundRows } from './word-search.ts';

const COLLECTIONS_A_PAGE = 50;

/** A collection (a product category of WooCommerce) in a list. */
export interface CollectionRow {
	connectionId: string;
	collectionId: string;
	name: string;
	slug: string;
	/** WooCommerce's count: products of the category and of its descendants. */
	count: number;
	image: string | null;
	storeUrl: string;
}

export interface CollectionView extends CollectionRow {
	/** HTML as WooCommerce holds it. */
	description: string;
	/** null if it has none; the name is null if the parent is not in Ivorey. */
	parent: { collectionId: string; name: string | null } | null;
	children: readonly { collectionId: string; name: string }[];
	receivedAt: Date;
	updatedAt: Date;
}

export interface CollectionFilters {
	/** Prefixes of words in the name. */
	search: string;
	connectionId: string | null;
}

/** The first is the default order of a list. */
export const COLLECTION_SORTS = {
	name: 'asc',
	products: 'desc',
} as const satisfies Readonly< Record< string, Direction > >;

export type CollectionSort = keyof typeof COLLECTION_SORTS;

const KEYS: Readonly< Record< CollectionSort, SortKey > > = {
	name: { column: 'o.name_sort', type: 'text' },
	products: { column: 'o.count', type: 'integer' },
};

interface Row extends SortedRow {
	name: string;
	slug: string;
	count: number;
	image: string | null;
	store_url: string;
}

export interface CollectionListQuery extends CollectionFilters, Places {
	sorting: Sorting< CollectionSort >;
	limit?: number;
}

/** R34: an account's collections. */
export async function listCollections(
	db: Kysely< Database >,
	accountId: string,
	query: CollectionListQuery
): Promise< ListPage< CollectionRow > > {
	const key = KEYS[ query.sorting.by ];
	const found = await findNamed( db, accountId, query );
	const page = await readSorted< Row >( db, {
		...query,
		key,
		direction: query.sorting.direction,
		limit: query.limit ?? COLLECTIONS_A_PAGE,
		alias: 'o',
		id: 'collection_id',
		select: ( tail ) => sql< Row >`
			select o.connection_id, o.collection_id as id, ${ sortValue( key ) } as sort_value, o.name, o.slug, o.count,
				o.image, c.store_url
			from collections as o
			join connections as c on c.account_id = o.account_id and c.connection_id = o.connection_id
			where o.account_id = ${ accountId } and ${ matching( query, found ) } ${ tail }
		`,
	} );
	return {
		...page,
		rows: page.rows.map( ( row ) => ( {
			connectionId: row.connection_id,
			collectionId: row.id,
			name: row.name,
			slug: row.slug,
			count: row.count,
			image: row.image,
			storeUrl: row.store_url,
		} ) ),
	};
}

/** The number over all pages. */
export async function countCollections(
	db: Kysely< Database >,
	accountId: string,
	filters: CollectionFilters
): Promise< Counted > {
	const found = await findNamed( db, accountId, filters );
	return {
		total: await countRows(
			db,
			sql`select from collections as o where o.account_id = ${ accountId } and ${ matching( filters, found ) }`
		),
	};
}

/** Runs only if there is a search. */
function findNamed(
	db: Kysely< Database >,
	accountId: string,
	{ search }: CollectionFilters
): Promise< FoundRows > {
	return search === ''
		? Promise.resolve( null )
		: findByWords( db, accountId, 'collections', search );
}

function matching(
	{ search, connectionId }: CollectionFilters,
	found: FoundRows
): RawBuilder< boolean > {
	return allOf( [
		...( search === ''
			? []
			: [ isFound( 'collections', 'o', search, found ) ] ),
		...( connectionId === null
			? []
			: [ sql< boolean >`o.connection_id = ${ connectionId }` ] ),
	] );
}

/** @return null if the account has no such collection. */
export async function findCollection(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	collectionId: string
): Promise< CollectionView | null > {
	if ( ! isConnectionId( connectionId ) || ! WOO_ID.test( collectionId ) ) {
		return null;
	}
	const rows = await db
		.selectFrom( 'collections as o' )
		.innerJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'o.account_id' )
				.onRef( 'c.connection_id', '=', 'o.connection_id' )
		)
		.leftJoin( 'collections as p', ( join ) =>
			join
				.onRef( 'p.account_id', '=', 'o.account_id' )
				.onRef( 'p.connection_id', '=', 'o.connection_id' )
				.onRef( 'p.collection_id', '=', 'o.parent_id' )
		)
		.select( [
			'o.name',
			'o.slug',
			'o.description',
			'o.count',
			'o.image',
			'o.parent_id',
			'o.received_at',
			'o.updated_at',
			'p.name as parent_name',
			'c.store_url',
		] )
		.where( 'o.account_id', '=', accountId )
		.where( 'o.connection_id', '=', connectionId )
		.where( 'o.collection_id', '=', collectionId )
		.execute();
	const [ row ] = rows;
	if ( row === undefined ) {
		return null;
	}
	const children = await db
		.selectFrom( 'collections' )
		.select( [ 'collection_id', 'name' ] )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.where( 'parent_id', '=', collectionId )
		.orderBy( 'name' )
		.execute();
	return {
		connectionId,
		collectionId,
		name: row.name,
		slug: row.slug,
		description: row.description,
		count: row.count,
		image: row.image,
		storeUrl: row.store_url,
		parent:
			row.parent_id === null
				? null
				: { collectionId: row.parent_id, name: row.parent_name },
		children: children.map( ( child ) => ( {
			collectionId: child.collection_id,
			name: child.name,
		} ) ),
		receivedAt: row.received_at,
		updatedAt: row.updated_at,
	};
}
