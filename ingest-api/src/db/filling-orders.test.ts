import { sql, type Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Order } from '@ivorey/shared';
import { sampleOrder, sampleOrderLine } from '@ivorey/shared/testing';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { IS_LONG } from '../../../test/scale.ts';
import { emailHash } from '../accounts/email-hash.ts';
import { startTestApi } from '../testing/api.ts';
import { databaseOf } from '../testing/database-of.ts';
import { erasure, EMAIL } from '../testing/erasures.ts';
import { orderRecord } from '../testing/records.ts';
import { fillOrders, finishFilling } from './filling-orders.ts';
import { fillWords } from './filling-words.ts';
import { migrate, withoutLimits } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openDatabase } from './open.ts';
import type { Database } from './schema.ts';

const BEFORE = Object.keys( MIGRATIONS ).filter(
	( name ) => name >= '0002' && name < '0025'
);
/**
 * Each schema migrates through all later ones, so the first and the last ones cover each step. `npm run test:long`
 * takes all.
 */
const TAKEN = IS_LONG ? BEFORE : [ BEFORE[ 0 ]!, ...BEFORE.slice( -3 ) ];

/** Inserts an order as the program wrote it before, with the columns it had then. */
async function insertOld(
	db: Kysely< Database >,
	id: string,
	record: Order,
	key: { accountId: string; connectionId: string }
): Promise< void > {
	const json = JSON.stringify( record );
	await sql`
		insert into orders (
			account_id, connection_id, order_id, version, number, subtype, status, woocommerce_status, created_via, currency,
			prices_include_tax, date_created, date_modified, billing_email, billing, shipping, customer_note, payment_method,
			payment_method_title, transaction_id, total_items, total_discount, total_shipping, total_fees, total_tax,
			total_refunded, total, shipping_lines, fee_lines, coupon_lines, record, received_at, updated_at
		)
		select ${ key.accountId }, ${ key.connectionId }, ${ id }, 1, d.number, 'WooCommerce', 'Pending', d.status,
			d.created_via, d.currency, d.prices_include_tax, d.date_created, d.date_modified, d.billing_email, d.billing,
			d.shipping, d.customer_note, d.payment_method, d.payment_method_title, d.transaction_id, 1, 0, 0, 0, 0, 0,
			( d.totals->>'total' )::numeric, d.shipping_lines, d.fee_lines, d.coupon_lines, ${ json }::jsonb,
			d.date_created, d.date_created
		from jsonb_to_record( ${ json }::jsonb ) as d (
			number text, status text, created_via text, currency text, prices_include_tax boolean, date_created timestamptz,
			date_modified timestamptz, billing_email text, billing jsonb, shipping jsonb, customer_note text,
			payment_method text, payment_method_title text, transaction_id text, totals jsonb, shipping_lines jsonb,
			fee_lines jsonb, coupon_lines jsonb
		)
	`.execute( db );
	await sql`
		insert into order_lines (
			account_id, connection_id, order_id, line_id, position, product_id, name, sku, quantity, subtotal, subtotal_tax,
			total, total_tax, attributes
		)
		values ( ${ key.accountId }, ${ key.connectionId }, ${ id }, '1', 0, '501', 'Mug', '', 1, 1, 0, 1, 0, '[]' )
	`.execute( db );
}

const KEY = {
	accountId: `acc_${ 'o'.repeat( 22 ) }`,
	connectionId: `con_${ 'o'.repeat( 22 ) }`,
};

const recordOf = ( ...products: ( string | null )[] ): Order =>
	sampleOrder( {
		customer_note: 'Ring twice \u2028 "loudly"',
		line_items: products.map( ( product, n ) =>
			sampleOrderLine( { id: String( n + 1 ), product_id: product } )
		),
	} );

const fill = ( url: string, filling = {} ) =>
	withoutLimits( url, ( db ) =>
		fillOrders( db as Kysely< Database >, filling )
	);

const finish = ( url: string ) =>
	withoutLimits( url, ( db ) => finishFilling( db as Kysely< Database > ) );

const columnsOf = async ( db: Kysely< Database > ) =>
	(
		await sql`
			select table_name, column_name, data_type, is_nullable from information_schema.columns
			where table_schema = 'public' and table_name in ( 'orders', 'order_products', 'order_lines' )
			order by table_name, column_name
		`.execute( db )
	).rows;

