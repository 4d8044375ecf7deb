import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { sampleAddress } from '@ivorey/shared/testing';
import { newConnectionId } from '../db/identifiers.ts';
import {
	addOrderNames,
	forgetOrderNames,
	storedNames,
} from '../db/order-names.ts';
import { forAccount } from '../db/scope.ts';
import { startTestApi } from '../testing/api.ts';
import { EMAIL, erasure, order, user } from '../testing/erasures.ts';
import { misfound } from '../testing/found-by.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { searchDatabase } from '../testing/search-database.ts';
import { waitFor } from '../../../test/wait.ts';
import { ALL_ORDERS, listOrders } from './order-list.ts';

async function searched() {
	const api = await startTestApi();
	const store = await api.connect();
	const own = forAccount( api.db, store.accountId );
	const stored = async () =>
		(
			await api.db
				.selectFrom( 'order_words' )
				.select( 'word' )
				.orderBy( 'word' )
				.execute()
		).map( ( { word } ) => word );
	return {
		api,
		store,
		stored,
		orders: async ( search: string ) =>
			(
				await listOrders( own, store.accountId, {
					...ALL_ORDERS,
					search,
				} )
			).rows
				.map( ( { orderId } ) => orderId )
				.sort(),
	};
}

const named = ( firstName: string, lastName: string ) =>
	sampleAddress( { first_name: firstName, last_name: lastName } );
const placedBy = ( firstName: string, lastName: string ) => ( {
	billing: named( firstName, lastName ),
	shipping: named( firstName, lastName ),
} );
const ON = ( day: number ) => ( {
	date_created: `2026-01-${ String( day ).padStart( 2, '0' ) }T00:00:00Z`,
} );

