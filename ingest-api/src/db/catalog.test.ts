import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampleVariant } from '@ivorey/shared/testing';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { startTestApi } from '../testing/api.ts';
import {
	collectionRecord,
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	triggerRecord,
} from '../testing/records.ts';
import { tablesWithoutTenant } from '../testing/tenancy.ts';
import { ELEMENT_TABLES } from './element-tables.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import { ACROSS_ROLE } from './row-security.ts';
import { PROGRAM_TABLES, TENANT_TABLES } from './schema.ts';

const GUEST = { billing_email: 'guest@example.com' };

/** The tables without a tenant: Kysely's own, the keys that sealed secrets, and counts under hashes. */
const OWN_TABLES: readonly string[] = [
	'kysely_migration',
	'kysely_migration_lock',
	...PROGRAM_TABLES,
];

/** The index of the only question asked before an account is known: the accounts that an address signs in to. */
const ACROSS_ACCOUNTS = [
	'account_people_of_all_accounts',
	'due_accounts_of_all_accounts',
];

async function catalog(): Promise< pg.Client > {
	const database = await freshDatabase();
	const client = new pg.Client( { connectionString: database.url } );
	await client.connect();
	onTestFinished( async () => {
		await client.end();
		await database.drop();
	} );
	return client;
}

interface Index {
	table: string;
	index: string;
	first: string | null;
}

/** Every unique or primary-key index, with its first column; an expression has none. */
async function uniqueIndexes( client: pg.Client ): Promise< Index[] > {
	const { rows } = await client.query< Index >( `
		select c.relname as table, i.relname as index, a.attname as first
		from pg_index x
		join pg_class c on c.oid = x.indrelid
		join pg_class i on i.oid = x.indexrelid
		join pg_namespace n on n.oid = c.relnamespace
		left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[ 0 ] and a.attnum > 0
		where ( x.indisunique or x.indisprimary ) and n.nspname = 'public'
	` );
	return rows.filter( ( { table } ) => ! OWN_TABLES.includes( table ) );
}

