import { readTimeZone } from '../accounts/accounts.ts';
import type { RequestContext } from '../http/request.ts';
import { readSorting } from '../views/listing.ts';
import { errorPage } from './pages/other.ts';
import { transactionPage, transactionsPage } from './pages/transactions.ts';
import {
	readChoice,
	readDates,
	readSearch,
	readHidden,
} from './read-filters.ts';
import { listStores } from '../views/store-query.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import type { StoreRow } from '../views/store-view.ts';
import {
	countTransactions,
	findTransaction,
	listCurrencies,
	listTransactions,
	TRANSACTION_SORTS,
	type TransactionFilters,
	type TransactionSort,
} from '../views/transaction-list.ts';
import { texts } from '../texts/texts.ts';

/** `GET /transactions` (R34). */
export async function showTransactions(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const [ stores, currencies, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		listCurrencies( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	const wanted = readTransactionFilters( c, stores, currencies, timeZone );
	const sorting = readSorting< TransactionSort >(
		c.req.query( 'sort' ),
		TRANSACTION_SORTS
	);
	const [ page, counted ] = await Promise.all( [
		listTransactions( db, accountId, {
			...wanted,
			sorting,
			before: c.req.query( 'before' ) ?? null,
			after: c.req.query( 'after' ) ?? null,
		} ),
		countTransactions( db, accountId, wanted ),
	] );
	const { from, to } = readDates( c, 'date', timeZone );
	return c.html(
		transactionsPage( viewer, {
			...page,
			hidden: readHidden( c ),
			...counted,
			wanted,
			dates: { from: from.text, to: to.text },
			sorting,
			stores,
			currencies,
		} )
	);
}

/** What is no such choice is left aside. */
export function readTransactionFilters(
	c: RequestContext,
	stores: readonly StoreRow[],
	currencies: readonly string[],
	timeZone: string
): TransactionFilters {
	const { from, to } = readDates( c, 'date', timeZone );
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readChoice(
			c,
			'store',
			stores.map( ( { connectionId } ) => connectionId )
		),
		type: readChoice( c, 'type', [ 'payment', 'refund' ] ),
		currency: readChoice( c, 'currency', currencies ),
		from: from.at,
		to: to.at,
	};
}

/** `GET /transactions/:connection/:transaction` (R34). */
export async function showTransaction(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const transaction = await findTransaction(
		db,
		{
			accountId: viewer.accountId,
			connectionId: c.req.param( 'connection' ) ?? '',
		},
		c.req.param( 'transaction' ) ?? ''
	);
	return transaction === null
		? c.html(
				errorPage(
					viewer,
					texts().transactions.notFound,
					texts().transactions.notFoundText
				),
				404
			)
		: c.html( transactionPage( viewer, transaction ) );
}
