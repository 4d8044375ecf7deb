import { z } from 'zod';
import {
	currencySchema,
	timestampSchema,
	transactionIdSchema,
	wooIdSchema,
} from '@ivorey/shared';
import { withPlaces } from '../automations/decimals.ts';
import {
	findTransaction,
	listTransactions,
	TRANSACTION_SORTS,
	type TransactionRow,
	type TransactionView,
} from '../views/transaction-list.ts';
import { textOf } from './answers.ts';
import {
	connectionParameter,
	dayParameters,
	momentsOf,
	searchParameter,
} from './query.ts';
import { moneyShape, storeOf, storeShape } from './schemas.ts';
import { itemEndpoint, listEndpoint, ofStore } from './endpoints.ts';

const TYPES = [ 'payment', 'refund' ] as const;

const summarySchema = z.strictObject( {
	id: transactionIdSchema,
	...storeShape,
	type: z.enum( TYPES ),
	...moneyShape,
	amount: moneyShape.amount.describe(
		'Above zero for both types; `type` gives the direction.'
	),
	date: timestampSchema,
	order_id: wooIdSchema,
	order_number: z
		.string()
		.nullable()
		.describe(
			'The order’s number; null if Ivorey does not have the order.'
		),
	method: z.string(),
	gateway_transaction_id: z.string(),
	voided: z
		.boolean()
		.describe(
			'Whether the transaction was voided in WooCommerce: the money did not move after all.'
		),
} );

const transactionSchema = summarySchema.extend( {
	reason: z.string().describe( 'The reason for a refund.' ),
	contact_id: z.string().nullable(),
	buyer_name: z
		.string()
		.describe( 'The buyer’s name; empty if the order names nobody.' ),
	received_at: timestampSchema,
	updated_at: timestampSchema,
} );

/** `GET /v1/transactions` (R34, R41). */
export const { operation: transactionsOperation, handler: getTransactions } =
	listEndpoint( {
		id: 'listTransactions',
		tag: 'Transactions',
		summary: 'List payments and refunds',
		sorts: TRANSACTION_SORTS,
		filters: {
			search: searchParameter.describe(
				'The beginning of the order’s ID or of the gateway’s ID.'
			),
			connection: connectionParameter,
			type: z
				.enum( TYPES )
				.optional()
				.describe( 'Only payments or only refunds.' ),
			currency: currencySchema
				.optional()
				.describe( 'Only transactions in this currency.' ),
			...dayParameters,
		},
		answer: {
			description: 'A page of transactions.',
			name: 'TransactionList',
			schema: summarySchema,
		},
		read: async ( { db, accountId }, query, place ) =>
			listTransactions( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
				type: query.type ?? null,
				currency: query.currency ?? null,
				...( await momentsOf( db, accountId, query ) ),
			} ),
		toData: toSummary,
	} );

function toSummary( row: TransactionRow, accountId: string ) {
	return {
		id: row.transactionId,
		...storeOf( accountId, row ),
		type: row.type,
		amount: withPlaces( row.amount ),
		currency: row.currency,
		date: textOf( row.date ),
		order_id: row.orderId,
		order_number: row.orderNumber,
		method: row.method,
		gateway_transaction_id: row.gatewayId,
		voided: row.isVoided,
	};
}

/** `GET /v1/transactions/:connection/:transaction` (R34, R41). */
export const { operation: transactionOperation, handler: getTransaction } =
	itemEndpoint( {
		id: 'getTransaction',
		tag: 'Transactions',
		summary: 'Retrieve a payment or refund',
		path: {
			connection: 'The `connection` of the store.',
			transaction: '`payment:<order id>` or `refund:<refund id>`.',
		},
		answer: {
			description: 'The transaction.',
			name: 'Transaction',
			schema: transactionSchema,
		},
		find: ofStore( 'transaction', findTransaction ),
		toData: toItem,
	} );

function toItem( transaction: TransactionView, accountId: string ) {
	return {
		...toSummary( transaction, accountId ),
		reason: transaction.reason,
		contact_id: transaction.contactId,
		buyer_name: transaction.buyer,
		received_at: textOf( transaction.receivedAt ),
		updated_at: textOf( transaction.updatedAt ),
	};
}
