import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import {
	sampleAddress,
	sampleOrder,
	sampleProduct,
	sampleVariant,
} from '@ivorey/shared/testing';
import { startTestApi } from '../testing/api.ts';
import { databaseOf } from '../testing/database-of.ts';
import { misfound } from '../testing/found-by.ts';
import { orderRecord, productRecord } from '../testing/records.ts';
import { ALL_ORDERS, listOrders } from '../views/order-list.ts';
import { ALL_PRODUCTS, listProducts } from '../views/product-list.ts';
import { fillWords, finishWords, hasOldSearch } from './filling-words.ts';
import { migrate, withoutLimits } from './migrate.ts';
import type { Database } from './schema.ts';

const ACCOUNT = `acc_${ 'n'.repeat( 22 ) }`;
const CONNECTION = `con_${ 'n'.repeat( 22 ) }`;
const ADA = '00000000-0000-4000-8000-000000000001';
const BOB = '00000000-0000-4000-8000-000000000002';

const orderOf = ( name: string ) =>
	JSON.stringify(
		sampleOrder( {
			billing: sampleAddress( { first_name: name, last_name: 'Q' } ),
			shipping: sampleAddress( { first_name: '', last_name: '' } ),
		} )
	);

const mug = ( ...skus: string[] ) => ( {
	name: 'Mug',
	sku: '',
	variants: skus.map( ( sku, n ) =>
		sampleVariant( { id: String( n + 1 ), sku, attributes: [] } )
	),
} );

/** Writes rows as the program did before migration 0041. */
function writer( db: Kysely< Database > ) {
	return {
		contact: ( id: string, name: string ) =>
			sql`
				insert into contacts (
					account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
					billing, shipping, created_at, updated_at, words
				)
				values ( ${ ACCOUNT }, ${ id }, ${ `${ name }@x.example` }, ${ `${ name }@x.example` }, md5( ${ name } ), 'guest',
					${ name }, 'Q', '', '', '', '{}', '{}', now(), now(), null )
			`.execute( db ),
		order: ( id: string, name: string, contactId: string | null ) =>
			sql`
				insert into orders (
					account_id, connection_id, order_id, version, number, number_sort, subtype, status, woocommerce_status, currency,
					date_created, contact_id, total, total_sort, total_refunded, product_ids, record_text, received_at, updated_at
				)
				values ( ${ ACCOUNT }, ${ CONNECTION }, ${ id }, 1, ${ `no-${ id }` }, ${ id }, 'WooCommerce', 'Pending', 'on-hold',
					'EUR', now(), ${ contactId }::uuid, 1, 1, 0, '{}', ${ orderOf( name ) }, now(), now() )
			`.execute( db ),
		change: ( id: string, name: string, contactId: string | null ) =>
			sql`
				update orders set version = version + 1, record_text = ${ orderOf( name ) }, contact_id = ${ contactId }::uuid
				where account_id = ${ ACCOUNT } and order_id = ${ id }
			`.execute( db ),
		product: ( id: string, ...skus: string[] ) =>
			sql`
				insert into products (
					account_id, connection_id, product_id, version, digest, type, name, slug, include_in_online_store, description,
					short_description, permalink, virtual, downloadable, images, attributes, price, sku, manage_stock, stock_status,
					record, received_at, updated_at, words
				)
				values ( ${ ACCOUNT }, ${ CONNECTION }, ${ id }, 1, '', 'variable', 'Mug', '', true, '', '', '', false, false, '[]', '[]',
					1, '', false, 'instock', ${ JSON.stringify( sampleProduct( mug( ...skus ) ) ) }, now(), now(), '{mug}' )
			`
				.execute( db )
				.then( () =>
					sql`
						insert into product_words ( account_id, connection_id, product_id, word )
						values ( ${ ACCOUNT }, ${ CONNECTION }, ${ id }, 'mug' )
					`.execute( db )
				),
	};
}

