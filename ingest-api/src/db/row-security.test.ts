import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { startScratchPostgres } from '../../../test/postgres/scratch-postgres.ts';
import { newAccountId } from './identifiers.ts';
import { migrate } from './migrate.ts';
import { openDatabase, type DatabaseOptions } from './open.ts';
import { MissingRoles } from './row-security.ts';
import type { Database } from './schema.ts';
import { acrossAccounts, forAccount } from './scope.ts';

/** The timeout for tests with a server of their own, which is created first. */
const SERVER_MS = 180_000;

const [ ADA, BOB ] = [ newAccountId(), newAccountId() ];

function open( url: string, as: DatabaseOptions[ 'as' ] ): Kysely< Database > {
	const { db, close } = openDatabase( { as, url, poolSize: 1 } );
	onTestFinished( close );
	return db;
}

/** A database with two accounts, opened as its owner and as requests open it. */
async function twoAccounts() {
	const { url, drop } = await freshDatabase();
	onTestFinished( drop );
	const owner = open( url, 'owner' );
	for ( const id of [ ADA, BOB ] ) {
		await makeAccount( owner, id );
	}
	return { url, owner, requests: open( url, 'requests' ) };
}

async function makeAccount( db: Kysely< Database >, id: string ) {
	await db
		.insertInto( 'accounts' )
		.values( { account_id: id, name: id, created_at: new Date() } )
		.execute();
}

async function accountsOf( db: Kysely< Database > ): Promise< string[] > {
	const rows = await db
		.selectFrom( 'accounts' )
		.select( 'account_id' )
		.execute();
	return rows.map( ( row ) => row.account_id ).sort();
}

async function query( url: string, text: string ): Promise< void > {
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	try {
		await client.query( text );
	} finally {
		await client.end();
	}
}

test( 'a statement without an account finds nothing, and an account’s statement finds its own rows, on the same connection', async () => {
	const { owner, requests } = await twoAccounts();
	expect( await accountsOf( requests ) ).toEqual( [] );
	expect( await accountsOf( forAccount( requests, ADA ) ) ).toEqual( [
		ADA,
	] );
	expect( await accountsOf( requests ) ).toEqual( [] );
	expect( await accountsOf( forAccount( requests, BOB ) ) ).toEqual( [
		BOB,
	] );
	expect( await accountsOf( acrossAccounts( requests ) ) ).toEqual(
		[ ADA, BOB ].sort()
	);
	expect( await accountsOf( requests ) ).toEqual( [] );
	expect( await accountsOf( forAccount( owner, ADA ) ) ).toEqual( [ ADA ] );
	expect( await accountsOf( owner ) ).toEqual( [ ADA, BOB ].sort() );
} );

test( 'a transaction keeps the account that it began with, until its end and no longer', async () => {
	const { requests } = await twoAccounts();
	const ada = forAccount( requests, ADA );
	expect( await ada.transaction().execute( accountsOf ) ).toEqual( [ ADA ] );
	await expect(
		ada
			.transaction()
			.setIsolationLevel( 'repeatable read' )
			.execute( async ( tx ) => {
				expect( await accountsOf( tx ) ).toEqual( [ ADA ] );
				throw new Error( 'rolled back' );
			} )
	).rejects.toThrow( 'rolled back' );
	expect( await accountsOf( requests ) ).toEqual( [] );
	expect( await requests.transaction().execute( accountsOf ) ).toEqual( [] );
} );

test( 'another account’s rows can be neither changed nor deleted nor created', async () => {
	const { owner, requests } = await twoAccounts();
	const ada = forAccount( requests, ADA );
	await ada.updateTable( 'accounts' ).set( { name: 'Mine' } ).execute();
	await ada
		.deleteFrom( 'accounts' )
		.where( 'account_id', '=', BOB )
		.execute();
	for ( const change of [
		() => makeAccount( ada, newAccountId() ),
		() => makeAccount( requests, newAccountId() ),
		() =>
			ada
				.updateTable( 'accounts' )
				.set( { account_id: newAccountId() } )
				.execute(),
	] ) {
		await expect( change() ).rejects.toThrow( 'row-level security' );
	}
	expect(
		await owner.selectFrom( 'accounts' ).select( 'name' ).execute()
	).toEqual( expect.arrayContaining( [ { name: 'Mine' }, { name: BOB } ] ) );
} );

test( 'a statement that fails gives its own error, and leaves nothing of the account on the connection', async () => {
	const { requests } = await twoAccounts();
	const ada = forAccount( requests, ADA );
	await expect( sql`select nonsense`.execute( ada ) ).rejects.toThrow(
		'nonsense'
	);
	await expect(
		sql`select 1 / ${ 0 }::integer`.execute( ada )
	).rejects.toThrow( 'division by zero' );
	expect( await accountsOf( requests ) ).toEqual( [] );
	expect( await accountsOf( ada ) ).toEqual( [ ADA ] );
} );

test( 'a handle limited to an account stays so, and an invalid account ID is refused', async () => {
	const { requests } = await twoAccounts();
	const ada = forAccount( requests, ADA );
	expect( forAccount( ada, ADA ) ).toBe( ada );
	expect( () => forAccount( ada, BOB ) ).toThrow( 'another account' );
	expect( () => acrossAccounts( ada ) ).toThrow( 'another account' );
	expect( () => forAccount( requests, `${ ADA }'; reset role; --` ) ).toThrow(
		'no id'
	);
	await ada.transaction().execute( async ( tx ) => {
		expect( () => acrossAccounts( tx ) ).toThrow( 'transaction' );
	} );
} );

