import { z } from 'zod';
import {
	currencySchema,
	timestampSchema,
	transactionIdSchema,
	wooIdSchema,
} from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import { withPlaces } from '../automations/decimals.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import {
	findTransaction,
	listTransactions,
	TRANSACTION_SORTS,
	type TransactionRow,
} from '../views/transaction-list.ts';
import {
	answerItem,
	answerList,
	listSchema,
	noSuch,
	textOf,
} from './answers.ts';
import {
	connectionIdOf,
	connectionParameter,
	dayParameters,
	listQuery,
	momentsOf,
	parseQuery,
	searchParameter,
} from './query.ts';
import { moneyShape, storeOf, storeShape } from './schemas.ts';

const TYPES = [ 'payment', 'refund' ] as const;

const summarySchema = z.strictObject( {
	id: transactionIdSchema,
	...storeShape,
	type: z.enum( TYPES ),
	...moneyShape,
	amount: moneyShape.amount.describe(
		'Above zero for both types; the type tells the direction.'
	),
	date: timestampSchema,
	order_id: wooIdSchema,
	order_number: z
		.string()
		.nullable()
		.describe( 'null where the order is not in Ivorey.' ),
	method: z.string(),
	gateway_transaction_id: z.string(),
	voided: z
		.boolean()
		.describe(
			'Taken back in WooCommerce: the money did not move after all.'
		),
} );

const transactionSchema = summarySchema.extend( {
	reason: z.string().describe( 'Of a refund.' ),
	contact_id: z.string().nullable(),
	buyer_name: z.string().describe( 'Empty where the order names nobody.' ),
	received_at: timestampSchema,
	updated_at: timestampSchema,
} );

const transactionsQuery = listQuery( TRANSACTION_SORTS, {
	search: searchParameter.describe(
		'What the order’s id, or the gateway’s id, begins with.'
	),
	connection: connectionParameter,
	type: z.enum( TYPES ).optional().describe( 'Only payments, or refunds.' ),
	currency: currencySchema.optional().describe( 'Only in this currency.' ),
	...dayParameters,
} );

export const transactionsOperation: Operation = {
	id: 'listTransactions',
	tag: 'Transactions',
	summary: 'Payments and refunds, a page at a time',
	query: transactionsQuery,
	answer: {
		description: 'A page of transactions.',
		body: listSchema( 'TransactionList', summarySchema ),
	},
};

/** `GET /v1/transactions` (R34, R41). */
export async function getTransactions(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( transactionsQuery, c );
	const moments = await momentsOf( db, accountId, query );
	return answerList(
		query,
		( place ) =>
			listTransactions( db, accountId, {
				...place,
				search: query.search ?? '',
				connectionId: query.connection ?? null,
				type: query.type ?? null,
				currency: query.currency ?? null,
				...moments,
			} ),
		( row ) => toSummary( accountId, row )
	);
}

function toSummary( accountId: string, row: TransactionRow ) {
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

export const transactionOperation: Operation = {
	id: 'getTransaction',
	tag: 'Transactions',
	summary: 'One payment or refund',
	path: {
		connection: 'The `connection` of its store.',
		transaction: '`payment:<order id>` or `refund:<refund id>`.',
	},
	answer: {
		description: 'The transaction.',
		body: { name: 'Transaction', schema: transactionSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/transactions/:connection/:transaction` (R34, R41). */
export async function getTransaction(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const connectionId = connectionIdOf( c.req.param( 'connection' ) ?? '' );
	const transaction =
		connectionId === null
			? null
			: await findTransaction(
					db,
					{ accountId, connectionId },
					c.req.param( 'transaction' ) ?? ''
				);
	if ( transaction === null ) {
		throw noSuch( 'transaction' );
	}
	return answerItem( c, {
		...toSummary( accountId, transaction ),
		reason: transaction.reason,
		contact_id: transaction.contactId,
		buyer_name: transaction.buyer,
		received_at: textOf( transaction.receivedAt ),
		updated_at: textOf( transaction.updatedAt ),
	} );
}
