import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newConnectionId } from '../db/identifiers.ts';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import { listStoreCurrencies } from './currencies.ts';

const ORDERS_OF_THE_LARGE = 5_000;

async function startStores() {
	const plans = await startQueryPlans();
	const { accountId } = await makePerson( plans.db );
	return {
		...plans,
		accountId,
		own: forAccount( plans.db, accountId ),
		/** Adds orders from the first to the last ID, one a minute; the last one is `daysAgo` days old. */
		open: async (
			orders: {
				ids: [ number, number ];
				daysAgo: number;
				currency: string;
			}[]
		) => {
			const connectionId = newConnectionId();
			await sql`
				insert into connections ( account_id, connection_id, store_url, state, state_reason, state_since, settings, settings_version, created_at )
				values ( ${ accountId }, ${ connectionId }, ${ `https://${ connectionId }.example.com` }, 'active', '', now(), '{}', 1, now() )
			`.execute( plans.db );
			for ( const { ids, daysAgo, currency } of orders ) {
				const [ first, last ] = ids;
				await sql`
					insert into orders (
						account_id, connection_id, order_id, version, number, number_sort, subtype, status, woocommerce_status,
						currency, date_created, total, total_sort, total_refunded, product_ids, record_text, received_at, updated_at
					)
					select ${ accountId }, ${ connectionId }, n::text, 1, n::text, n::text, 'WooCommerce', 'Completed', 'completed',
						${ currency }, now() - ${ daysAgo }::integer * interval '1 day' - ( ${ last }::integer - n ) * interval '1 minute',
						1, 1, 0, '{}', '{}', now(), now()
					from generate_series( ${ first }::integer, ${ last }::integer ) as n
				`.execute( plans.db );
			}
			return connectionId;
		},
	};
}

test( 'R37 each store has the currency of its last order, even a store without recent sales beside a large one', async () => {
	const { accountId, db, explainLast, open, own } = await startStores();
	const large = await open( [
		{ ids: [ 1_001, 1_500 ], daysAgo: 1, currency: 'EUR' },
		{ ids: [ 1_501, ORDERS_OF_THE_LARGE ], daysAgo: 0, currency: 'CHF' },
	] );
	const quiet = await open( [
		{ ids: [ 101, 150 ], daysAgo: 900, currency: 'GBP' },
		{ ids: [ 151, 160 ], daysAgo: 800, currency: 'SEK' },
	] );
	await open( [] );
	await sql`vacuum analyze orders`.execute( db );
	expect( await listStoreCurrencies( own, accountId ) ).toEqual(
		new Map( [
			[ large, 'CHF' ],
			[ quiet, 'SEK' ],
		] )
	);
	const plan = await explainLast( own );
	expect( plan ).not.toMatch( /Seq Scan on orders/ );
	expect( plan ).toMatch( /Limit[\s\S]*using orders_by_date/ );
	expect( plan ).toMatch( /Limit[\s\S]*using orders_pkey/ );
} );