const read = async ( db: Kysely< Database > ) =>
	(
		await sql< { order_id: string; record: Order } >`
			select order_id, order_record( o ) as record from orders o where account_id = any( array[ account_id ] )
			order by order_id
		`.execute( db )
	).rows.map( ( row ) => [ row.order_id, row.record ] );

test.for( TAKEN )(
	'orders from the time of %s are readable at once, and end up like new orders',
	async ( migration ) => {
		const { db, url, drop } = await databaseOf( migration );
		onTestFinished( drop );
		await sql`insert into accounts ( account_id, name, created_at ) values ( ${ KEY.accountId }, 'Old', now() )`.execute(
			db
		);
		const [ one, two ] = [ recordOf( '7', '501', '7', null ), recordOf() ];
		await insertOld( db, '1', one, KEY );
		await insertOld( db, '2', two, KEY );
		await migrate( url );
		const records = [
			[ '1', one ],
			[ '2', two ],
		];
		expect( await read( db ) ).toEqual( records );

		expect( await fill( url ) ).toBe( 2 );
		expect( await fill( url ) ).toBe( 0 );
		expect( await read( db ) ).toEqual( records );
		expect( await finish( url ) ).toBeNull();
		expect( await finish( url ) ).toBeNull();
		expect( await read( db ) ).toEqual( records );
		const rows = await db
			.selectFrom( 'orders' )
			.select( [ 'order_id', 'product_ids', 'total_sort', 'total' ] )
			.orderBy( 'order_id' )
			.execute();
		expect( rows ).toEqual( [
			{
				order_id: '1',
				product_ids: [ '501', '7' ],
				total_sort: 28.56,
				total: '28.56000000',
			},
			{
				order_id: '2',
				product_ids: [],
				total_sort: 28.56,
				total: '28.56000000',
			},
		] );
		expect(
			await db
				.selectFrom( 'order_products' )
				.select( [ 'product_id', 'order_id', 'date_created' ] )
				.orderBy( 'product_id' )
				.execute()
		).toEqual(
			[ '501', '7' ].map( ( product ) => ( {
				product_id: product,
				order_id: '1',
				date_created: new Date( one.date_created ),
			} ) )
		);
		const today = await freshDatabase();
		onTestFinished( today.drop );
		const fresh = openDatabase( {
			as: 'owner',
			url: today.url,
			poolSize: 1,
		} );
		onTestFinished( fresh.close );
		expect( await columnsOf( db ) ).toEqual( await columnsOf( fresh.db ) );
	}
);

