import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Auth, Route } from '../http/routes.ts';
import {
	automationOperation,
	automationsOperation,
	getAutomation,
	getAutomations,
	getMessage,
	getRuns,
	messageOperation,
	runsOperation,
} from './automations.ts';
import { getPreview, previewOperation } from './automation-preview.ts';
import { changesOperation, getChanges } from './changes.ts';
import {
	connectionsOperation,
	getConnections,
	getStore,
	storeOperation,
} from './connections.ts';
import {
	accountOperation,
	getAccount,
	getOverview,
	overviewOperation,
} from './overview.ts';
import {
	deliveriesOperation,
	deliveryOperation,
	endpointOperation,
	endpointsOperation,
	getDeliveries,
	getDelivery,
	getEndpoint,
	getEndpoints,
} from './webhooks.ts';
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

/** R41: all data of the pages, for programs. */
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
	{ method: 'GET', path: '/v1/automations', auth: 'token', limit: 'account', handler: getAutomations, operation: automationsOperation },
	{ method: 'GET', path: '/v1/automations/:automation', auth: 'token', limit: 'account', handler: getAutomation, operation: automationOperation },
	{ method: 'GET', path: '/v1/automations/:automation/runs', auth: 'token', limit: 'account', handler: getRuns, operation: runsOperation },
	{ method: 'GET', path: '/v1/automations/:automation/preview', auth: 'token', limit: 'account', handler: getPreview, operation: previewOperation },
	{ method: 'GET', path: '/v1/messages/:message', auth: 'token', limit: 'account', handler: getMessage, operation: messageOperation },
	{ method: 'GET', path: '/v1/webhook-endpoints', auth: 'token', limit: 'account', handler: getEndpoints, operation: endpointsOperation },
	{ method: 'GET', path: '/v1/webhook-endpoints/:endpoint', auth: 'token', limit: 'account', handler: getEndpoint, operation: endpointOperation },
	{ method: 'GET', path: '/v1/webhook-endpoints/:endpoint/deliveries', auth: 'token', limit: 'account', handler: getDeliveries, operation: deliveriesOperation },
	{ method: 'GET', path: '/v1/webhook-endpoints/:endpoint/deliveries/:event', auth: 'token', limit: 'account', handler: getDelivery, operation: deliveryOperation },
	{ method: 'GET', path: '/v1/connections', auth: 'token', limit: 'account', handler: getConnections, operation: connectionsOperation },
	{ method: 'GET', path: '/v1/connections/:connection', auth: 'token', limit: 'account', handler: getStore, operation: storeOperation },
	{ method: 'GET', path: '/v1/overview', auth: 'token', limit: 'account', handler: getOverview, operation: overviewOperation },
	{ method: 'GET', path: '/v1/account', auth: 'token', limit: 'account', handler: getAccount, operation: accountOperation },
	{ method: 'GET', path: '/v1/changes', auth: 'token', limit: 'account', handler: getChanges, operation: changesOperation },
];
