import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Product } from '@ivorey/shared';
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
import { type ListPage, type Places } from './paging.ts';
import type { ProductRow } from './product-view.ts';
import { findByWords, isFound, type FoundRows } from './word-search.ts';

const PRODUCTS_A_PAGE = 50;

/** The filters of a list of products; null: no filter. */
export interface ProductFilters {
	/** Prefixes of words in the name or the SKU. */
	search: string;
	connectionId: string | null;
	type: Product[ 'type' ] | null;
	isOnline: boolean | null;
	stockStatus: string | null;
	/** A collection of one store. */
	collection: { connectionId: string; collectionId: string } | null;
}

export const ALL_PRODUCTS: ProductFilters = {
	search: '',
	connectionId: null,
	type: null,
	isOnline: null,
	stockStatus: null,
	collection: null,
};

/** The first is the default order of a list. */
export const PRODUCT_SORTS = {
	name: 'asc',
	price: 'desc',
	changed: 'desc',
} as const satisfies Readonly< Record< string, Direction > >;

export type ProductSort = keyof typeof PRODUCT_SORTS;

const KEYS: Readonly< Record< ProductSort, SortKey > > = {
	name: { column: 'p.name_sort', type: 'text' },
	price: { column: 'p.price_sort', type: 'float8' },
	changed: { column: 'p.updated_at', type: 'timestamptz' },
};

interface Row extends SortedRow {
	name: string;
	sku: string;
	type: Product[ 'type' ];
	price: string | null;
	is_online: boolean;
	stock_status: string;
	image: string | null;
	is_edited: boolean;
	store_url: string;
	updated_at: Date;
}

export interface ProductListQuery extends ProductFilters, Places {
	sorting: Sorting< ProductSort >;
	limit?: number;
}

/** R34: an account's products. */
export async function listProducts(
	db: Kysely< Database >,
	accountId: string,
	query: ProductListQuery
): Promise< ListPage< ProductRow > > {
	const key = KEYS[ query.sorting.by ];
	const found = await findNamed( db, accountId, query );
	const page = await readSorted< Row >( db, {
		...query,
		key,
		direction: query.sorting.direction,
		limit: query.limit ?? PRODUCTS_A_PAGE,
		alias: 'p',
		id: 'product_id',
		select: ( tail ) => sql< Row >`
			select p.connection_id, p.product_id as id, ${ sortValue( key ) } as sort_value, p.name, p.sku, p.type, p.price,
				p.include_in_online_store as is_online, p.stock_status, p.images->>0 as image,
				p.edits is not null as is_edited, c.store_url, p.updated_at
			from products as p
			join connections as c on c.account_id = p.account_id and c.connection_id = p.connection_id
			where p.account_id = ${ accountId } and ${ matching( accountId, query, found ) } ${ tail }
		`,
	} );
	return { ...page, rows: page.rows.map( toProduct ) };
}

/** The number over all pages. */
export async function countProducts(
	db: Kysely< Database >,
	accountId: string,
	filters: ProductFilters
): Promise< Counted > {
	const found = await findNamed( db, accountId, filters );
	return {
		total: await countRows(
			db,
			sql`select from products as p where p.account_id = ${ accountId } and ${ matching( accountId, filters, found ) }`
		),
	};
}

/** Runs only if there is a search. */
function findNamed(
	db: Kysely< Database >,
	accountId: string,
	{ search }: ProductFilters
): Promise< FoundRows > {
	return search === ''
		? Promise.resolve( null )
		: findByWords( db, accountId, 'products', search );
}

function matching(
	accountId: string,
	filters: ProductFilters,
	found: FoundRows
): RawBuilder< boolean > {
	const { search, connectionId, type, isOnline, stockStatus, collection } =
		filters;
	return allOf( [
		...( search === ''
			? []
			: [ isFound( 'products', 'p', search, found ) ] ),
		...( connectionId === null
			? []
			: [ sql< boolean >`p.connection_id = ${ connectionId }` ] ),
		...( type === null ? [] : [ sql< boolean >`p.type = ${ type }` ] ),
		...( isOnline === null
			? []
			: [ sql< boolean >`p.include_in_online_store = ${ isOnline }` ] ),
		...( stockStatus === null
			? []
			: [ sql< boolean >`p.stock_status = ${ stockStatus }` ] ),
		...( collection === null
			? []
			: [
					sql< boolean >`p.connection_id = ${ collection.connectionId } and p.product_id in (
						select l.product_id from product_collections as l
						where l.account_id = ${ accountId } and l.connection_id = ${ collection.connectionId }
							and l.collection_id = ${ collection.collectionId }
					)`,
				] ),
	] );
}

function toProduct( row: Row ): ProductRow {
	return {
		connectionId: row.connection_id,
		productId: row.id,
		name: row.name,
		sku: row.sku,
		type: row.type,
		price: row.price,
		isOnline: row.is_online,
		stockStatus: row.stock_status,
		image: row.image,
		isEdited: row.is_edited,
		storeUrl: row.store_url,
		updatedAt: row.updated_at,
	};
}
