import { PRODUCT_TYPES } from '@ivorey/shared';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import { findCollection } from '../views/collection-list.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { productsPage } from './pages/products.ts';
import {
	readChoice,
	readHidden,
	readPlace,
	readSearch,
	readStore,
	readThing,
} from './read-filters.ts';
import {
	countProducts,
	listProducts,
	PRODUCT_SORTS,
	type ProductFilters,
} from '../views/product-list.ts';
import { STOCK_STATUSES } from '../views/product-view.ts';
import { listStores } from '../views/store-query.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import type { StoreRow } from '../views/store-view.ts';

/** `GET /products` (R34). */
export async function showProducts(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const { stores, currencies } = await readProductFacts( db, accountId );
	const wanted = readProductFilters( c, { stores } );
	const place = readPlace( c, PRODUCT_SORTS );
	const [ page, counted, collection ] = await Promise.all( [
		listProducts( db, accountId, { ...wanted, ...place } ),
		countProducts( db, accountId, wanted ),
		wanted.collection === null
			? null
			: findCollection(
					db,
					{
						accountId,
						connectionId: wanted.collection.connectionId,
					},
					wanted.collection.collectionId
				),
	] );
	return c.html(
		productsPage( viewer, {
			hidden: readHidden( c ),
			...page,
			...counted,
			wanted,
			sorting: place.sorting,
			stores,
			currencyOf: ( id ) => currencies.get( id ) ?? null,
			collectionName: collection?.name ?? null,
		} )
	);
}

/** The data that a list of products depends on. */
export async function readProductFacts(
	db: Kysely< Database >,
	accountId: string
): Promise< {
	stores: StoreRow[];
	/** The stores' currencies, by connection ID. */
	currencies: ReadonlyMap< string, string >;
} > {
	const [ stores, currencies ] = await Promise.all( [
		listStores( db, accountId ),
		listStoreCurrencies( db, accountId ),
	] );
	return { stores, currencies };
}

/** Ignores values that are not among the choices. */
export function readProductFilters(
	c: RequestContext,
	{ stores }: { stores: readonly StoreRow[] }
): ProductFilters {
	const online = readChoice( c, 'online', [ 'yes', 'no' ] );
	const collection = readThing( c, 'collection' );
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readStore( c, stores ),
		type: readChoice( c, 'type', PRODUCT_TYPES ),
		isOnline: online === null ? null : online === 'yes',
		stockStatus: readChoice( c, 'stock', STOCK_STATUSES ),
		collection:
			collection === null
				? null
				: {
						connectionId: collection.connectionId,
						collectionId: collection.id,
					},
	};
}
