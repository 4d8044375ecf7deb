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
			account_id, connection_id, order_id, version, number, subtype, status, woocommerce_status, currency,
			date_created, billing_email, contact_id, total, total_sort, total_refunded, product_ids, record_text,
			received_at, updated_at
		)
		select ${ accountId }, ${ newConnectionId() }, n::text, 1, 'A-' || n, 'WooCommerce', 'Pending', 'on-hold', 'EUR',
			now() - n * interval '1 minute', 'Buyer' || n || '@example.com', md5( n::text )::uuid, 1, 1, 0, '{}', '{}',
			now(), now()
		from generate_series( 1, ${ sql.lit( ORDERS ) } ) as n
	`.execute( db );
	await sql`
		insert into contacts (
			account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
			billing, shipping, created_at, updated_at
		)
		select account_id, contact_id, billing_email, lower( billing_email ), md5( billing_email ), 'guest', '', '', '', '',
			'', '{}', '{}', now(), now()
		from orders
		where account_id = ${ accountId }
	`.execute( db );
	await sql`analyze orders, contacts`.execute( db );

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

	const byNumber = await look( { search: '#A-1999' } );
	expect( byNumber.rows ).toHaveLength( 11 );
	const byEmail = await look( { search: 'BUYER77@' } );
	expect( byEmail.rows.map( ( { number } ) => number ) ).toEqual( [
		'A-77',
	] );
	for ( const { plan } of [ byNumber, byEmail ] ) {
		expect( plan ).toContain( 'orders_by_number_prefix' );
		expect( plan ).toContain( 'orders_by_contact' );
		expect( plan ).toContain( 'contacts_by_email' );
	}
	const many = await look( { search: 'A-' } );
	expect( many.rows ).toHaveLength( 50 );
} );