describe( 'R34 an order is found by the names in it', () => {
	test( 'if its buyer has another name: in any script, ignoring case and accents', async () => {
		const { store, orders } = await searched();
		await store.send( [
			contactRecord( '7', 1, {
				email: 'ada@example.com',
				first_name: '',
				last_name: '',
				display_name: 'ada77',
			} ),
			orderRecord( '1', 1, {
				customer_id: '7',
				...placedBy( 'Jean-Luc', 'de O’Brien Ångström' ),
			} ),
			orderRecord( '2', 1, {
				customer_id: '7',
				...placedBy( '太郎', '山田' ),
			} ),
			orderRecord( '3', 1, {
				customer_id: '7',
				...placedBy( 'مُحَمَّد', 'علي' ),
			} ),
			orderRecord( '4', 1, { customer_id: '7', ...placedBy( '', '' ) } ),
		] );
		for ( const search of [
			'luc',
			"o'bri",
			'ANGSTROM jeanluc',
			'brien',
		] ) {
			expect( await orders( search ), search ).toEqual( [ '1' ] );
		}
		expect( await orders( '山田' ) ).toEqual( [ '2' ] );
		expect( await orders( 'محمد' ) ).toEqual( [ '3' ] );
		expect( await orders( 'ada77' ) ).toEqual( [ '1', '2', '3', '4' ] );
		expect( await orders( 'ngstrom' ) ).toEqual( [] );
	} );

	test( 'if it has no buyer, and if it is a present', async () => {
		const { store, orders } = await searched();
		await store.send( [
			orderRecord( '1', 1, {
				billing_email: null,
				...placedBy( 'Zoë', 'Quux' ),
			} ),
			orderRecord( '2', 1, {
				billing_email: null,
				...placedBy( 'Zoë', 'Quux' ),
			} ),
			orderRecord( '3', 1, {
				billing: named( 'Ada', 'Lovelace' ),
				shipping: named( 'Grace', 'Hopper' ),
			} ),
		] );
		expect( await orders( 'quux zoe' ) ).toEqual( [ '1', '2' ] );
		expect( await orders( 'hopper' ) ).toEqual( [ '3' ] );
		expect( await orders( 'lovelace grace' ) ).toEqual( [ '3' ] );
		// The first order gets other names, the second none.
		await store.send( [
			orderRecord( '1', 2, {
				billing_email: null,
				...placedBy( 'Zoë', 'Grault' ),
			} ),
			orderRecord( '2', 2, {
				billing_email: null,
				...placedBy( '', '' ),
			} ),
		] );
		expect( await orders( 'quux' ) ).toEqual( [] );
		expect( await orders( 'grault' ) ).toEqual( [ '1' ] );
		// The order has a buyer now.
		await store.send( [
			orderRecord( '1', 3, {
				billing_email: 'zoe@example.com',
				...placedBy( 'Zoë', 'Grault' ),
			} ),
		] );
		expect( await orders( 'grault' ) ).toEqual( [ '1' ] );
	} );

	test( 'and its buyer’s own name is not stored a second time', async () => {
		const { store, orders, stored } = await searched();
		await store.send( [
			orderRecord( '1', 1, placedBy( 'Ada', 'Lovelace' ) ),
			orderRecord( '2', 1, { ...placedBy( 'ADA', 'lovelace' ) } ),
			orderRecord( '3', 1, {
				billing: named( 'Ada', 'Lovelace' ),
				shipping: named( '', '' ),
			} ),
		] );
		expect( await orders( 'lovelace' ) ).toEqual( [ '1', '2', '3' ] );
		expect( await stored() ).toEqual( [] );
	} );

	test( 'even after its buyer’s name changes, and after it changes back', async () => {
		const { store, orders, stored } = await searched();
		const buyer = ( version: number, lastName: string ) =>
			store.send( [
				contactRecord( '7', version, {
					email: 'ada@example.com',
					first_name: 'Ada',
					last_name: lastName,
				} ),
			] );
		await store.send( [
			orderRecord( '1', 1, {
				...ON( 1 ),
				...placedBy( 'Ada', 'Byron' ),
			} ),
			orderRecord( '2', 1, {
				...ON( 2 ),
				...placedBy( 'Ada', 'Byron' ),
			} ),
		] );
		// A guest has the name of the newest order.
		await store.send( [
			orderRecord( '3', 1, { ...ON( 3 ), ...placedBy( 'Ada', 'King' ) } ),
		] );
		expect( await orders( 'byron' ) ).toEqual( [ '1', '2' ] );
		expect( await orders( 'king' ) ).toEqual( [ '1', '2', '3' ] );
		await buyer( 2, 'Lovelace' );
		expect( await orders( 'byron' ) ).toEqual( [ '1', '2' ] );
		expect( await orders( 'king' ) ).toEqual( [ '3' ] );
		expect( await orders( 'lovelace' ) ).toEqual( [ '1', '2', '3' ] );
		// No order was placed under the name Lovelace, so it is not kept.
		await buyer( 3, 'Byron' );
		expect( await orders( 'lovelace' ) ).toEqual( [] );
		expect( await stored() ).toEqual( [ 'ada', 'king' ] );
		await store.send( [
			orderRecord( '3', 2, {
				...ON( 3 ),
				...placedBy( 'Ada', 'Byron' ),
			} ),
		] );
		expect( await stored() ).toEqual( [] );
	} );

	test( 'after two buyers were merged', async () => {
		const { api, store, orders } = await searched();
		await store.send( [
			orderRecord( '1', 1, {
				billing_email: 'old@example.com',
				...placedBy( 'Ada', 'Byron' ),
			} ),
			contactRecord( '7', 1, {
				email: 'ada@example.com',
				first_name: 'Ada',
				last_name: 'King',
			} ),
		] );
		await store.send( [
			contactRecord( '7', 2, {
				email: 'old@example.com',
				first_name: 'Ada',
				last_name: 'King',
			} ),
		] );
		expect( await orders( 'byron' ) ).toEqual( [ '1' ] );
		expect( await orders( 'king' ) ).toEqual( [ '1' ] );
		expect( await misfound( api.db ) ).toEqual( [] );
	} );

	test( 'only in its own account', async () => {
		const { api, orders } = await searched();
		const other = await api.connect( { accountName: 'Other' } );
		await other.send( [
			orderRecord( '1', 1, {
				billing_email: null,
				...placedBy( 'Zoë', 'Quux' ),
			} ),
		] );
		expect( await orders( 'quux' ) ).toEqual( [] );
	} );
} );

describe( 'R3 R34 an erasure removes every name by which orders were found', () => {
	test.for( [
		[ 'of a guest who was called otherwise', { billing_email: EMAIL } ],
		[ 'of a user', { billing_email: EMAIL, customer_id: '7' } ],
		[
			'of an order that names no address',
			{ billing_email: null, customer_id: '7' },
		],
	] as const )( '%s', async ( [ , data ] ) => {
		const { api, store, orders } = await searched();
		await store.send( [
			...( 'customer_id' in data
				? [
						user( '7', 1, {
							first_name: 'Z.',
							last_name: '',
							display_name: '',
						} ),
					]
				: [] ),
			order( '1', 1, data ),
			order( '2', 1, {
				...data,
				...placedBy( 'Zed', 'Vandersloot-Bloom' ),
				date_created: '2026-02-02T10:00:00Z',
			} ),
			orderRecord( '3', 1, {
				billing_email: null,
				...placedBy( 'Zed', 'Other' ),
			} ),
		] );
		expect( await orders( 'vandersloot' ) ).toEqual( [ '1', '2' ] );
		await store.send( [ erasure( 3, { user_id: '7' } ) ] );
		expect( await orders( 'vandersloot' ) ).toEqual( [] );
		expect( await orders( 'zed' ) ).toEqual( [ '3' ] );
		expect(
			await searchDatabase( api.db, [ 'vandersloot', 'zuleika' ] )
		).toEqual( [] );
	} );
} );

