import { withPlaces } from '../automations/decimals.ts';
import { texts } from '../texts/texts.ts';
import {
	COLLECTION_SORTS,
	listCollections,
	type CollectionRow,
} from '../views/collection-list.ts';
import { CONTACT_SORTS, listContacts } from '../views/contact-queries.ts';
import type { ContactRow } from '../views/contact-view.ts';
import { listOrders, ORDER_SORTS } from '../views/order-list.ts';
import type { OrderRow } from '../views/order-view.ts';
import { listProducts, PRODUCT_SORTS } from '../views/product-list.ts';
import type { ProductRow } from '../views/product-view.ts';
import { listStores } from '../views/store-query.ts';
import {
	listTransactions,
	signedAmount,
	TRANSACTION_SORTS,
	type TransactionRow,
} from '../views/transaction-list.ts';
import { readCollectionFilters } from './collection-handlers.ts';
import { readContactFilters } from './contact-handlers.ts';
import { exportOf } from './csv-export.ts';
import type { CsvColumn } from './csv.ts';
import { readOrderFacts, readOrderFilters } from './order-handlers.ts';
import {
	readProductFacts,
	readProductFilters,
} from './product-list-handlers.ts';
import {
	readTransactionFacts,
	readTransactionFilters,
} from './transaction-handlers.ts';

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
export const exportOrders = exportOf( {
	name: 'orders',
	sorts: ORDER_SORTS,
	readFacts: readOrderFacts,
	readFilters: readOrderFilters,
	columns: orderColumns,
	list: listOrders,
} );

const contactColumns = (): readonly CsvColumn< ContactRow >[] => [
	[ texts().common.name, ( { name } ) => name ],
	[ texts().common.email, ( { email } ) => email ],
	[ texts().contacts.kind, ( { kind } ) => kind ],
	[ texts().contacts.marketingConsent, ( { consent } ) => consent.state ],
	[ texts().contacts.since, ( { createdAt } ) => createdAt.toISOString() ],
	[ texts().common.orders, ( { orderCount } ) => orderCount ],
];

/** `GET /contacts.csv` (R39). */
export const exportContacts = exportOf( {
	name: 'contacts',
	sorts: CONTACT_SORTS,
	readFacts: async () => null,
	readFilters: readContactFilters,
	columns: contactColumns,
	list: listContacts,
} );

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
export const exportTransactions = exportOf( {
	name: 'transactions',
	sorts: TRANSACTION_SORTS,
	readFacts: readTransactionFacts,
	readFilters: readTransactionFilters,
	columns: transactionColumns,
	list: listTransactions,
} );

const productColumns = ( {
	currencies,
}: Awaited<
	ReturnType< typeof readProductFacts >
> ): readonly CsvColumn< ProductRow >[] => [
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
	[ texts().products.inOnlineStore, ( { isOnline } ) => yesOrNo( isOnline ) ],
	[ texts().products.stock, ( { stockStatus } ) => stockStatus ],
	[
		texts().products.editedInIvorey,
		( { isEdited } ) => yesOrNo( isEdited ),
	],
	[ texts().common.changed, ( { updatedAt } ) => updatedAt.toISOString() ],
	[ texts().common.store, ( { storeUrl } ) => storeUrl ],
	[ texts().products.productId, ( { productId } ) => productId ],
];

/** `GET /products.csv` (R39). */
export const exportProducts = exportOf( {
	name: 'products',
	sorts: PRODUCT_SORTS,
	readFacts: readProductFacts,
	readFilters: readProductFilters,
	columns: productColumns,
	list: listProducts,
} );

const collectionColumns = (): readonly CsvColumn< CollectionRow >[] => [
	[ texts().common.name, ( { name } ) => name ],
	[ texts().products.slug, ( { slug } ) => slug ],
	[ texts().common.products, ( { count } ) => count ],
	[ texts().common.store, ( { storeUrl } ) => storeUrl ],
	[ texts().collections.termId, ( { collectionId } ) => collectionId ],
];

/** `GET /collections.csv` (R39). */
export const exportCollections = exportOf( {
	name: 'collections',
	sorts: COLLECTION_SORTS,
	readFacts: async ( db, accountId ) => ( {
		stores: await listStores( db, accountId ),
	} ),
	readFilters: readCollectionFilters,
	columns: collectionColumns,
	list: listCollections,
} );
