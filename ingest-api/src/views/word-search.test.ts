import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { sampleAddress, sampleVariant } from '@ivorey/shared/testing';
import { fillWords } from '../db/filling-words.ts';
import { forAccount } from '../db/scope.ts';
import { startTestApi } from '../testing/api.ts';
import { misfound } from '../testing/found-by.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import {
	collectionRecord,
	contactRecord,
	orderRecord,
	productRecord,
} from '../testing/records.ts';
import { listCollections } from './collection-list.ts';
import { listContacts } from './contact-queries.ts';
import { ALL_ORDERS, listOrders } from './order-list.ts';
import { ALL_PRODUCTS, listProducts } from './product-list.ts';
import { findByWords } from './word-search.ts';

/** A store, and searches in its account's lists. */
async function searched() {
	const api = await startTestApi();
	const store = await api.connect();
	const own = forAccount( api.db, store.accountId );
	return {
		api,
		store,
		orders: async ( search: string ) =>
			(
				await listOrders( own, store.accountId, {
					...ALL_ORDERS,
					search,
				} )
			).rows.map( ( { number } ) => number ),
		contacts: async ( search: string ) =>
			(
				await listContacts( own, store.accountId, {
					search,
					kind: null,
				} )
			).rows.map( ( { email } ) => email ),
		products: async ( search: string ) =>
			(
				await listProducts( own, store.accountId, {
					...ALL_PRODUCTS,
					search,
					sorting: { by: 'name', direction: 'asc' },
				} )
			).rows.map( ( { productId } ) => productId ),
		collections: async ( search: string ) =>
			(
				await listCollections( own, store.accountId, {
					search,
					connectionId: null,
					sorting: { by: 'name', direction: 'asc' },
				} )
			).rows.map( ( { name } ) => name ),
	};
}

const buyer = ( firstName: string, lastName: string ) => ( {
	billing: sampleAddress( { first_name: firstName, last_name: lastName } ),
} );

describe( 'R34 a search', () => {
	test( 'finds orders and contacts by any word of a name or an address, in any script', async () => {
		const { store, orders, contacts } = await searched();
		await store.send( [
			orderRecord( '1', 1, {
				number: 'A-1',
				billing_email: 'jl.picard@fleet.example',
				...buyer( 'Jean-Luc', "de O'Brien Ångström" ),
			} ),
			orderRecord( '2', 1, {
				number: 'a-2',
				billing_email: 'taro@example.jp',
				...buyer( '太郎', '山田' ),
			} ),
			orderRecord( '3', 1, {
				number: '3',
				billing_email: 'm@example.eg',
				...buyer( 'محمد', 'علي' ),
			} ),
			orderRecord( '4', 1, {
				number: '4',
				billing_email: null,
			} ),
		] );
		for ( const search of [
			'angstrom',
			'ÅNG o’b',
			'luc',
			'picard',
			'fleet',
			'@fleet.example',
			'jl.picard@fleet.example',
			'#a-1',
		] ) {
			expect( await orders( search ), search ).toEqual( [ 'A-1' ] );
		}
		expect( await orders( 'A-2' ) ).toEqual( [ 'a-2' ] );
		expect( await contacts( 'angstrom jean' ) ).toEqual( [
			'jl.picard@fleet.example',
		] );
		expect( await contacts( '山田' ) ).toEqual( [ 'taro@example.jp' ] );
		expect( await orders( 'عل' ) ).toEqual( [ '3' ] );
		expect( await contacts( 'jean 山田' ) ).toEqual( [] );
		expect( await contacts( '—' ) ).toEqual( [] );
		expect( await contacts( "%' or 1=1" ) ).toEqual( [] );
	} );

	test( 'finds a contact by its current name, and not by its former names', async () => {
		const { api, store, contacts } = await searched();
		await store.send( [
			orderRecord( '1', 1, {
				billing_email: 'ada@old.example',
				...buyer( 'Ada', 'Byron' ),
			} ),
		] );
		await store.send( [
			contactRecord( '7', 2, {
				email: 'ada@old.example',
				first_name: 'Ada',
				last_name: 'King',
			} ),
		] );
		expect( await contacts( 'byron' ) ).toEqual( [] );
		expect( await contacts( 'king' ) ).toEqual( [ 'ada@old.example' ] );
		await store.send( [
			contactRecord( '7', 3, {
				email: 'ada@new.example',
				first_name: 'Ada',
				last_name: 'King',
			} ),
		] );
		expect( await contacts( '@old' ) ).toEqual( [] );
		expect( await contacts( '@new king' ) ).toEqual( [
			'ada@new.example',
		] );
		expect( await misfound( api.db ) ).toEqual( [] );
	} );

	test( 'finds a product by any word of its name and its SKU, a collection by any word', async () => {
		const { store, products, collections } = await searched();
		await store.send( [
			productRecord( '501', 1, {
				name: 'The large and blue mug of Émile, handmade',
				sku: 'MUG-12/B',
			} ),
			productRecord( '502', 1, { name: 'Кружка Йода', sku: '' } ),
			collectionRecord( '21', 1, { name: 'All that is made by hand' } ),
		] );
		for ( const search of [
			'handm',
			'emile',
			'mug-12',
			'12',
			'mug blu',
		] ) {
			expect( await products( search ), search ).toEqual( [ '501' ] );
		}
		expect( await products( 'иод' ) ).toEqual( [ '502' ] );
		expect( await products( 'andmade' ) ).toEqual( [] );
		expect( await collections( 'hand' ) ).toEqual( [
			'All that is made by hand',
		] );
		await store.send( [
			productRecord( '501', 2, { name: 'Cup', sku: 'CUP' } ),
			collectionRecord( '21', 2, { name: 'Cups' } ),
		] );
		expect( await products( 'emile' ) ).toEqual( [] );
		expect( await products( 'cup' ) ).toEqual( [ '501' ] );
		expect( await collections( 'hand' ) ).toEqual( [] );
	} );

	test( 'finds a product by its variants as long as it has them', async () => {
		const { store, products } = await searched();
		const blue = sampleVariant( {
			id: '601',
			sku: 'MUG-12/BLÅ',
			attributes: [ { name: 'Colour', option: 'Blå' } ],
		} );
		const red = sampleVariant( {
			id: '602',
			sku: 'カップ-赤',
			attributes: [ { name: 'Colour', option: 'Red' } ],
		} );
		const mug = { type: 'variable', name: 'Mug', sku: '' } as const;
		await store.send( [
			productRecord( '501', 1, { ...mug, variants: [ blue, red ] } ),
			productRecord( '502', 1, { name: 'Bowl', sku: 'BOWL' } ),
		] );
		for ( const search of [ 'mug-12/bla', '12bla', 'bla red', '赤' ] ) {
			expect( await products( search ), search ).toEqual( [ '501' ] );
		}
		await store.send( [
			productRecord( '501', 2, { ...mug, variants: [ red ] } ),
		] );
		expect( await products( 'mug-12' ) ).toEqual( [] );
		expect( await products( '赤' ) ).toEqual( [ '501' ] );
		// A product that changed to another type keeps its words.
		await store.send( [
			{
				element: 'products',
				id: '501',
				version: 3,
				data: { type: 'offline', include_in_online_store: false },
			},
		] );
		expect( await products( '赤' ) ).toEqual( [ '501' ] );
	} );

	test( 'finds nothing of another account', async () => {
		const { api, contacts } = await searched();
		const other = await api.connect( { accountName: 'Other' } );
		await other.send( [ orderRecord( '1', 1, buyer( 'Zoë', 'Quux' ) ) ] );
		expect( await contacts( 'quux' ) ).toEqual( [] );
	} );
} );

