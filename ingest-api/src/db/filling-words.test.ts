import { sql, type Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { sampleOrder } from '@ivorey/shared/testing';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { emailHash } from '../accounts/email-hash.ts';
import { startTestApi } from '../testing/api.ts';
import { databaseOf } from '../testing/database-of.ts';
import { misfound } from '../testing/found-by.ts';
import { orderRecord } from '../testing/records.ts';
import { ALL_ORDERS, listOrders } from '../views/order-list.ts';
import { listContacts } from '../views/contact-queries.ts';
import { fillWords, finishWords, hasOldSearch } from './filling-words.ts';
import { withoutLimits } from './migrate.ts';
import { openDatabase } from './open.ts';
import type { Database } from './schema.ts';

const ACCOUNT = `acc_${ 'w'.repeat( 22 ) }`;
const CONNECTION = `con_${ 'w'.repeat( 22 ) }`;
const CONTACTS = 700;

const contactId = ( n: number ) =>
	`00000000-0000-4000-8000-${ String( n ).padStart( 12, '0' ) }`;

/** Inserts contacts as the program wrote them before. */
async function insertContacts(
	db: Kysely< Database >,
	from: number,
	to: number
): Promise< void > {
	await sql`
		insert into contacts (
			account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
			billing, shipping, created_at, updated_at
		)
		select ${ ACCOUNT }, ( '00000000-0000-4000-8000-' || lpad( n::text, 12, '0' ) )::uuid, 'buyer' || n || '@example.com',
			'buyer' || n || '@example.com', md5( n::text ), 'guest', 'Zoë', 'Quux' || n, '', '', '', '{}', '{}', now(), now()
		from generate_series( ${ from }::integer, ${ to }::integer ) as n
	`.execute( db );
}

async function insertOrder(
	db: Kysely< Database >,
	id: string,
	of: number
): Promise< void > {
	await sql`
		insert into orders (
			account_id, connection_id, order_id, version, number, number_sort, subtype, status, woocommerce_status, currency,
			date_created, contact_id, total, total_sort, total_refunded, product_ids, record_text, received_at, updated_at
		)
		values ( ${ ACCOUNT }, ${ CONNECTION }, ${ id }, 1, ${ id }, ${ id }, 'WooCommerce', 'Pending', 'on-hold', 'EUR',
			now(), ${ contactId( of ) }::uuid, 1, 1, 0, '{}', ${ JSON.stringify( sampleOrder() ) }, now(), now() )
	`.execute( db );
}

/** A database from before 0038, with rows of each kind. */
async function before() {
	const database = await databaseOf( '0037_order_filters' );
	const { db } = database;
	await sql`insert into accounts ( account_id, name, created_at ) values ( ${ ACCOUNT }, 'Old', now() )`.execute(
		db
	);
	await insertContacts( db, 1, CONTACTS );
	await insertOrder( db, '1', 1 );
	await insertOrder( db, '2', 1 );
	await insertOrder( db, '3', 699 );
	for ( const n of [ 1, 2 ] ) {
		await sql`
			insert into products (
				account_id, connection_id, product_id, version, digest, type, name, slug, include_in_online_store, description,
				short_description, permalink, virtual, downloadable, images, attributes, price, sku, manage_stock, stock_status,
				record, received_at, updated_at
			)
			values ( ${ ACCOUNT }, ${ CONNECTION }, ${ String( n ) }, 1, '', 'simple', ${ `Blue mug ${ n }` }, '', true, '', '', '',
				false, false, '[]', '[]', 1, ${ `SKU-${ n }` }, false, 'instock', '{}', now(), now() )
		`.execute( db );
		await sql`
			insert into collections (
				account_id, connection_id, collection_id, version, digest, name, slug, description, count, record, received_at,
				updated_at
			)
			values ( ${ ACCOUNT }, ${ CONNECTION }, ${ String( n ) }, 1, '', ${ `Mugs ${ n }` }, '', '', 1, '{}', now(), now() )
		`.execute( db );
	}
	return database;
}

const fill = ( url: string, filling = {} ) =>
	withoutLimits( url, ( db ) =>
		fillWords( db as Kysely< Database >, filling )
	);

const finish = ( url: string ) =>
	withoutLimits( url, ( db ) => finishWords( db as Kysely< Database > ) );

const schemaOf = async ( db: Kysely< Database > ) =>
	(
		await sql`
			select table_name, column_name, data_type, is_nullable from information_schema.columns
			where table_schema = 'public' and table_name in ( 'contacts', 'products', 'collections' )
			union all
			select event_object_table, trigger_name, '', '' from information_schema.triggers
			where event_object_table in ( 'contacts', 'products', 'collections' ) or trigger_name like 'order_not%'
			order by 1, 2
		`.execute( db )
	).rows;

test( 'R34 old rows are found, and orders counted, once they are filled, while older copies of the program write', async () => {
	const database = await before();
	const { db, url } = database;
	const api = await startTestApi( { ROLES: 'ingest' }, { database } );
	expect( await hasOldSearch( db ) ).toBe( true );
	const find = async ( search: string ) =>
		( await listContacts( db, ACCOUNT, { search, kind: null } ) ).rows;
	// Contacts that are not counted yet are shown all the same.
	const counts = (
		await listContacts( db, ACCOUNT, {
			search: '',
			kind: null,
			sorting: { by: 'date', direction: 'asc' },
			limit: 3_000,
		} )
	).rows.filter( ( { orderCount } ) => orderCount > 0 );
	expect( counts.map( ( { orderCount } ) => orderCount ).sort() ).toEqual( [
		1, 2,
	] );

	const stop = new AbortController();
	const begun = await fill( url, {
		signal: stop.signal,
		// Stops after the products, the collections and some contacts.
		onSlice: ( filled: number ) => {
			if ( filled > 4 ) {
				stop.abort();
			}
		},
		pauseMs: () => 0,
	} );
	expect( begun ).toBeGreaterThan( 4 );
	expect( begun ).toBeLessThan( CONTACTS );
	expect( await find( 'zoe quux7 ' ) ).not.toEqual( [] );

	// An older copy changes filled and unfilled rows: renamed, new, deleted, with other orders.
	for ( const n of [ 7, 697 ] ) {
		await sql`update contacts set last_name = 'Grault' where contact_id = ${ contactId( n ) }`.execute(
			db
		);
	}
	await insertContacts( db, 1_001, 1_002 );
	for ( const n of [ 8, 698 ] ) {
		await sql`delete from contacts where contact_id = ${ contactId( n ) }`.execute(
			db
		);
	}
	await insertOrder( db, '4', 9 );
	await insertOrder( db, '5', 1_001 );
	await sql`update orders set contact_id = ${ contactId( 10 ) } where order_id = '2'`.execute(
		db
	);
	await sql`delete from orders where order_id = '3'`.execute( db );
	await sql`update products set name = 'Red cup' where product_id = '1'`.execute(
		db
	);
	await sql`update products set price = 7 where product_id = '2'`.execute(
		db
	);
	await sql`delete from collections where collection_id = '1'`.execute( db );
	await sql`update collections set name = 'Cups' where collection_id = '2'`.execute(
		db
	);
	expect( await find( 'quux7' ) ).not.toContainEqual(
		expect.objectContaining( { contactId: contactId( 7 ) } )
	);
	expect(
		(
			await sql`select from contact_words where contact_id = ${ contactId( 8 ) }`.execute(
				db
			)
		).rows
	).toEqual( [] );

	// This program writes beside it, in an account of its own and to a contact of both.
	const store = await api.connect();
	await store.send( [
		orderRecord( '1', 1, { billing_email: 'ada@example.com' } ),
		orderRecord( '2', 1, { billing_email: 'bob@example.com' } ),
	] );
	await store.send( [
		orderRecord( '2', 2, { billing_email: 'ada@example.com' } ),
	] );
	const rest = await fill( url, { pauseMs: () => 0 } );
	expect( rest ).toBeGreaterThan( 0 );
	expect( await misfound( db ) ).toEqual( [] );
	expect( await find( 'GRAULT' ) ).toHaveLength( 2 );
	expect(
		(
			await listContacts( db, ACCOUNT, {
				search: '',
				kind: null,
				sorting: { by: 'orders', direction: 'desc' },
				limit: 4,
			} )
		).rows.map( ( { contactId: id, orderCount } ) => [ id, orderCount ] )
	).toEqual( [ 1_001, 10, 9, 1 ].map( ( n ) => [ contactId( n ), 1 ] ) );
	expect(
		(
			await listOrders( db, ACCOUNT, {
				...ALL_ORDERS,
				search: 'zoe quux9',
			} )
		).rows.map( ( { orderId } ) => orderId )
	).toEqual( [ '4' ] );
	expect( await fill( url ) ).toBe( 0 );

	expect( await finish( url ) ).toBeNull();
	expect( await finish( url ) ).toBeNull();
	expect( await hasOldSearch( db ) ).toBe( false );
	const today = await freshDatabase();
	onTestFinished( today.drop );
	const fresh = openDatabase( { as: 'owner', url: today.url, poolSize: 1 } );
	onTestFinished( fresh.close );
	expect( await schemaOf( db ) ).toEqual( await schemaOf( fresh.db ) );
	await store.send( [
		orderRecord( '3', 1, { billing_email: 'ada@example.com' } ),
	] );
	// startTestApi() checks all words and counts once more at the end.
} );

test( 'R34 an erasure and a merge leave no words behind in a database that is not filled yet', async () => {
	const database = await before();
	const { db } = database;
	const api = await startTestApi(
		{ ROLES: 'ingest' },
		{ database, isSeeded: true }
	);
	const store = await api.connect();
	const email = 'zuleika@example.com';
	await store.send( [ orderRecord( '1', 1, { billing_email: email } ) ] );
	expect(
		(
			await sql`select from contact_words where word ^@ 'zuleika'`.execute(
				db
			)
		).rows
	).toHaveLength( 1 );
	await store.send( [
		{
			element: 'erasures',
			id: emailHash( email ),
			version: 2,
			data: {
				scope: 'person',
				user_id: null,
				requested_at: new Date().toISOString(),
			},
		},
	] );
	expect(
		(
			await sql`select from contact_words where word ^@ 'zuleika'`.execute(
				db
			)
		).rows
	).toEqual( [] );
} );
