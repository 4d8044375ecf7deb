import { sql, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { newConnectionId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { fillWords } from '../db/filling-words.ts';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans, type QueryPlans } from '../testing/query-plans.ts';
import { COLLECTION_SORTS, listCollections } from './collection-list.ts';
import type { Direction } from './listing.ts';
import type { ListPage, Places } from './paging.ts';
import { ALL_PRODUCTS, listProducts, PRODUCT_SORTS } from './product-list.ts';
import { listTransactions, TRANSACTION_SORTS } from './transaction-list.ts';

const ROWS = 5_000;
const OF_A_LIST = /Seq Scan on (?:products|collections|transactions)/;

interface Bed extends QueryPlans {
	accountId: string;
	/** The database as a request sees it: limited to the account. */
	own: Kysely< Database >;
}

async function bed(): Promise< Bed > {
	const plans = await startQueryPlans();
	const { accountId } = await makePerson( plans.db );
	const connectionId = newConnectionId();
	await sql`
		insert into connections ( account_id, connection_id, store_url, state, state_reason, state_since, settings, settings_version, created_at )
		values ( ${ accountId }, ${ connectionId }, 'https://shop.example.com', 'active', '', now(), '{}', 1, now() )
	`.execute( plans.db );
	await sql`
		insert into products (
			account_id, connection_id, product_id, version, digest, type, name, slug, include_in_online_store, description,
			short_description, permalink, virtual, downloadable, images, attributes, price, sku, manage_stock, stock_status,
			record, received_at, updated_at
		)
		select ${ accountId }, ${ connectionId }, n::text, 1, '', 'simple', 'Mug ' || md5( n::text ) || ' of stone', '', true, '',
			'', '', false, false, '[]', '[]', n % 97, 'SKU-' || n, false, 'instock', '{}', now(), now() - n * interval '1 minute'
		from generate_series( 1, ${ sql.lit( ROWS ) } ) as n
	`.execute( plans.db );
	await sql`
		insert into collections (
			account_id, connection_id, collection_id, version, digest, name, slug, description, count, record, received_at,
			updated_at
		)
		select ${ accountId }, ${ connectionId }, n::text, 1, '', 'All ' || md5( n::text ), '', '', n % 97, '{}', now(), now()
		from generate_series( 1, ${ sql.lit( ROWS ) } ) as n
	`.execute( plans.db );
	await sql`
		insert into transactions (
			account_id, connection_id, transaction_id, version, digest, type, order_id, amount, currency, date, payment_method,
			payment_method_title, gateway_transaction_id, reason, voided, record, received_at, updated_at
		)
		select ${ accountId }, ${ connectionId }, 'payment:' || n, 1, '', 'payment', n::text, 1, 'EUR',
			now() - n * interval '1 minute', '', '', 'pi_' || md5( n::text ), '', false, '{}', now(), now()
		from generate_series( 1, ${ sql.lit( ROWS ) } ) as n
	`.execute( plans.db );
	await fillWords( plans.db, { pauseMs: () => 0 } );
	await sql`vacuum analyze`.execute( plans.db );
	return { ...plans, accountId, own: forAccount( plans.db, accountId ) };
}

/** Reads a list in every order and both directions, with the following pages and back. */
async function expectNoSort< By extends string >(
	{ own, explainLast }: Bed,
	sorts: Readonly< Record< By, Direction > >,
	list: (
		query: Places & { sorting: { by: By; direction: Direction } }
	) => Promise< ListPage< unknown > >
): Promise< void > {
	for ( const by of Object.keys( sorts ) as By[] ) {
		for ( const direction of [ 'asc', 'desc' ] as const ) {
			const look = async ( places: Places ) => {
				const page = await list( {
					sorting: { by, direction },
					...places,
				} );
				const plan = await explainLast( own );
				const label = `${ by } ${ direction } ${ JSON.stringify( places ) }\n${ plan }`;
				expect( plan, label ).not.toContain( 'Sort' );
				expect( plan, label ).not.toMatch( OF_A_LIST );
				if ( Object.keys( places ).length > 0 ) {
					// The index is entered at the cursor's place; the place is not a filter over all rows before it.
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
}

test( 'R34 a page of products, collections or transactions is read from an index, in each order and both directions', async () => {
	const all = await bed();
	const { own, accountId } = all;
	await expectNoSort( all, PRODUCT_SORTS, ( query ) =>
		listProducts( own, accountId, {
			...ALL_PRODUCTS,
			...query,
		} )
	);
	await expectNoSort( all, COLLECTION_SORTS, ( query ) =>
		listCollections( own, accountId, {
			search: '',
			connectionId: null,
			...query,
		} )
	);
	await expectNoSort( all, TRANSACTION_SORTS, ( query ) =>
		listTransactions( own, accountId, {
			search: '',
			connectionId: null,
			type: null,
			currency: null,
			from: null,
			to: null,
			...query,
		} )
	);
} );

test( 'R34 a search among products, collections and transactions uses an index', async () => {
	const { own, accountId, explainLast } = await bed();
	const expectIndexes = async ( ...names: string[] ) => {
		const plan = await explainLast( own );
		expect( plan ).not.toMatch( OF_A_LIST );
		for ( const name of names ) {
			expect( plan ).toContain( name );
		}
	};
	const products = async ( search: string ) =>
		(
			await listProducts( own, accountId, {
				...ALL_PRODUCTS,
				search,
				sorting: { by: 'name', direction: 'asc' },
			} )
		).rows.map( ( { productId } ) => productId );
	// md5( '7' )
	expect( await products( '8F14E45F' ) ).toEqual( [ '7' ] );
	expect( await products( 'mug 8f14e45f' ) ).toEqual( [ '7' ] );
	expect( await products( 'sku-4999' ) ).toEqual( [ '4999' ] );
	await expectIndexes( 'products_pkey' );
	const collections = await listCollections( own, accountId, {
		search: '8f14e45f',
		connectionId: null,
		sorting: { by: 'name', direction: 'asc' },
	} );
	expect( collections.rows ).toHaveLength( 1 );
	await expectIndexes( 'collections_pkey' );
	const transactions = await listTransactions( own, accountId, {
		search: 'pi_8f14e45f',
		connectionId: null,
		type: null,
		currency: null,
		from: null,
		to: null,
		sorting: { by: 'date', direction: 'desc' },
	} );
	expect( transactions.rows ).toHaveLength( 1 );
	await expectIndexes(
		'transactions_by_order_prefix',
		'transactions_by_payment_prefix'
	);
} );