test( 'an interrupted fill resumes later, while batches, erasures and older copies of the program write', async () => {
	const database = await databaseOf( BEFORE.at( -1 )! );
	const { db, url } = database;
	await sql`insert into accounts ( account_id, name, created_at ) values ( ${ KEY.accountId }, 'Old', now() )`.execute(
		db
	);
	await insertOld( db, '1', recordOf( '1' ), KEY );
	const api = await startTestApi( { ROLES: 'ingest' }, { database } );
	const store = await api.connect();
	await store.ask();
	const mine = ( id: number, record = recordOf( '501' ) ) =>
		insertOld( db, String( id ), record, store );
	for ( let id = 1_001; id <= 1_450; id++ ) {
		await mine( id, {
			...recordOf( '501' ),
			billing_email: id === 1_450 ? EMAIL : 'ada@example.com',
		} );
	}
	await sql`
		update orders set email_hash = ${ emailHash( EMAIL ) }
		where account_id = ${ store.accountId } and order_id = '1450'
	`.execute( db );
	const stop = new AbortController();
	const begun = await fill( url, {
		signal: stop.signal,
		pauseMs: () => {
			stop.abort();
			return 0;
		},
	} );
	expect( begun ).toBeGreaterThan( 0 );
	expect( begun ).toBeLessThan( 451 );

	// Filled, not yet filled, and new.
	const news = { line_items: [ sampleOrderLine( { product_id: '9' } ) ] };
	const ids = [ '1001', '1449', '2000' ];
	for ( const id of ids ) {
		expect(
			( await store.send( [ orderRecord( id, 2, news ) ] ) ).outcomes
		).toMatchObject( [ { outcome: 'applied' } ] );
	}
	// A stale record, so it does not change the lines either.
	expect(
		( await store.send( [ orderRecord( '1449', 1 ) ] ) ).outcomes
	).toMatchObject( [ { outcome: 'stale' } ] );
	// An older copy reads what this one wrote.
	for ( const id of ids ) {
		const { rows } = await sql< { record: Order; product_id: string } >`
			select o.record, o.payment_method = o.record->>'payment_method' as same, l.product_id
			from orders o join order_lines l using ( account_id, connection_id, order_id )
			where o.account_id = ${ store.accountId } and o.order_id = ${ id }
		`.execute( db );
		expect( rows ).toMatchObject( [
			{ record: news, same: true, product_id: '9' },
		] );
	}
	await store.send( [ erasure( 3 ) ] );
	const { rows: erased } = await sql`
		select customer_note, billing->>'last_name' as name, record->>'customer_note' as old,
			order_record( o )->>'customer_note' as note
		from orders o where account_id = ${ store.accountId } and order_id = '1450'
	`.execute( db );
	expect( erased ).toEqual( [
		{ customer_note: '', name: '', old: '', note: '' },
	] );

	// An older copy does not know the new columns, and writes the same data again with another version.
	const at = async ( id: string ) =>
		( await read( db ) ).find( ( [ found ] ) => found === id )?.[ 1 ];
	const writeBefore = ( id: string, version: number, record: Order ) =>
		sql`
			update orders set version = ${ version }, record = ${ JSON.stringify( record ) }::jsonb
			where account_id = ${ store.accountId } and order_id = ${ id }
		`.execute( db );
	const late = recordOf( '8' );
	for ( const version of [ 5, 6 ] ) {
		await writeBefore( '1001', version, late );
		expect( await at( '1001' ) ).toEqual( late );
	}
	await writeBefore( '1448', 5, recordOf( '501' ) );
	expect( await at( '1448' ) ).toEqual( recordOf( '501' ) );
	expect( await at( '1449' ) ).toMatchObject( news );

	await fill( url, { pauseMs: () => 0 } );
	const readAll = async () => {
		expect( await at( '1001' ) ).toEqual( late );
		expect( await at( '1448' ) ).toEqual( recordOf( '501' ) );
		expect( await at( '1449' ) ).toMatchObject( news );
		expect( await at( '1400' ) ).toEqual( recordOf( '501' ) );
		expect(
			await db
				.selectFrom( 'order_products' )
				.select( [ 'order_id', 'product_id' ] )
				.where( 'account_id', '=', store.accountId )
				.where( 'order_id', 'in', [ ...ids, '1400' ] )
				.orderBy( 'order_id' )
				.execute()
		).toEqual( [
			{ order_id: '1001', product_id: '8' },
			{ order_id: '1400', product_id: '501' },
			{ order_id: '1449', product_id: '9' },
			{ order_id: '2000', product_id: '9' },
		] );
	};
	await readAll();
	expect( await finish( url ) ).toBeNull();
	await readAll();
	expect(
		( await store.send( [ orderRecord( '1400', 2, news ) ] ) ).outcomes
	).toMatchObject( [ { outcome: 'applied' } ] );
	// startTestApi() checks at the end that everything is found.
	await withoutLimits( url, ( owner ) =>
		fillWords( owner as Kysely< Database >, { pauseMs: () => 0 } )
	);
} );

test( 'an order deleted by either program leaves nothing in the other one’s tables', async () => {
	const { db, url, drop } = await databaseOf( BEFORE.at( -1 )! );
	onTestFinished( drop );
	await sql`insert into accounts ( account_id, name, created_at ) values ( ${ KEY.accountId }, 'Old', now() )`.execute(
		db
	);
	await insertOld( db, '1', recordOf( '501' ), KEY );
	await migrate( url );
	await fill( url );
	await sql`delete from orders where account_id = ${ KEY.accountId }`.execute(
		db
	);
	const { rows } = await sql`
		select order_id from order_lines where account_id = ${ KEY.accountId }
		union all select order_id from order_products where account_id = ${ KEY.accountId }
	`.execute( db );
	expect( rows ).toEqual( [] );
} );
