import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newConnectionId } from '../db/identifiers.ts';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import { ALL_ORDERS, listOrders, type OrderListQuery } from './order-list.ts';

const ORDERS = 20_000;

test( 'R34 a page of orders, and what is searched for in them, is found by an index, however many orders there are', async () => {
	const { db, explainLast } = await startQueryPlans();
	const { accountId } = await makePerson( db );
	await sql`
		insert into orders (
			account_id, connection_id, order_id, version, number, subtype, status, woocommerce_status, created_via,
			currency, prices_include_tax, date_created, date_modified, date_paid, billing_email, billing, shipping,
			customer_note, payment_method, payment_method_title, transaction_id, total_items, total_discount,
			total_shipping, total_fees, total_tax, total_refunded, total, shipping_lines, fee_lines, coupon_lines, record,
			received_at, updated_at
		)
		select ${ accountId }, ${ newConnectionId() }, n::text, 1, 'A-' || n, 'WooCommerce', 'Pending', 'on-hold',
			'checkout', 'EUR', false, now() - n * interval '1 minute', now(), null, 'Buyer' || n || '@example.com', '{}',
			'{}', '', '', '', '', 1, 0, 0, 0, 0, 0, 1, '[]', '[]', '[]', '{}', now(), now()
		from generate_series( 1, ${ sql.lit( ORDERS ) } ) as n
	`.execute( db );
	await sql`analyze orders`.execute( db );

	const look = async (
		query: Partial< OrderListQuery >,
		own = forAccount( db, accountId )
	) => {
		const page = await listOrders( own, accountId, {
			...ALL_ORDERS,
			...query,
		} );
		const plan = await explainLast( own );
		expect( plan ).not.toContain( 'Seq Scan on orders' );
		return { ...page, plan };
	};

	const first = await look( {} );
	expect( first.plan ).toMatch( /Limit[^]*orders_by_date/ );
	expect( first.plan ).not.toContain( 'Sort' );
	const second = await look( { before: first.older } );
	expect( second.plan ).not.toContain( 'Sort' );
	const back = await look( { after: second.newer } );
	expect( back.rows ).toEqual( first.rows );
	expect(
		(
			await look( {
				after: ( await look( { before: second.older } ) ).newer,
			} )
		).plan
	).not.toContain( 'Sort' );

	// Of the owner: for requests, only comparisons reach an index, and a search reads the account's orders.
	const byNumber = await look( { search: 'A-1999' }, db );
	expect( byNumber.rows ).toHaveLength( 11 );
	expect( byNumber.plan ).toContain( 'orders_by_number_prefix' );
	expect( byNumber.plan ).toContain( 'orders_by_email_prefix' );
	const byEmail = await look( { search: 'BUYER77@' }, db );
	expect( byEmail.rows.map( ( { number } ) => number ) ).toEqual( [
		'A-77',
	] );
	expect( byEmail.plan ).toContain( 'orders_by_email_prefix' );
	// What most orders match is not sorted either.
	const many = await look( { search: 'buyer' }, db );
	expect( many.rows ).toHaveLength( 50 );
	expect( many.plan ).not.toContain( 'Sort' );
} );
