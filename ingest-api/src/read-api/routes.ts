import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Auth, Route } from '../http/routes.ts';
import {
	contactOperation,
	contactsOperation,
	getContact,
	getContacts,
} from './contacts.ts';
import {
	collectionOperation,
	collectionsOperation,
	getCollection,
	getCollections,
} from './collections.ts';
import {
	getTransaction,
	getTransactions,
	transactionOperation,
	transactionsOperation,
} from './transactions.ts';
import { patchProduct, patchProductOperation } from './patch-product.ts';
import {
	getProduct,
	getProducts,
	productOperation,
	productsOperation,
} from './products.ts';
import {
	getOrder,
	getOrders,
	orderOperation,
	ordersOperation,
} from './orders.ts';

type ReadRoute = Route<
	ApiServices,
	Record< Auth, unknown > & { token: TokenCall },
	'token'
>;

/** R41: all that the pages show, for programs. */
// prettier-ignore
export const READ_ROUTES: readonly ReadRoute[] = [
	{ method: 'GET', path: '/v1/orders', auth: 'token', limit: 'account', handler: getOrders, operation: ordersOperation },
	{ method: 'GET', path: '/v1/orders/:connection/:order', auth: 'token', limit: 'account', handler: getOrder, operation: orderOperation },
	{ method: 'GET', path: '/v1/contacts', auth: 'token', limit: 'account', handler: getContacts, operation: contactsOperation },
	{ method: 'GET', path: '/v1/contacts/:contact', auth: 'token', limit: 'account', handler: getContact, operation: contactOperation },
	{ method: 'GET', path: '/v1/products', auth: 'token', limit: 'account', handler: getProducts, operation: productsOperation },
	{ method: 'GET', path: '/v1/products/:connection/:product', auth: 'token', limit: 'account', handler: getProduct, operation: productOperation },
	{ method: 'PATCH', path: '/v1/products/:connection/:product', auth: 'token', scope: 'manage', limit: 'account', handler: patchProduct, operation: patchProductOperation },
	{ method: 'GET', path: '/v1/collections', auth: 'token', limit: 'account', handler: getCollections, operation: collectionsOperation },
	{ method: 'GET', path: '/v1/collections/:connection/:collection', auth: 'token', limit: 'account', handler: getCollection, operation: collectionOperation },
	{ method: 'GET', path: '/v1/transactions', auth: 'token', limit: 'account', handler: getTransactions, operation: transactionsOperation },
	{ method: 'GET', path: '/v1/transactions/:connection/:transaction', auth: 'token', limit: 'account', handler: getTransaction, operation: transactionOperation },
];
