import { readTimeZone } from '../accounts/accounts.ts';
import type { RequestContext } from '../http/request.ts';
import { readCollectionFilters } from './collection-handlers.ts';
import {
	COLLECTION_SORTS,
	listCollections,
	type CollectionRow,
	type CollectionSort,
} from '../views/collection-list.ts';
import { readContactFilters } from './contact-handlers.ts';
import {
	CONTACT_SORTS,
	listContacts,
	type ContactSort,
} from '../views/contact-queries.ts';
import type { ContactRow } from '../views/contact-view.ts';
import { CSV_ROWS, csvResponse, type CsvColumn } from './csv.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { readSorting } from '../views/listing.ts';
import { readOrderFacts, readOrderFilters } from './order-handlers.ts';
import {
	listOrders,
	ORDER_SORTS,
	type OrderSort,
} from '../views/order-list.ts';
import type { OrderRow } from '../views/order-view.ts';
import { withPlaces } from '../automations/decimals.ts';
import { readProductFilters } from './product-handlers.ts';
import {
	listProducts,
	PRODUCT_SORTS,
	type ProductSort,
} from '../views/product-list.ts';
import type { ProductRow } from '../views/product-view.ts';
import { listStores } from '../views/store-query.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import { readTransactionFilters } from './transaction-handlers.ts';
import {
	listCurrencies,
	listTransactions,
	signedAmount,
	TRANSACTION_SORTS,
	type TransactionRow,
	type TransactionSort,
} from '../views/transaction-list.ts';

const yesOrNo = ( is: boolean ) => ( is ? 'yes' : 'no' );

const ORDER_COLUMNS: readonly CsvColumn< OrderRow >[] = [
	[ 'Number', ( { number } ) => number ],
	[ 'Date', ( { dateCreated } ) => dateCreated.toISOString() ],
	[ 'Status', ( { status } ) => status ],
	[ 'WooCommerce status', ( row ) => row.woocommerceStatus ],
	[ 'In the trash', ( { isTrashed } ) => yesOrNo( isTrashed ) ],
	[ 'Subtype', ( { subtype } ) => subtype ],
	[ 'Name', ( { name } ) => name ],
	[ 'E-mail', ( { email } ) => email ],
	[ 'Total', ( { total } ) => withPlaces( total ) ],
	[ 'Currency', ( { currency } ) => currency ],
	[ 'Store', ( { storeUrl } ) => storeUrl ],
	[ 'Order id', ( { orderId } ) => orderId ],
];

/** `GET /orders.csv` (R39). */
export async function exportOrders(
	{ db, log }: ConsoleServices,
	c: RequestContext,
	{ viewer: { accountId } }: SessionCall
): Promise< Response > {
	const { stores, choices, timeZone } = await readOrderFacts( db, accountId );
	const filters = readOrderFilters( c, stores, choices, timeZone );
	const sorting = readSorting< OrderSort >(
		c.req.query( 'sort' ),
		ORDER_SORTS
	);
	return csvResponse( c, log, 'orders', ORDER_COLUMNS, ( before ) =>
		listOrders( db, accountId, {
			...filters,
			sorting,
			before,
			limit: CSV_ROWS,
		} )
	);
}

const CONTACT_COLUMNS: readonly CsvColumn< ContactRow >[] = [
	[ 'Name', ( { name } ) => name ],
	[ 'E-mail', ( { email } ) => email ],
	[ 'Kind', ( { kind } ) => kind ],
	[ 'Marketing consent', ( { consent } ) => consent.state ],
	[ 'Since', ( { createdAt } ) => createdAt.toISOString() ],
	[ 'Orders', ( { orderCount } ) => orderCount ],
];

/** `GET /contacts.csv` (R39). */
export async function exportContacts(
	{ db, log }: ConsoleServices,
	c: RequestContext,
	{ viewer: { accountId } }: SessionCall
): Promise< Response > {
	const filters = readContactFilters( c );
	const sorting = readSorting< ContactSort >(
		c.req.query( 'sort' ),
		CONTACT_SORTS
	);
	return csvResponse( c, log, 'contacts', CONTACT_COLUMNS, ( before ) =>
		listContacts( db, accountId, {
			...filters,
			sorting,
			before,
			limit: CSV_ROWS,
		} )
	);
}