test( 'R34 words are found by an index, however many contacts there are and for any search', async () => {
	const { db, explainLast } = await startQueryPlans();
	const { accountId } = await makePerson( db );
	await sql`
		insert into contacts (
			account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
			billing, shipping, created_at, updated_at
		)
		select ${ accountId }, gen_random_uuid(), 'x' || n || '@example.com', 'x' || n || '@example.com', md5( n::text ),
			'guest', case when n % 2 = 0 then 'Ada' else 'Bob' end, case when n % 5000 in ( 1, 2 ) then 'Lovelace' when n % 3 = 0 then 'Lonely' else 'Name' || n end, '', '', '', '{}',
			'{}', now() - n * interval '1 minute', now()
		from generate_series( 1, 10000 ) as n
	`.execute( db );
	const fill = async () => {
		await fillWords( db, { pauseMs: () => 0 } );
		// Words of other accounts, so that the planner does not read the whole table for a common word.
		await sql`
			insert into contact_words ( account_id, word, contact_id )
			select 'acc_other', md5( n::text ), gen_random_uuid() from generate_series( 1, 100000 ) as n
		`.execute( db );
		await sql`vacuum analyze contacts, contact_words`.execute( db );
	};
	await fill();
	const own = forAccount( db, accountId );
	const find = async ( search: string ) => {
		const found = await findByWords( own, accountId, 'contacts', search );
		const plan = await explainLast( own );
		expect( plan, search ).not.toMatch( /Seq Scan/ );
		return { found: found?.length ?? null, plan };
	};
	const rare = await find( 'name77' );
	expect( rare.plan ).toMatch(
		/Index (?:Only )?Scan using contact_words_pkey[^]*word >= /
	);
	expect( rare.found ).toBe( 75 );
	expect( ( await find( 'ada' ) ).found ).toBeNull();
	expect( ( await find( 'lovelace bob' ) ).found ).toBe( 2 );
	// Many contacts have either word, few have both.
	await sql`update contacts set first_name = 'Carl', words = null where first_name = 'Ada' and last_name = 'Lonely'`.execute(
		db
	);
	await sql`truncate contact_words`.execute( db );
	await sql`update contacts set words = null`.execute( db );
	await sql`update contacts set first_name = 'Ada' where email in ( 'x6@example.com', 'x9@example.com' )`.execute(
		db
	);
	await sql`update contacts set first_name = 'Eve' where first_name = 'Bob' and last_name = 'Lonely'`.execute(
		db
	);
	await fill();
	expect( ( await find( 'ada' ) ).found ).toBeNull();
	expect( ( await find( 'lonely' ) ).found ).toBeNull();
	expect( ( await find( 'ada lonely' ) ).found ).toBe( 2 );
	const page = await listContacts( own, accountId, {
		search: 'bob nam',
		kind: null,
	} );
	expect( page.rows ).toHaveLength( 50 );
	expect( await explainLast( own ) ).not.toMatch( /Seq Scan/ );
} );