test( 'R34 old orders and products are found by all of their words once they are filled, while older copies of the program write', async () => {
	const database = await databaseOf( '0040_marketing_consent' );
	const { db, url } = database;
	await sql`insert into accounts ( account_id, name, created_at ) values ( ${ ACCOUNT }, 'Old', now() )`.execute(
		db
	);
	await sql`
		insert into connections ( account_id, connection_id, store_url, state, state_since, settings, settings_version, created_at )
		values ( ${ ACCOUNT }, ${ CONNECTION }, 'https://old.example', 'active', now(), '{}', 1, now() )
	`.execute( db );
	const before = writer( db );
	await before.contact( ADA, 'Ada' );
	await before.contact( BOB, 'Bob' );
	for ( let id = 100; id < 350; id++ ) {
		await before.order( String( id ), 'Ada', ADA );
	}
	await before.order( '1', 'Byron', ADA );
	await before.order( '2', 'Stranger', null );
	await before.order( '3', 'Bob', BOB );
	await before.product( '1', 'K-1', 'K-2' );
	await before.product( '2' );

	const api = await startTestApi( { ROLES: 'ingest' }, { database } );
	expect( await hasOldSearch( db ) ).toBe( true );
	const orders = async ( search: string ) =>
		( await listOrders( db, ACCOUNT, { ...ALL_ORDERS, search } ) ).rows.map(
			( { orderId } ) => orderId
		);
	const products = async ( search: string ) =>
		(
			await listProducts( db, ACCOUNT, {
				...ALL_PRODUCTS,
				search,
				sorting: { by: 'name', direction: 'asc' },
			} )
		).rows.map( ( { productId } ) => productId );
	const fill = () =>
		withoutLimits( url, ( owner ) =>
			fillWords( owner as Kysely< Database >, { pauseMs: () => 0 } )
		);
	expect( await fill() ).toBeGreaterThan( 250 );
	expect( await orders( 'byron' ) ).toEqual( [ '1' ] );
	expect( await orders( 'stranger' ) ).toEqual( [ '2' ] );
	expect( await products( 'k-2 mug' ) ).toEqual( [ '1' ] );
	expect( await misfound( db ) ).toEqual( [] );

	// Older copies write: an order with another name, another buyer, a new one, one deleted; a buyer renamed; a
	// product.
	await before.change( '1', 'Gordon', ADA );
	await before.change( '2', 'Zoë', null );
	await before.change( '3', 'Bob', ADA );
	await before.order( '4', 'Unknown', null );
	await before.order( '5', 'Gone', null );
	await fill();
	await sql`delete from orders where order_id = '5'`.execute( db );
	// Older copies count orders themselves, which nobody did here.
	await sql`update contacts set order_count = -1`.execute( db );
	await sql`
		update contacts set first_name = 'Augusta', words = null where contact_id = ${ ADA }
	`.execute( db );
	await sql`delete from contact_words where contact_id = ${ ADA }`.execute(
		db
	);
	await sql`
		update products set version = 2, record = ${ JSON.stringify( sampleProduct( mug( 'K-3' ) ) ) } where product_id = '1'
	`.execute( db );
	// This program writes beside them.
	const store = await api.connect();
	await store.send( [
		productRecord( '7', 1, mug( 'K-7' ) ),
		orderRecord( '7', 1, { billing_email: null } ),
	] );
	expect( await orders( 'gone' ) ).toEqual( [] );
	await fill();
	expect( await misfound( db ) ).toEqual( [] );
	expect( await orders( 'gordon' ) ).toEqual( [ '1' ] );
	expect( await orders( 'byron' ) ).toEqual( [] );
	expect( await orders( 'stranger' ) ).toEqual( [] );
	expect( await orders( 'zoe' ) ).toEqual( [ '2' ] );
	expect( await orders( 'unknown' ) ).toEqual( [ '4' ] );
	expect( await orders( 'bob' ) ).toEqual( [ '3' ] );
	expect( await orders( 'ada q' ) ).toHaveLength( 50 );
	expect( await products( 'k-3' ) ).toEqual( [ '1' ] );
	expect( await products( 'k-1' ) ).toEqual( [] );
	expect( await fill() ).toBe( 0 );
	expect(
		await withoutLimits( url, ( owner ) =>
			finishWords( owner as Kysely< Database > )
		)
	).toBeNull();
	expect( await hasOldSearch( db ) ).toBe( false );
} );

test( 'R34 rows that another copy is filling are waited for, so that a finished fill has filled everything', async () => {
	const database = await databaseOf( '0040_marketing_consent' );
	const { db, url } = database;
	await sql`insert into accounts ( account_id, name, created_at ) values ( ${ ACCOUNT }, 'Old', now() )`.execute(
		db
	);
	const before = writer( db );
	await before.contact( ADA, 'Ada' );
	await before.order( '1', 'Byron', ADA );
	await before.product( '1', 'K-1' );
	await migrate( url );
	const other = new pg.Client( { connectionString: url } );
	await other.connect();
	onTestFinished( () => other.end() );
	for ( const table of [ 'orders', 'products', 'contacts' ] ) {
		await sql`
			update ${ sql.table( table ) } set ${ sql.raw( table === 'orders' ? 'names = null' : 'words = null' ) }
		`.execute( db );
		await other.query( 'begin' );
		await other.query( `select from ${ table } for update` );
		let looks = 0;
		await withoutLimits( url, ( owner ) =>
			fillWords( owner as Kysely< Database >, {
				pauseMs: () => {
					looks++;
					if ( looks === 4 ) {
						void other.query( 'rollback' );
					}
					return 5;
				},
			} )
		);
		expect( looks, table ).toBeGreaterThan( 4 );
		expect( await misfound( db ), table ).toEqual( [] );
	}
} );
