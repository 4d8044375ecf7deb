import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newConnectionId } from '../db/identifiers.ts';
import { fillWords } from '../db/filling-words.ts';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { openQueryPlans } from '../testing/query-plans.ts';
import {
	ALL_ORDERS,
	listOrderChoices,
	listOrders,
	ORDER_SORTS,
	type OrderListQuery,
	type OrderSort,
} from './order-list.ts';
import type { Places } from './paging.ts';

const ORDERS = 20_000;

let plans: Awaited< ReturnType< typeof openQueryPlans > >;
let accountId: string;

// Inserting the rows takes longer than reading them, so it is done once, and the test that changes rows comes last.
beforeAll( async () => {
	plans = await openQueryPlans();
	const { db } = plans;
	( { accountId } = await makePerson( db ) );
	await sql`
		insert into orders (
			account_id, connection_id, order_id, version, number, number_sort, subtype, status, woocommerce_status, currency,
			date_created, billing_email, contact_id, total, total_sort, total_refunded, product_ids, record_text,
			received_at, updated_at
		)
		select ${ accountId }, ${ newConnectionId() }, n::text, 1, 'A-' || n, 'a-' || lpad( n::text, 20, '0' ), 'WooCommerce', 'Pending', 'on-hold', 'EUR',
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
	await fillWords( db, { pauseMs: () => 0 } );
	await sql`vacuum analyze orders, contacts, contact_words`.execute( db );
} );

afterAll( () => plans?.close() );

test( 'R34 a page of orders is read from an index, in each order and both directions', async () => {
	const { db, explainLast } = plans;
	const own = forAccount( db, accountId );
	for ( const by of Object.keys( ORDER_SORTS ) as OrderSort[] ) {
		for ( const direction of [ 'asc', 'desc' ] as const ) {
			const look = async ( places: Places ) => {
				const page = await listOrders( own, accountId, {
					...ALL_ORDERS,
					sorting: { by, direction },
					...places,
				} );
				const plan = await explainLast( own );
				const label = `${ by } ${ direction }\n${ plan }`;
				expect( plan, label ).not.toMatch( /Sort|Seq Scan on orders/ );
				if ( Object.keys( places ).length > 0 ) {
					expect( plan, label ).toMatch( /Index Cond: .*ROW\(/ );
				}
				return page;
			};
			const first = await look( {} );
			const second = await look( { before: first.older } );
			const third = await look( { before: second.older } );
			expect( ( await look( { after: third.newer } ) ).rows ).toEqual(
				second.rows
			);
		}
	}
} );

test( 'R34 a search finds the orders of all buyers whose address begins with it, however many buyers there are', async () => {
	const { db } = plans;
	const own = forAccount( db, accountId );
	const seen = new Set< string >();
	for ( let before: string | null | undefined; before !== null; ) {
		const page = await listOrders( own, accountId, {
			...ALL_ORDERS,
			search: 'buyer1',
			limit: 2_000,
			...( before === undefined ? {} : { before } ),
		} );
		page.rows.forEach( ( { orderId } ) => seen.add( orderId ) );
		before = page.older;
	}
	// 1, 10 to 19, … and 10,000 to 19,999.
	expect( seen.size ).toBe( 11_111 );
} );

test( 'R34 a page of orders, and a search in them, uses an index, however many orders there are', async () => {
	const { db, explainLast } = plans;
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
	expect( byNumber.plan ).toContain( 'orders_by_number_prefix' );
	expect( byEmail.plan ).toContain( 'orders_by_contact' );
	const many = await look( { search: 'A-' } );
	expect( many.rows ).toHaveLength( 50 );
} );

test( 'R34 the few orders of a status, a currency, a day or a buyer’s name are found by an index among many', async () => {
	const { db, explainLast } = plans;
	const at = new Date( Date.now() - 500 * 60_000 );
	for ( const change of [
		sql`update orders set date_paid = now(), status = 'Completed', woocommerce_status = 'completed'`,
		sql`update orders set currency = 'JPY' where order_id in ( '7', '9000' )`,
		sql`update orders set status = 'Pending', woocommerce_status = 'awaiting-pickup' where order_id = '11'`,
		sql`update orders set date_paid = null where order_id = '13'`,
		// A name that was written without the program.
		sql`update contacts set first_name = 'Zoë', last_name = 'O''Neil', words = null where email = 'Buyer15@example.com'`,
		sql`insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
			select account_id, connection_id, case when order_id = '15' then '77' else '78' end, date_created, order_id
			from orders on conflict do nothing`,
		sql`vacuum analyze orders, order_products`,
		sql`analyze contacts`,
	] ) {
		await change.execute( db );
	}
	await fillWords( db, { pauseMs: () => 0 } );
	const own = forAccount( db, accountId );
	const look = async ( query: Partial< OrderListQuery > ) => {
		const { rows } = await listOrders( own, accountId, {
			...ALL_ORDERS,
			...query,
		} );
		return {
			ids: rows.map( ( { orderId } ) => orderId ),
			plan: await explainLast( own ),
		};
	};
	const expectFound = async (
		query: Partial< OrderListQuery >,
		ids: readonly string[],
		index: string
	) => {
		const found = await look( query );
		expect( found.ids ).toEqual( ids );
		expect( found.plan ).toContain( index );
	};
	await expectFound( { currency: 'JPY' }, [ '7', '9000' ], 'by_currency' );
	await expectFound( { status: 'Pending' }, [ '11' ], 'by_status_and_date' );
	await expectFound(
		{ woocommerceStatus: 'awaiting-pickup' },
		[ '11' ],
		'by_woocommerce_status'
	);
	await expectFound( { isPaid: false }, [ '13' ], 'orders_not_paid' );
	for ( const search of [ 'zoe o', "O'NEI", 'neil' ] ) {
		await expectFound( { search }, [ '15' ], 'orders_by_contact' );
	}
	const { connection_id: connectionId } = await db
		.selectFrom( 'orders' )
		.select( 'connection_id' )
		.executeTakeFirstOrThrow();
	await expectFound(
		{ product: { connectionId, id: '77' } },
		[ '15' ],
		'orders_pkey'
	);
	const ofAll = await look( { product: { connectionId, id: '78' } } );
	expect( ofAll.ids ).toHaveLength( 50 );
	expect( ofAll.plan ).toContain( 'orders_by_date' );
	const ofDay = await look( {
		from: at,
		to: new Date( at.getTime() + 2 * 60_000 ),
	} );
	expect( ofDay.ids ).toHaveLength( 2 );
	expect( ofDay.plan ).toMatch( /Index Cond: .*date_created >=/ );
	expect( await listOrderChoices( own, accountId ) ).toEqual( {
		woocommerceStatuses: [ 'awaiting-pickup', 'completed' ],
		currencies: [ 'EUR', 'JPY' ],
	} );
} );