describe( 'the tenant', () => {
	test( 'begins every primary key and unique index', async () => {
		const client = await catalog();
		const indexes = await uniqueIndexes( client );
		expect(
			indexes.filter( ( { first } ) => first !== 'account_id' )
		).toEqual( [] );
		expect( new Set( indexes.map( ( { table } ) => table ) ) ).toEqual(
			new Set( TENANT_TABLES )
		);
	} );

	test( 'begins every other index and foreign key too, and is a column of every table', async () => {
		const client = await catalog();
		const { rows } = await client.query< {
			name: string;
			definition: string;
		} >( `
			select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public'
			union all
			select conname, pg_get_constraintdef( oid ) from pg_constraint where contype = 'f'
		` );
		const wrong = rows.filter(
			( { name, definition } ) =>
				! OWN_TABLES.some( ( table ) => name.startsWith( table ) ) &&
				! ACROSS_ACCOUNTS.includes( name ) &&
				! /^[^(]*\(account_id\b/.test( definition )
		);
		expect( wrong ).toEqual( [] );
		const tables = await client.query< { name: string } >(
			"select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
		);
		expect( new Set( tables.rows.map( ( { name } ) => name ) ) ).toEqual(
			new Set( [ ...TENANT_TABLES, ...OWN_TABLES ] )
		);
	} );

	test( 'is reported by these checks if a table lacks it', async () => {
		const client = await catalog();
		await client.query(
			'create table forgotten ( id text primary key, account_id text unique )'
		);
		await client.query(
			'create unique index by_expression on forgotten ( ( lower( account_id ) ) )'
		);
		expect(
			( await uniqueIndexes( client ) )
				.filter( ( { first } ) => first !== 'account_id' )
				.map( ( { index } ) => index )
				.sort()
		).toEqual( [ 'by_expression', 'forgotten_pkey' ] );
	} );
} );

/** The tables on which some statements are not limited to their account. */
async function unguardedTables( client: pg.Client ): Promise< string[] > {
	const { rows } = await client.query< { name: string } >(
		`
		select c.relname as name from pg_class c
		where c.relkind in ( 'r', 'p' ) and c.relnamespace = 'public'::regnamespace and not (
			c.relrowsecurity and c.relforcerowsecurity
			and ( select count( * ) from pg_policy p where p.polrelid = c.oid ) = 3
			and exists (
				select from pg_policy p
				where p.polrelid = c.oid and p.polcmd = '*' and p.polpermissive
					and p.polroles = array[ 'ivorey_tenant'::regrole::oid ]
					and pg_get_expr( p.polqual, p.polrelid ) = $1 and pg_get_expr( p.polwithcheck, p.polrelid ) = $1
			)
		)
	`,
		[ "(account_id = current_setting('ivorey.account_id'::text, true))" ]
	);
	return rows.map( ( { name } ) => name );
}

describe( 'row-level security', () => {
	test( 'is forced on every table except those that hold nobody’s data', async () => {
		const client = await catalog();
		expect( new Set( await unguardedTables( client ) ) ).toEqual(
			new Set( OWN_TABLES )
		);
	} );

	test.for( [
		'alter table orders no force row level security',
		'alter table orders disable row level security',
		'drop policy ivorey_tenant on orders',
		'alter policy ivorey_tenant on orders using ( true )',
		'alter policy ivorey_tenant on orders with check ( true )',
		'create policy more on orders to public using ( true )',
	] )( 'is reported after: %s', async ( change ) => {
		const client = await catalog();
		await client.query( change );
		expect( await unguardedTables( client ) ).toContain( 'orders' );
	} );

	test( 'cannot be bypassed by a role with more rights', async () => {
		const client = await catalog();
		const { rows } = await client.query( `
			select rolname from pg_roles
			where rolname in ( 'ivorey_tenant', 'ivorey_across' )
				and not ( rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin )
				and not exists ( select from pg_class where relowner = pg_roles.oid )
				and not exists ( select from pg_auth_members where member = pg_roles.oid )
		` );
		expect( rows ).toHaveLength( 2 );
	} );
} );

describe( 'tablesWithoutTenant', () => {
	test.for( [
		'select * from orders where order_id = $1',
		'select * from "orders" where account_id = $1 and order_id in (select order_id from order_products where product_id = $2)',
		'update contacts set kind = $1 where contact_id = $2',
		'delete from batches where received_at < $1',
		'insert into orders (order_id) values ($1)',
		'insert into orders (account_id, order_id) select r.account_id, r.id from json_to_recordset($1) as r (account_id text, id text)',
		'insert into orders (account_id) values ($1) on conflict (account_id) do update set total = (select 1 from contacts)',
		'select c.* from contacts c join contact_links l on l.contact_id = c.contact_id where c.account_id = $1',
		'select count(*) from batches where account_id is not null',
		'select account_id from orders where account_id <> $1',
		'select * from orders where account_id = $1 or order_id = $2',
		'select * from orders where not account_id = $1',
		'select * from orders o left join contacts c on o.account_id = $1 and c.account_id = $1',
		'with x as (select account_id from orders) select * from contacts c join x on x.account_id = c.account_id',
		'update contacts c set kind = r.kind from json_to_recordset($1) as r (account_id text, kind text) where c.account_id = r.account_id',
		'select (select max(order_id) from orders where order_id > $2) from contacts where account_id = $1',
		'select * from orders where account_id = $1 union all select * from orders where order_id = $2',
		'select 1 where exists (select from orders o where o.account_id = o.account_id)',
	] )( 'sees %s', ( statement ) => {
		expect( tablesWithoutTenant( statement ) ).not.toEqual( [] );
	} );

	test.for( [
		'select "order_id" from "orders" where "account_id" = $1 and "order_id" = $2',
		'select 1',
		'select name from kysely_migration',
		'begin',
		'lock table orders',
		'select * from orders o where (o.account_id, o.order_id) = ($1, $2)',
		'select * from orders where account_id = $1::text for update skip locked',
		'select * from contacts c join contact_links l using (account_id, contact_id) where c.account_id = $1',
		'select * from contacts c left join contact_links l on l.account_id = c.account_id where c.account_id = $1',
		'select exists (select from orders o where o.account_id = c.account_id) from contacts c where c.account_id = $1',
		'select * from (select account_id, order_id from orders where account_id = $1) x join contacts c on c.account_id = x.account_id',
		'with lost as (update messages set state = $1 where account_id = $2 returning account_id) update automation_runs r set state = $1 from lost where r.account_id = lost.account_id',
		'with n as (insert into orders (account_id) select $1 returning account_id) insert into contacts (account_id) select n.account_id from n',
		'insert into orders (account_id, order_id) select $1, r.id from json_to_recordset($2) as r (id text) on conflict (account_id, order_id) do update set total = excluded.total',
		"insert into orders (account_id, order_id) values ('a', $1), ($2, $3)",
		'update contacts c set kind = $1 from unnest($1::uuid[]) as t (id) cross join lateral (select 1 from contact_links where account_id = $2 and contact_id = t.id) l where c.account_id = $2',
	] )( 'accepts %s', ( statement ) => {
		expect( tablesWithoutTenant( statement ) ).toEqual( [] );
	} );

	test( 'is checked for every statement of an API under test, including those of batches', async () => {
		const seen: string[] = [];
		const api = await startTestApi(
			{},
			{
				onQuery( { query }, scope ) {
					if ( scope?.role !== ACROSS_ROLE ) {
						seen.push( query.sql );
					}
				},
			}
		);
		const store = await api.connect();
		await store.send( [
			contactRecord( '7', 1 ),
			orderRecord( '1', 1 ),
			productRecord( '501', 1, {
				type: 'variable',
				variants: [ sampleVariant() ],
			} ),
			productRecord( '502', 1, { include_in_online_store: false } ),
			collectionRecord( '21', 1 ),
			paymentRecord( '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		] );
		// Two contacts that are merged.
		await store.send( [ orderRecord( '2', 1, GUEST ) ] );
		await store.send( [
			contactRecord( '7', 2, { email: GUEST.billing_email } ),
		] );
		for ( const table of [
			'connections',
			'batches',
			'contacts',
			'contact_links',
			'orders',
			'order_products',
			...ELEMENT_TABLES.filter( ( name ) => name !== 'account_tokens' ),
		] ) {
			expect(
				seen.some( ( statement ) => statement.includes( table ) ),
				table
			).toBe( true );
		}
		expect(
			seen.filter(
				( statement ) => tablesWithoutTenant( statement ).length > 0
			)
		).toEqual( [] );
	} );
} );

describe( 'migrate', () => {
	async function empty(): Promise< string > {
		const database = await freshDatabase();
		const client = new pg.Client( { connectionString: database.url } );
		await client.connect();
		await client.query(
			'drop schema public cascade; create schema public'
		);
		await client.end();
		onTestFinished( () => database.drop() );
		return database.url;
	}

	test( 'by several programs at once runs once', async () => {
		const url = await empty();
		await Promise.all( Array.from( { length: 5 }, () => migrate( url ) ) );
		const { isReady, close } = openDatabase( { as: 'owner', url } );
		onTestFinished( close );
		expect( await isReady() ).toBe( true );
	} );

	test( 'that has not run yet makes the database not ready', async () => {
		const { isReady, close } = openDatabase( {
			as: 'owner',
			url: await empty(),
		} );
		onTestFinished( close );
		expect( await isReady() ).toBe( false );
	} );
} );
