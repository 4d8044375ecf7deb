import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { VerifiedElement, VerifyRange } from '@ivorey/shared';
import { newConnectionId } from '../db/identifiers.ts';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import { compareRanges } from './compare.ts';

const ROWS = 20_000;

test( 'R18 ranges of IDs use an index under row-level security, however many orders and payments a store has', async () => {
	const { db, explainLast } = await startQueryPlans();
	const { accountId } = await makePerson( db );
	const key = { accountId, connectionId: newConnectionId() };
	await sql`
		insert into orders (
			account_id, connection_id, order_id, version, number, number_sort, subtype, status, woocommerce_status, currency,
			date_created, total, total_sort, total_refunded, product_ids, record_text, received_at, updated_at
		)
		select ${ accountId }, ${ key.connectionId }, n::text, n, n::text, n::text, 'WooCommerce', 'Pending', 'on-hold', 'EUR',
			now(), 1, 1, 0, '{}', '{}', now(), now()
		from generate_series( 1, ${ sql.lit( ROWS ) } ) as n
	`.execute( db );
	await sql`
		insert into transactions (
			account_id, connection_id, transaction_id, version, order_id, type, date, amount, currency, payment_method, payment_method_title, gateway_transaction_id, reason, voided, digest, record, received_at, updated_at
		)
		select account_id, connection_id, 'payment:' || order_id, version, order_id, 'payment', now(), 1, 'EUR', '', '', '', '', false, '', '{}', now(), now()
		from orders where account_id = ${ accountId }
	`.execute( db );
	const own = forAccount( db, accountId );
	const range = (
		element: VerifiedElement,
		from: number,
		to: number,
		list: boolean
	): VerifyRange => ( { element, from: `${ from }`, to: `${ to }`, list } );
	const look = async ( element: VerifiedElement, list: boolean ) => {
		const [ first, second ] = await compareRanges( own, key, [
			range( element, 995, 1004, list ),
			range( element, 15_000, 15_019, list ),
		] );
		expect( [ first?.count, second?.count ] ).toEqual( [ 10, 20 ] );
		const plan = await explainLast( own );
		expect( plan ).toMatch( /Index Cond: .*order_id >=/ );
		expect( plan ).not.toMatch( /Join Filter/ );
		return first?.records?.map( ( { version } ) => version );
	};
	for ( const hasStatistics of [ false, true ] ) {
		if ( hasStatistics ) {
			await sql`vacuum analyze orders, transactions`.execute( db );
		}
		for ( const element of [ 'orders', 'transactions' ] as const ) {
			await look( element, false );
			expect( await look( element, true ) ).toEqual(
				Array.from( { length: 10 }, ( _, place ) => 995 + place )
			);
		}
	}
} );
