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
import { texts } from '../texts/texts.ts';

const yesOrNo = ( is: boolean ) => ( is ? 'yes' : 'no' );

const orderColumns = (): readonly CsvColumn< OrderRow >[] => [
	[ texts().orders.number, ( { number } ) => number ],
	[ texts().common.date, ( { dateCreated } ) => dateCreated.toISOString() ],
	[ texts().common.status, ( { status } ) => status ],
	[ texts().orders.wooStatusHeading, ( row ) => row.woocommerceStatus ],
	[ texts().orders.inTrash, ( { isTrashed } ) => yesOrNo( isTrashed ) ],
	[ texts().orders.subtype, ( { subtype } ) => subtype ],
	[ texts().common.name, ( { name } ) => name ],
	[ texts().common.email, ( { email } ) => email ],
	[ texts().common.total, ( { total } ) => withPlaces( total ) ],
	[ texts().common.currency, ( { currency } ) => currency ],
	[ texts().common.store, ( { storeUrl } ) => storeUrl ],
	[ texts().orders.orderId, ( { orderId } ) => orderId ],
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
	return csvResponse( c, log, 'orders', orderColumns(), ( before ) =>
		listOrders( db, accountId, {
			...filters,
			sorting,
			before,
			limit: CSV_ROWS,
		} )
	);
}

const contactColumns = (): readonly CsvColumn< ContactRow >[] => [
	[ texts().common.name, ( { name } ) => name ],
	[ texts().common.email, ( { email } ) => email ],
	[ texts().contacts.kind, ( { kind } ) => kind ],
	[ texts().contacts.marketingConsent, ( { consent } ) => consent.state ],
	[ texts().contacts.since, ( { createdAt } ) => createdAt.toISOString() ],
	[ texts().common.orders, ( { orderCount } ) => orderCount ],
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
	return csvResponse( c, log, 'contacts', contactColumns(), ( before ) =>
		listContacts( db, accountId, {
			...filters,
			sorting,
			before,
			limit: CSV_ROWS,
		} )
	);
}

const transactionColumns = (): readonly CsvColumn< TransactionRow >[] => [
	[ texts().common.type, ( { type } ) => type ],
	[ texts().common.date, ( { date } ) => date.toISOString() ],
	[ texts().common.amount, ( row ) => withPlaces( signedAmount( row ) ) ],
	[ texts().common.currency, ( { currency } ) => currency ],
	[ texts().transactions.method, ( { method } ) => method ],
	[ texts().orders.paymentId, ( { gatewayId } ) => gatewayId ],
	[ texts().transactions.reversed, ( { isVoided } ) => yesOrNo( isVoided ) ],
	[ texts().orders.orderNumber, ( { orderNumber } ) => orderNumber ],
	[ texts().orders.orderId, ( { orderId } ) => orderId ],
	[ texts().common.store, ( { storeUrl } ) => storeUrl ],
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
		transactionColumns(),
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
		[ texts().common.name, ( { name } ) => name ],
		[ texts().products.sku, ( { sku } ) => sku ],
		[ texts().common.type, ( { type } ) => type ],
		[
			texts().products.price,
			( { price } ) => ( price === null ? '' : withPlaces( price ) ),
		],
		[
			texts().common.currency,
			( { connectionId } ) => currencies.get( connectionId ) ?? '',
		],
		[
			texts().products.inOnlineStore,
			( { isOnline } ) => yesOrNo( isOnline ),
		],
		[ texts().products.stock, ( { stockStatus } ) => stockStatus ],
		[
			texts().products.editedInIvorey,
			( { isEdited } ) => yesOrNo( isEdited ),
		],
		[
			texts().common.changed,
			( { updatedAt } ) => updatedAt.toISOString(),
		],
		[ texts().common.store, ( { storeUrl } ) => storeUrl ],
		[ texts().products.productId, ( { productId } ) => productId ],
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

const collectionColumns = (): readonly CsvColumn< CollectionRow >[] => [
	[ texts().common.name, ( { name } ) => name ],
	[ texts().products.slug, ( { slug } ) => slug ],
	[ texts().common.products, ( { count } ) => count ],
	[ texts().common.store, ( { storeUrl } ) => storeUrl ],
	[ texts().collections.termId, ( { collectionId } ) => collectionId ],
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
	return csvResponse(
		c,
		log,
		'collections',
		collectionColumns(),
		( before ) =>
			listCollections( db, accountId, {
				...filters,
				sorting,
				before,
				limit: CSV_ROWS,
			} )
	);
}
