import { sql } from 'kysely';
import { sampleAddress, sampleVariant } from '@ivorey/shared/testing';
import { describe, expect, test } from 'vitest';
import { addPerson } from '../accounts/people.ts';
import { makeSignInLink } from '../accounts/sign-in.ts';
import { createAccountToken } from '../accounts/api-tokens.ts';
import { actOnConnection } from '../connections/repository.ts';
import { PROGRAM_TABLES, TENANT_TABLES } from '../db/schema.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	collectionRecord,
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	triggerRecord,
} from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';
import {
	deleteAccountRows,
	deleteConnectionRows,
	TABLES_OF_ACCOUNT,
	TABLES_OF_CONNECTION,
} from './delete-rows.ts';

/** Kysely's tables and the program's own, which hold nobody's data. */
const OWN_TABLES: readonly string[] = [
	...PROGRAM_TABLES,
	'kysely_migration',
	'kysely_migration_lock',
];

const now = () => new Date();

async function fill( store: TestStore, orders = 3 ): Promise< void > {
	await store.send( [
		contactRecord( '7', 1 ),
		productRecord( '501', 1, {
			type: 'variable',
			variants: [ sampleVariant() ],
			collection_ids: [ '21' ],
		} ),
		collectionRecord( '21', 1 ),
		paymentRecord( '1', 1 ),
		triggerRecord( 'order_submitted', '1', 1 ),
		...Array.from( { length: orders }, ( _, index ) =>
			orderRecord( String( index + 1 ), 1, {
				billing_email: `buyer${ index }@example.com`,
			} )
		),
	] );
}

/** The number of rows containing this text, for each table. */
async function rowsWith( api: TestApi, text: string ) {
	const found: Record< string, number > = {};
	for ( const table of TENANT_TABLES ) {
		const { rows } = await sql< { n: number } >`
			select count( * )::integer as n from ${ sql.table( table ) } as t where t::text like ${ `%${ text }%` }
		`.execute( api.db );
		if ( rows[ 0 ]!.n > 0 ) {
			found[ table ] = rows[ 0 ]!.n;
		}
	}
	return found;
}

describe( 'a deleted connection', () => {
	test( 'R34 leaves no name by which its orders were found, unless another store has an order under it', async () => {
		const api = await startTestApi();
		const [ one, two ] = [ await api.connect(), await api.connect() ];
		const named = ( id: string, name: string, email: string | null ) =>
			orderRecord( id, 1, {
				date_created: '2020-01-01T00:00:00Z',
				billing_email: email,
				billing: sampleAddress( { first_name: name } ),
			} );
		for ( const store of [ one, two ] ) {
			await store.send( [
				orderRecord( '1', 1 ),
				named( '2', 'Both', 'ada@example.com' ),
				named( '3', 'Nobody', null ),
			] );
		}
		await one.send( [
			named( '4', 'Mine', 'ada@example.com' ),
			named( '5', 'Stranger', null ),
		] );
		await actOnConnection( api.db, one, 'delete', now() );
		await deleteConnectionRows( api.db, one, now );
		const { rows } = await sql< { words: string } >`
			select array_to_string( words, ' ' ) as words from order_names order by words
		`.execute( api.db );
		expect( rows.map( ( { words } ) => words ) ).toEqual( [
			'ada both example',
			'ada example nobody',
		] );
		await deleteAccountRows( api.db, two.accountId, now );
		expect( await rowsWith( api, 'nobody' ) ).toEqual( {} );
	} );

	test( 'has no row left in any table, and data from another store stays', async () => {
		const api = await startTestApi();
		const [ one, two ] = [ await api.connect(), await api.connect() ];
		await fill( one );
		await fill( two, 1 );
		const before = await rowsWith( api, two.connectionId );
		await actOnConnection( api.db, one, 'delete', now() );
		const deleted = await deleteConnectionRows( api.db, one, now );
		expect( deleted ).toMatchObject( {
			orders: 3,
			order_products: 3,
			contact_links: 1,
			transactions: 1,
			trigger_events: 1,
			products: 1,
			product_variants: 1,
			product_collections: 1,
			collections: 1,
			batches: 1,
			connections: 1,
		} );
		expect( await rowsWith( api, one.connectionId ) ).toEqual( {} );
		expect( await rowsWith( api, two.connectionId ) ).toEqual( {
			...before,
			// The contacts whose details came from the deleted store.
			contacts: 2,
		} );
		const contacts = await api.db
			.selectFrom( 'contacts' )
			.select( [ 'email', 'source_connection_id' ] )
			.orderBy( 'email' )
			.execute();
		expect( contacts ).toEqual( [
			{
				email: 'ada@example.com',
				source_connection_id: two.connectionId,
			},
			{
				email: 'buyer0@example.com',
				source_connection_id: two.connectionId,
			},
		] );
		expect( problemOf( await one.ask() ).name ).toBe( 'unauthorized' );
		expect( ( await two.ask() ).status ).toBe( 200 );
	} );

	test( 'resumes where it was interrupted', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await fill( store );
		await actOnConnection( api.db, store, 'delete', now() );
		await sql`
			create function break_off() returns trigger language plpgsql as $$ begin raise 'Interrupted'; end $$
		`.execute( api.db );
		await sql`
			create trigger break_off before delete on products execute function break_off()
		`.execute( api.db );
		await expect(
			deleteConnectionRows( api.db, store, now )
		).rejects.toThrow( 'Interrupted' );
		expect( await rowsWith( api, store.connectionId ) ).not.toHaveProperty(
			'orders'
		);
		await sql`drop trigger break_off on products`.execute( api.db );
		expect(
			await deleteConnectionRows( api.db, store, now )
		).not.toHaveProperty( 'orders' );
		expect( await rowsWith( api, store.connectionId ) ).toEqual( {} );
	} );

	test( 'is deleted in as many slices as necessary', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await fill( store );
		await sql`
			insert into exclusions ( account_id, connection_id, element, record_id, version, reason, excluded_at )
			select ${ store.accountId }, ${ store.connectionId }, 'orders', n, 1, 'draft', ${ now() }
			from generate_series( 1, 2000 ) as n
		`.execute( api.db );
		await actOnConnection( api.db, store, 'delete', now() );
		expect(
			await deleteConnectionRows( api.db, store, now )
		).toMatchObject( { exclusions: 2_000 } );
		expect( await rowsWith( api, store.connectionId ) ).toEqual( {} );
	} );

	test( 'keeps its rows unless a person deleted it', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await fill( store );
		await expect(
			deleteConnectionRows( api.db, store, now )
		).rejects.toThrow( 'not deleted any more' );
		expect( await rowsWith( api, store.connectionId ) ).toHaveProperty(
			'orders'
		);
	} );
} );