test( 'statements across accounts may read what they are meant for, and nothing else', async () => {
	const { requests } = await twoAccounts();
	const across = acrossAccounts( requests );
	await expect(
		across.selectFrom( 'orders' ).select( 'order_id' ).execute()
	).rejects.toThrow( 'permission denied' );
	await expect(
		across.updateTable( 'accounts' ).set( { name: '' } ).execute()
	).rejects.toThrow( 'permission denied' );
} );

test( 'a later version’s table, and one that lost its policy, are secured at the next start', async () => {
	const { url, owner } = await twoAccounts();
	await query(
		url,
		`create table later ( account_id text, note text );
		insert into later values ( '${ ADA }', 'a' ), ( '${ BOB }', 'b' );
		drop policy ivorey_tenant on orders;
		alter table contacts no force row level security;
		grant select on orders to ivorey_across`
	);
	const secured: string[] = [];
	await migrate( url, { onSecure: ( table ) => secured.push( table ) } );
	expect( secured.sort() ).toEqual( [ 'contacts', 'later', 'orders' ] );
	const { rows } = await sql`select note from later`.execute(
		forAccount( owner, ADA )
	);
	expect( rows ).toEqual( [ { note: 'a' } ] );
	secured.length = 0;
	await migrate( url, { onSecure: ( table ) => secured.push( table ) } );
	expect( secured ).toEqual( [] );
} );

test( 'a table that somebody reads is secured when they are done, and nobody waits behind the migration meanwhile', async () => {
	const { url } = await twoAccounts();
	await query( url, 'alter table orders no force row level security' );
	const reader = new pg.Client( { connectionString: url } );
	await reader.connect();
	await reader.query( 'begin; select from orders' );
	let isDone = false;
	const migrated = migrate( url ).then( () => {
		isDone = true;
	} );
	// It has given up waiting, and retries.
	await expect
		.poll( async () => {
			await query( url, 'select from orders' );
			return isDone;
		} )
		.toBe( false );
	await reader.query( 'commit' );
	await migrated;
	await reader.end();
} );

/** A server without the roles, and a function that makes a login with its own database there. */
async function scratchServer() {
	const server = await startScratchPostgres();
	onTestFinished( () => server.drop() );
	const admin = ( text: string ) =>
		query( databaseAt( server.url, 'postgres' ), text );
	return {
		admin,
		async login( name: string, attributes: string ) {
			await admin(
				`create role ${ name } login password 'secret' ${ attributes }`
			);
			await admin( `create database ${ name } owner ${ name }` );
			return databaseAt( server.url, name, name );
		},
	};
}

test(
	'a login that may create roles creates them, and sees all of its tables without being a superuser',
	{ timeout: SERVER_MS },
	async () => {
		const { login } = await scratchServer();
		const maker = await login( 'maker', 'createrole' );
		await Promise.all( [ migrate( maker ), migrate( maker ) ] );
		await expectWalls( maker );
	}
);

test(
	'a login that may not create the roles says what a superuser has to run, and continues once that is done',
	{ timeout: SERVER_MS },
	async () => {
		const { admin, login } = await scratchServer();
		const plain = await login( 'plain', '' );
		const refused = await migrate( plain ).catch(
			( error: unknown ) => error
		);
		expect( refused ).toBeInstanceOf( MissingRoles );
		const commands = ( refused as Error ).message
			.split( '\n' )
			.filter( ( line ) => line.endsWith( ';' ) );
		expect( commands ).toHaveLength( 3 );
		await admin( commands.join( '\n' ) );
		await migrate( plain );
		await expectWalls( plain );

		// The roles exist, but another login created them.
		const other = await login( 'other', '' );
		await expect( migrate( other ) ).rejects.toThrow(
			/^(?![^]*create role)[^]*grant ivorey_tenant, ivorey_across to other;/
		);
	}
);

test(
	'databases of one server that are set up at the same time share the roles',
	{ timeout: SERVER_MS },
	async () => {
		const server = await startScratchPostgres();
		onTestFinished( () => server.drop() );
		const urls = await Promise.all(
			Array.from( { length: 3 }, async () => {
				const name = `db_${ randomBytes( 4 ).toString( 'hex' ) }`;
				await query(
					databaseAt( server.url, 'postgres' ),
					`create database ${ name } template template0`
				);
				return databaseAt( server.url, name );
			} )
		);
		await Promise.all( urls.map( ( url ) => migrate( url ) ) );
		for ( const url of urls ) {
			await expectWalls( url );
		}
	}
);

async function expectWalls( url: string ): Promise< void > {
	const owner = openDatabase( { as: 'owner', url, poolSize: 1 } );
	const requests = openDatabase( { as: 'requests', url, poolSize: 1 } );
	try {
		for ( const id of [ ADA, BOB ] ) {
			await makeAccount( owner.db, id );
		}
		expect( await accountsOf( owner.db ) ).toHaveLength( 2 );
		expect( await accountsOf( requests.db ) ).toEqual( [] );
		expect( await accountsOf( forAccount( requests.db, ADA ) ) ).toEqual( [
			ADA,
		] );
	} finally {
		await owner.close();
		await requests.close();
	}
}

function databaseAt( server: string, database: string, login?: string ) {
	const url = new URL( server );
	url.pathname = `/${ database }`;
	if ( login !== undefined ) {
		url.username = login;
		url.password = 'secret';
	}
	return url.href;
}