test( 'R34 an order without a buyer is found by its name, though the last other order with that name goes meanwhile', async () => {
	const { api, store, orders } = await searched();
	const { accountId } = store;
	const data = { billing_email: null, ...placedBy( 'Zoë', 'Quux' ) };
	await store.send( [ orderRecord( '1', 1, data ) ] );
	const own = forAccount( api.db, accountId );
	const names = storedNames( null, data );
	let forgotten: Promise< void > | undefined;
	await own.transaction().execute( async ( one ) => {
		await sql`
			insert into orders
			select ( jsonb_populate_record( o, '{"order_id":"2"}' ) ).* from orders o
			where account_id = ${ accountId } and order_id = '1'
		`.execute( one );
		await addOrderNames( one, accountId, [ names ] );
		forgotten = own.transaction().execute( async ( two ) => {
			await sql`update orders set names = 0 where account_id = ${ accountId } and order_id = '1'`.execute(
				two
			);
			await forgetOrderNames( two, accountId, [ names ] );
		} );
		await waitFor( async () => {
			const { rows } =
				await sql`select from pg_locks where not granted`.execute(
					api.db
				);
			return rows.length > 0;
		} );
	} );
	await forgotten;
	expect( await orders( 'quux' ) ).toEqual( [ '2' ] );
	await store.send( [ orderRecord( '1', 2, data ) ] );
} );

const ORDERS = 20_000;

test( 'R34 orders are found by their names with an index, however many there are', async () => {
	const { db, explainLast } = await startQueryPlans();
	const { accountId } = await makePerson( db );
	const own = forAccount( db, accountId );
	// One order in ten has no contact; each hundred orders share a name.
	await sql`
		insert into orders (
			account_id, connection_id, order_id, version, number, number_sort, subtype, status, woocommerce_status, currency,
			date_created, contact_id, total, total_sort, total_refunded, product_ids, record_text, received_at, updated_at, names
		)
		select ${ accountId }, ${ newConnectionId() }, n::text, 1, 'A-' || n, 'a-' || lpad( n::text, 20, '0' ), 'WooCommerce',
			'Pending', 'on-hold', 'EUR', now() - n * interval '1 minute', case when n % 10 > 0 then md5( n::text )::uuid end, 1, 1,
			0, '{}', '{}', now(), now(), n % 200 + 1
		from generate_series( 1, ${ sql.lit( ORDERS ) } ) as n
	`.execute( db );
	await sql`
		insert into order_names ( account_id, contact_id, names, words )
		select distinct ${ accountId }, coalesce( contact_id, '00000000-0000-0000-0000-000000000000' ), names, array[ 'name' || names || 'x' ]
		from orders
	`.execute( db );
	await sql`
		insert into order_words ( account_id, word, contact_id, names )
		select account_id, words[ 1 ], contact_id, names from order_names
	`.execute( db );
	await sql`vacuum analyze orders, order_names, order_words`.execute( db );
	const find = async ( search: string ) => {
		const { rows } = await listOrders( own, accountId, {
			...ALL_ORDERS,
			search,
			limit: ORDERS,
		} );
		const plan = await explainLast( own );
		expect( plan, search ).not.toMatch( /Seq Scan on order/ );
		return { number: rows.length, plan };
	};
	const rare = await find( 'name17x' );
	expect( rare.number ).toBe( 100 );
	expect( rare.plan ).toMatch( /orders_by_contact/ );
	const strangers = await find( 'name11x' );
	expect( strangers.number ).toBe( 100 );
	expect( strangers.plan ).toMatch( /orders_without_contact/ );
	// Too many matches to pass them by ID: the query scans the list's own order.
	const { rows } = await listOrders( own, accountId, {
		...ALL_ORDERS,
		search: 'name',
	} );
	expect( rows ).toHaveLength( 50 );
	expect( await explainLast( own ) ).not.toMatch( /Seq Scan on order/ );
	// Added the way the program stores them.
	const added = storedNames( null, placedBy( 'Ada', 'X' ) );
	await addOrderNames( own, accountId, [ added, added ] );
	expect( ( await find( 'ada' ) ).number ).toBe( 0 );
} );
