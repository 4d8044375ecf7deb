import type { Kysely } from 'kysely';
import { readTimeZone } from '../accounts/accounts.ts';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import { errorPage } from './pages/other.ts';
import { transactionPage, transactionsPage } from './pages/transactions.ts';
import {
	readChoice,
	readDates,
	readHidden,
	readPlace,
	readSearch,
	readStore,
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
} from '../views/transaction-list.ts';
import { texts } from '../texts/texts.ts';

/** `GET /transactions` (R34). */
export async function showTransactions(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { accountId } = viewer;
	const facts = await readTransactionFacts( db, accountId );
	const wanted = readTransactionFilters( c, facts );
	const place = readPlace( c, TRANSACTION_SORTS );
	const [ page, counted ] = await Promise.all( [
		listTransactions( db, accountId, { ...wanted, ...place } ),
		countTransactions( db, accountId, wanted ),
	] );
	const { from, to } = readDates( c, 'date', facts.timeZone );
	return c.html(
		transactionsPage( viewer, {
			...page,
			hidden: readHidden( c ),
			...counted,
			wanted,
			dates: { from: from.text, to: to.text },
			sorting: place.sorting,
			stores: facts.stores,
			currencies: facts.currencies,
		} )
	);
}

/** The data that the filters of a list of transactions depend on. */
interface TransactionFacts {
	stores: StoreRow[];
	currencies: readonly string[];
	timeZone: string;
}

export async function readTransactionFacts(
	db: Kysely< Database >,
	accountId: string
): Promise< TransactionFacts > {
	const [ stores, currencies, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		listCurrencies( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	return { stores, currencies, timeZone };
}

/** Ignores values that are not among the choices. */
export function readTransactionFilters(
	c: RequestContext,
	{ stores, currencies, timeZone }: TransactionFacts
): TransactionFilters {
	const { from, to } = readDates( c, 'date', timeZone );
	return {
		search: readSearch( c.req.query( 'search' ) ),
		connectionId: readStore( c, stores ),
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