const TRANSACTION_COLUMNS: readonly CsvColumn< TransactionRow >[] = [
	[ 'Type', ( { type } ) => type ],
	[ 'Date', ( { date } ) => date.toISOString() ],
	[ 'Amount', ( row ) => withPlaces( signedAmount( row ) ) ],
	[ 'Currency', ( { currency } ) => currency ],
	[ 'Method', ( { method } ) => method ],
	[ 'Payment id', ( { gatewayId } ) => gatewayId ],
	[ 'Taken back', ( { isVoided } ) => yesOrNo( isVoided ) ],
	[ 'Order number', ( { orderNumber } ) => orderNumber ],
	[ 'Order id', ( { orderId } ) => orderId ],
	[ 'Store', ( { storeUrl } ) => storeUrl ],
];

/** `GET /transactions.csv` (R39). */
export async function exportTransactions(
	{ db, log }: ConsoleServices,
	c: RequestContext,
	{ viewer: { accountId } }: SessionCall
): Promise< Response > {
	const [ stores, currencies, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		listCurrencies( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	const filters = readTransactionFilters( c, stores, currencies, timeZone );
	const sorting = readSorting< TransactionSort >(
		c.req.query( 'sort' ),
		TRANSACTION_SORTS
	);
	return csvResponse(
		c,
		log,
		'transactions',
		TRANSACTION_COLUMNS,
		( before ) =>
			listTransactions( db, accountId, {
				...filters,
				sorting,
				before,
				limit: CSV_ROWS,
			} )
	);
}

/** `GET /products.csv` (R39). */
export async function exportProducts(
	{ db, log }: ConsoleServices,
	c: RequestContext,
	{ viewer: { accountId } }: SessionCall
): Promise< Response > {
	const [ stores, currencies ] = await Promise.all( [
		listStores( db, accountId ),
		listStoreCurrencies( db, accountId ),
	] );
	const filters = readProductFilters( c, stores );
	const sorting = readSorting< ProductSort >(
		c.req.query( 'sort' ),
		PRODUCT_SORTS
	);
	const columns: readonly CsvColumn< ProductRow >[] = [
		[ 'Name', ( { name } ) => name ],
		[ 'SKU', ( { sku } ) => sku ],
		[ 'Type', ( { type } ) => type ],
		[
			'Price',
			( { price } ) => ( price === null ? '' : withPlaces( price ) ),
		],
		[
			'Currency',
			( { connectionId } ) => currencies.get( connectionId ) ?? '',
		],
		[ 'In online store', ( { isOnline } ) => yesOrNo( isOnline ) ],
		[ 'Stock', ( { stockStatus } ) => stockStatus ],
		[ 'Edited in Ivorey', ( { isEdited } ) => yesOrNo( isEdited ) ],
		[ 'Changed', ( { updatedAt } ) => updatedAt.toISOString() ],
		[ 'Store', ( { storeUrl } ) => storeUrl ],
		[ 'Product id', ( { productId } ) => productId ],
	];
	return csvResponse( c, log, 'products', columns, ( before ) =>
		listProducts( db, accountId, {
			...filters,
			sorting,
			before,
			limit: CSV_ROWS,
		} )
	);
}

const COLLECTION_COLUMNS: readonly CsvColumn< CollectionRow >[] = [
	[ 'Name', ( { name } ) => name ],
	[ 'Slug', ( { slug } ) => slug ],
	[ 'Products', ( { count } ) => count ],
	[ 'Store', ( { storeUrl } ) => storeUrl ],
	[ 'Term id', ( { collectionId } ) => collectionId ],
];

/** `GET /collections.csv` (R39). */
export async function exportCollections(
	{ db, log }: ConsoleServices,
	c: RequestContext,
	{ viewer: { accountId } }: SessionCall
): Promise< Response > {
	const filters = readCollectionFilters(
		c,
		await listStores( db, accountId )
	);
	const sorting = readSorting< CollectionSort >(
		c.req.query( 'sort' ),
		COLLECTION_SORTS
	);
	return csvResponse( c, log, 'collections', COLLECTION_COLUMNS, ( before ) =>
		listCollections( db, accountId, {
			...filters,
			sorting,
			before,
			limit: CSV_ROWS,
		} )
	);
}
