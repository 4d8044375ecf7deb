import type pg from 'pg';
import { BATCH_CONTRACT, type Credentials } from '@ivorey/shared';
import { sampleOrder, sampleOrderLine } from '@ivorey/shared/testing';
import {
	collectionRecord,
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { sendBatch } from '../fixtures/send.ts';
import { copyRows } from './copy-rows.ts';

export interface ShopStore {
	url: string;
	credentials: Credentials;
}

/** IDs of records in the first store. */
export interface SeededShop {
	connectionIds: string[];
	orderId: string;
	contactId: string;
	productId: string;
	collectionId: string;
	transactionId: string;
}

/** Orders with the rarest status, and with the rarest currency, in each store. */
export const FEW = 5;

/** Shares of an account's orders, by store. */
const SHARES = [ 0.75, 0.22, 0.03 ];
/** The first ID of the copies; the sent record has 1. */
const FIRST = 1_001;
const DAYS = 1_000;
const ORDERS_A_PRODUCT = 50;
const PRODUCTS_A_COLLECTION = 40;
const LATEST_TRIGGERS = 100_000;
const FIRST_NAMES = `array['Ada','Grace','Zoë','Mary','Иван','李','محمد','Chinedu','Lin','Maria','Jo','Sven','Noor','Ana']`;
/** As they are typed in a search. */
const FIRST_WORDS = FIRST_NAMES.toLowerCase().replace( 'ë', 'e' );
const ORDERS_A_BUYER = 2;

/**
 * Fills an account's stores with varied orders, buyers, payments, products and collections: one record of
 * each is sent, and copied in SQL.
 */
export async function seedShop(
	pool: pg.Pool,
	stores: readonly ShopStore[],
	{ orders }: { orders: number }
): Promise< SeededShop > {
	const shares = stores.length === 1 ? [ 1 ] : SHARES;
	const shops: SeededShop[] = [];
	let from = FIRST;
	for ( const [ index, store ] of stores.entries() ) {
		await sendOneOfEach( store );
		const number =
			index === stores.length - 1
				? orders - ( from - FIRST ) - stores.length
				: Math.round( orders * shares[ index ]! );
		shops.push(
			await copyStore( pool, store, from, Math.max( FEW, number ) )
		);
		from += number;
	}
	return {
		...shops[ 0 ]!,
		connectionIds: shops.flatMap( ( { connectionIds } ) => connectionIds ),
	};
}

function sendOneOfEach( { credentials, url }: ShopStore ) {
	return sendBatch( credentials, url, {
		contract: BATCH_CONTRACT,
		environment: {
			plugin: 'bench',
			wordpress: 'bench',
			woocommerce: 'bench',
			php: 'bench',
		},
		settings_version: 1,
		records: [
			collectionRecord( '1', 1 ),
			productRecord( '1', 1 ),
			contactRecord( '1', 1, {
				email: `first@${ new URL( url ).host }`,
			} ),
			orderRecord( '1', 1, {
				...sampleOrder(),
				customer_id: '1',
				line_items: [ 1, 2, 3 ].map( ( id ) =>
					sampleOrderLine( { id: String( id ), product_id: '1' } )
				),
			} ),
			paymentRecord( '1', 1 ),
			refundRecord( '1', '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		],
	} );
}

/** Copies the search words of the rows that have them. */
async function copyWords(
	pool: pg.Pool,
	kind: 'contact' | 'collection' | 'product',
	where: string,
	id: string
): Promise< void > {
	await pool.query(
		`insert into ${ kind }_words ( account_id, word, ${ id } )
		select account_id, unnest( words ), ${ id } from ${ kind }s where ${ where }
		on conflict do nothing`
	);
}

async function copyStore(
	pool: pg.Pool,
	{ credentials }: ShopStore,
	from: number,
	orders: number
): Promise< SeededShop > {
	const [ accountId, connectionId ] = credentials.connection.split( '.' ) as [
		string,
		string,
	];
	const account = `account_id = '${ accountId }'`;
	const store = `${ account } and connection_id = '${ connectionId }'`;
	const to = from + orders - 1;
	const contacts = Math.ceil( orders / ORDERS_A_BUYER );
	const products = Math.ceil( orders / ORDERS_A_PRODUCT );
	const collections = Math.ceil( products / PRODUCTS_A_COLLECTION );
	const contactId = ( n: string ) =>
		`md5( '${ accountId }' || ( ${ n } ) )::uuid`;
	const buyer = `( ${ from } + ( n - ${ from } ) / ${ ORDERS_A_BUYER } )`;
	const address = ( n: string ) => `'buyer' || ( ${ n } ) || '@example.com'`;
	const hash = ( n: string ) =>
		`encode( sha256( convert_to( ${ address( n ) }, 'UTF8' ) ), 'hex' )`;
	const placed = `now() - ( ${ to + 1 } - n )::float8 / ${ orders } * interval '${ DAYS } days'`;
	const rare = Math.floor( orders / FEW );
	const isRare = ( rest: number ) => `n % ${ rare } = ${ rest % rare }`;
	const status = `case
		when ${ isRare( 1 ) } then 'awaiting-pickup' when n % 100 < 3 then 'on-hold' when n % 100 < 8 then 'processing'
		when n % 100 < 12 then 'cancelled' when n % 100 < 13 then 'failed' else 'completed' end`;
	const ivoreyStatus = `case ${ status } when 'completed' then 'Completed' when 'cancelled' then 'Cancelled' when 'failed' then 'Cancelled' else 'Pending' end`;
	const currency = `case when ${ isRare( 2 ) } then 'JPY' when n % 10 = 0 then 'USD' else 'EUR' end`;
	const total = `( n * 7919 % 100000 ) / 100.0`;

	await copyRows(
		pool,
		'contacts',
		account,
		{ from, to: from + contacts - 1 },
		{
			contact_id: contactId( 'n' ),
			email: address( 'n' ),
			email_key: address( 'n' ),
			email_hash: hash( 'n' ),
			kind: `case when n % 4 = 0 then 'customer' else 'guest' end`,
			first_name: `( ${ FIRST_NAMES } )[ 1 + n % 14 ]`,
			// Names are not in the order of time.
			last_name: `'Name' || n * 7919 % ${ contacts }`,
			created_at: placed,
			words: `array[ 'buyer' || n || '@examplecom', 'examplecom', ( ${ FIRST_WORDS } )[ 1 + n % 14 ],
				'name' || n * 7919 % ${ contacts } ]`,
			order_count: String( ORDERS_A_BUYER ),
		}
	);
	await copyWords( pool, 'contact', account, 'contact_id' );
	await copyRows(
		pool,
		'orders',
		store,
		{ from, to },
		{
			order_id: 'n::text',
			version: 'n',
			number: 'n::text',
			number_sort: `lpad( n::text, 20, '0' )`,
			status: ivoreyStatus,
			woocommerce_status: status,
			currency,
			total,
			total_sort: `( ${ total } )::float8`,
			date_created: placed,
			date_paid: `case when n % 100 between 8 and 12 or n % 100 < 3 then null else ${ placed } end`,
			contact_id: contactId( buyer ),
			customer_id: 'null',
			billing_email: address( buyer ),
			email_hash: hash( buyer ),
			product_ids: `array[ ( 1 + n % ${ products } )::text, ( 1 + n * 31 % ${ products } )::text ]`,
		}
	);
	await pool.query(
		`insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
		select o.account_id, o.connection_id, p, o.date_created, o.order_id
		from orders as o cross join unnest( o.product_ids ) as p
		where ${ store.replaceAll( /\b(?=(?:account|connection)_id)/g, 'o.' ) }
		on conflict do nothing`
	);
	for ( const [ type, every ] of [
		[ 'payment', 1 ],
		[ 'refund', 20 ],
	] as const ) {
		await copyRows(
			pool,
			'transactions',
			`${ store } and type = '${ type }'`,
			{ from: Math.ceil( from / every ), to: Math.floor( to / every ) },
			Object.fromEntries(
				Object.entries( {
					transaction_id: `'${ type }:' || n`,
					order_id: 'n::text',
					version: 'n',
					currency,
					amount: total,
					date: placed,
					gateway_transaction_id: `'pi_' || md5( n::text )`,
				} ).map( ( [ name, value ] ) => [
					name,
					value.replaceAll( /\bn\b/g, `( n * ${ every } )` ),
				] )
			)
		);
	}
	const before = await pool.query< { last: string } >(
		`select last_cursor as last from trigger_cursors where ${ account }`
	);
	const last = Number( before.rows[ 0 ]!.last );
	const triggers = Math.min( orders, LATEST_TRIGGERS );
	await copyRows(
		pool,
		'trigger_events',
		store,
		{ from: to - triggers + 1, to },
		{
			trigger_id: `'order_submitted:' || n`,
			order_id: 'n::text',
			cursor: `${ last } + n - ${ to - triggers }`,
			occurred_at: placed,
			received_at: `${ placed } + n % 1000 * interval '1 millisecond'`,
		}
	);
	await pool.query(
		`update trigger_cursors set last_cursor = ${ last + triggers } where ${ account }`
	);
	await copyRows(
		pool,
		'collections',
		store,
		{ from: 2, to: collections + 1 },
		{
			collection_id: 'n::text',
			name: `'Shelf ' || md5( n::text )`,
			count: `n % 97`,
			words: `array[ 'shelf', md5( n::text ) ]`,
		}
	);
	await copyWords(
		pool,
		'collection',
		store,
		'connection_id, collection_id'
	);
	await copyRows(
		pool,
		'products',
		store,
		{ from: 2, to: products + 1 },
		{
			product_id: 'n::text',
			type: `case when n % 10 = 0 then 'variable' else 'simple' end`,
			name: `'Mug ' || substr( md5( n::text ), 1, 6 ) || ' of stone'`,
			sku: `'SKU-' || n`,
			price: total,
			stock_status: `case when n % 50 = 0 then 'outofstock' else 'instock' end`,
			updated_at: placed,
			words: `array[ 'mug', substr( md5( n::text ), 1, 6 ), 'of', 'stone', 'sku' || n, n::text ]`,
		}
	);
	await copyWords( pool, 'product', store, 'connection_id, product_id' );
	await pool.query(
		`insert into product_collections ( account_id, connection_id, product_id, collection_id )
		select account_id, connection_id, product_id, ( 1 + product_id::bigint % ${ collections } )::text
		from products where ${ store }
		on conflict do nothing`
	);
	const contact = await pool.query< { id: string } >(
		`select ${ contactId( String( from ) ) } as id`
	);
	return {
		connectionIds: [ connectionId ],
		orderId: String( from ),
		contactId: contact.rows[ 0 ]!.id,
		productId: '2',
		collectionId: '2',
		transactionId: `payment:${ from }`,
	};
}