describe( 'a deleted account', () => {
	test( 'has no row left in any table, and another account keeps all of its own', async () => {
		const api = await startTestApi();
		const store = await api.connect( { accountName: 'One' } );
		const other = await api.connect( { accountName: 'Two' } );
		await fill( store );
		await fill( other );
		const { accountId } = store;
		const person = await addPerson( api.db, {
			email: 'owner@example.com',
			accountName: 'One',
			now: now(),
		} );
		await makeSignInLink( api.db, person, {
			nextPath: '/',
			now: now(),
			validMs: 60_000,
		} );
		await createAccountToken( api.db, accountId, now() );
		const before = await rowsWith( api, other.accountId );
		expect(
			await deleteAccountRows( api.db, accountId, now )
		).toMatchObject( {
			orders: 3,
			connections: 1,
			account_people: 1,
			sign_in_links: 1,
			account_tokens: 1,
			trigger_cursors: 1,
			accounts: 1,
		} );
		expect( await rowsWith( api, accountId ) ).toEqual( {} );
		expect( await rowsWith( api, other.accountId ) ).toEqual( before );
		expect( await deleteAccountRows( api.db, accountId, now ) ).toEqual(
			{}
		);
	} );
} );

test( 'each table is deleted with its connection or with its account', async () => {
	const api = await startTestApi();
	const { rows } = await sql< { name: string; with_connection: boolean } >`
		select c.relname as name, exists (
			select from pg_attribute a
			where a.attrelid = c.oid and a.attname = 'connection_id' and not a.attisdropped
		) as with_connection
		from pg_class c
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
	`.execute( api.db );
	const tables = rows.filter( ( { name } ) => ! OWN_TABLES.includes( name ) );
	expect(
		new Set( [ ...TABLES_OF_CONNECTION, ...TABLES_OF_ACCOUNT ] )
	).toEqual( new Set( tables.map( ( { name } ) => name ) ) );
	expect( new Set< string >( TABLES_OF_CONNECTION ) ).toEqual(
		new Set(
			tables
				.filter( ( table ) => table.with_connection )
				.map( ( { name } ) => name )
		)
	);
} );
