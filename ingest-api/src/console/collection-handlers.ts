import type { RequestContext } from '../http/request.ts';
import {
	COLLECTION_SORTS,
	countCollections,
	findCollection,
	listCollections,
	type CollectionFilters,
} from '../views/collection-list.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { collectionPage, collectionsPage } from './pages/collections.ts';
import { errorPage } from './pages/other.ts';
import {
	readHidden,
	readPlace,
	readSearch,
	readStore,
} from './read-filters.ts';
import {
	ALL_PRODUCTS,
	countProducts,
	listProducts,
	PRODUCT_SORTS,
} from '../views/product-list.ts';
import { listStores } from '../views/store-query.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import type { StoreRow } from '../views/store-view.ts';
import { texts } from '../texts/texts.ts';

const PRODUCTS_OF_ONE = 20;

/** `GET /collections` (R34). */
export async function showCollections(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const stores = await listStores( db, accountId );
	const wanted = readCollectionFilters( c, { stores } );
	const place = readPlace( c, COLLECTION_SORTS );
	const [ page, counted ] = await Promise.all( [
		listCollections( db, accountId, { ...wanted, ...place } ),
		countCollections( db, accountId, wanted ),
	] );
	return c.html(
		collectionsPage( viewer, {
			hidden: readHidden( c ),
			...page,
			...counted,
			wanted,
			sorting: place.sorting,
			stores,
		} )
	);
}

/** Ignores values that are not among the choices. */
export function readCollectionFilters(
	c: RequestContext,
	{ stores }: { stores: readonly StoreRow[] }
): CollectionFilters {
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readStore( c, stores ),
	};
}

/** `GET /collections/:connection/:collection` (R34). */
export async function showCollection(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const key = { accountId, connectionId: c.req.param( 'connection' ) ?? '' };
	const collection = await findCollection(
		db,
		key,
		c.req.param( 'collection' ) ?? ''
	);
	if ( collection === null ) {
		return c.html(
			errorPage(
				viewer,
				texts().collections.notFound,
				texts().collections.notFoundText
			),
			404
		);
	}
	const filters = { ...ALL_PRODUCTS, collection };
	const [ products, { total }, currencies ] = await Promise.all( [
		listProducts( db, accountId, {
			...filters,
			sorting: { by: 'name', direction: PRODUCT_SORTS.name },
			limit: PRODUCTS_OF_ONE,
		} ),
		countProducts( db, accountId, filters ),
		listStoreCurrencies( db, accountId ),
	] );
	return c.html(
		collectionPage( viewer, {
			collection,
			products: products.rows,
			total,
			currency: currencies.get( collection.connectionId ) ?? null,
		} )
	);
}
