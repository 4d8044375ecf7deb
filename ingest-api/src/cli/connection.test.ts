import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { credentialsSchema } from '@ivorey/shared';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listTokens } from '../accounts/api-tokens.ts';
import { startTestApi } from '../testing/api.ts';
import {
	contactRecord,
	orderRecord,
	triggerRecord,
} from '../testing/records.ts';
import { envOf, runCli } from '../testing/run-cli.ts';
import { searchDatabase } from '../testing/search-database.ts';
import { problemOf, TestStore } from '../testing/store.ts';
import { keyringOf } from '../connections/keyring.ts';

const run = ( env: Record< string, string >, ...args: string[] ) =>
	runCli( 'connection.ts', env, ...args );

describe( 'npm run connection', { timeout: 60_000 }, () => {
	test( 'create prints credentials that work and nothing else; list and revoke follow', async () => {
		const api = await startTestApi();
		const created = await run(
			envOf( api ),
			'create',
			'--store-url',
			'https://shop.example.com',
			'--account',
			'Ada'
		);
		expect( created.code ).toBe( 0 );
		const credentials = credentialsSchema.parse(
			JSON.parse( created.stdout )
		);
		expect( credentials.api_url ).toBe( api.url );
		expect( created.stderr ).not.toContain( credentials.token );

		const store = new TestStore( credentials, 'https://shop.example.com' );
		expect( ( await store.ask() ).status ).toBe( 200 );

		const second = await run(
			envOf( api ),
			'create',
			'--store-url',
			'https://two.example.com',
			'--account',
			'Ada'
		);
		expect( JSON.parse( second.stdout ).connection.split( '.' )[ 0 ] ).toBe(
			store.accountId
		);

		const listed = await run( envOf( api ), 'list' );
		expect( listed.stdout ).toContain(
			`${ credentials.connection }\thttps://shop.example.com\tactive\tseen `
		);
		expect( listed.stdout ).toContain(
			'https://two.example.com\tpending\tnever seen\tAda'
		);
		expect( listed.stdout ).not.toContain( credentials.token );

		const revoked = await run(
			envOf( api ),
			'revoke',
			credentials.connection
		);
		expect( revoked ).toMatchObject( { code: 0, stdout: '' } );
		expect( problemOf( await store.ask() ).name ).toBe( 'revoked' );
		expect(
			await run( envOf( api ), 'revoke', credentials.connection )
		).toMatchObject( {
			code: 1,
			stderr: 'Cannot revoke it: it is disconnected (revoked).\n',
		} );
	} );

	test( 'create-account prints a link that signs in once, to the account of that name', async () => {
		const api = await startTestApi();
		const make = () =>
			run(
				envOf( api ),
				'create-account',
				'--email',
				'ada@example.com',
				'--account',
				'Ada'
			);
		const [ first, second ] = [ await make(), await make() ];
		expect( first ).toMatchObject( { code: 0, stderr: '' } );
		for ( const { stdout } of [ first, second ] ) {
			const answer = await fetch( stdout.trim(), {
				method: 'POST',
				redirect: 'manual',
			} );
			expect( answer.status ).toBe( 303 );
			expect( answer.headers.get( 'set-cookie' ) ).toContain(
				'ivorey_session'
			);
		}
		expect(
			( await fetch( first.stdout.trim(), { method: 'POST' } ) ).status
		).toBe( 410 );
		const people = await api.db
			.selectFrom( 'account_people as p' )
			.innerJoin( 'accounts as a', 'a.account_id', 'p.account_id' )
			.select( [ 'a.account_id', 'a.name', 'p.email' ] )
			.execute();
		expect( people ).toMatchObject( [
			{ name: 'Ada', email: 'ada@example.com' },
		] );
	} );

	test( 'new-epoch prints another epoch each time, and the stores get it', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const made = new Set< string >();
		for ( let i = 0; i < 2; i++ ) {
			const { code, stdout } = await run( envOf( api ), 'new-epoch' );
			expect( code ).toBe( 0 );
			made.add( stdout.trim() );
			expect( JSON.parse( ( await store.ask() ).text ).epoch ).toBe(
				stdout.trim()
			);
		}
		expect( made.size ).toBe( 2 );
	} );

	test( 'rotate-key reseals the secrets and prints how many are left; a missing key is named, and forget-key works only for a key that is lost', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const next = randomBytes( 32 );
		const list = ( ...keys: Buffer[] ) => ( {
			...envOf( api ),
			ENCRYPTION_KEY: keys
				.map( ( key ) => key.toString( 'base64' ) )
				.join( ',' ),
		} );
		const old = api.keys.current.id;
		for ( const args of [
			[ 'rotate-key' ],
			[ 'create', '--store-url', 'https://two.example.com' ],
		] ) {
			const refused = await run( list( next ), ...args );
			expect( refused ).toMatchObject( { code: 1, stdout: '' } );
			expect( refused.stderr ).toContain( `forget-key ${ old }` );
		}
		const rotated = await run(
			list( next, api.encryptionKey ),
			'rotate-key'
		);
		expect( rotated ).toMatchObject( {
			code: 0,
			stdout: '1 sealed anew, 0 left\n',
		} );
		expect( rotated.stderr ).toContain( '1 sealed anew, 0 left' );
		expect( await run( list( next ), 'rotate-key' ) ).toMatchObject( {
			code: 0,
			stdout: '0 sealed anew, 0 left\n',
		} );

		const current = keyringOf( next ).current.id;
		expect(
			await run( list( next ), 'forget-key', current )
		).toMatchObject( { code: 1, stdout: '' } );
		const last = list( randomBytes( 32 ) );
		expect( await run( last, 'forget-key', current ) ).toMatchObject( {
			code: 0,
			stderr: `${ current }: forgotten, with 1 secrets that only it opened\n`,
		} );
		expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
	} );

	test( 'drop-old-columns says that nothing is left to drop, every time it runs', async () => {
		const api = await startTestApi();
		for ( let time = 0; time < 2; time++ ) {
			expect(
				await run( envOf( api ), 'drop-old-columns' )
			).toMatchObject( {
				code: 0,
				stdout: '',
				stderr: 'The database has the columns of this version only.\n',
			} );
		}
	} );

	test( 'create-token prints a token that reads the triggers of the account, until it is revoked', async () => {
		const api = await startTestApi();
		const store = await api.connect( { accountName: 'Ada' } );
		await store.send( [ triggerRecord( 'order_submitted', '1', 1 ) ] );
		const created = await run(
			envOf( api ),
			'create-token',
			'--account',
			'Ada',
			'--name',
			'Books'
		);
		expect( created.code ).toBe( 0 );
		const authorization = `Bearer ${ created.stdout.trim() }`;
		const read = () =>
			fetch( `${ api.url }/v1/triggers`, { headers: { authorization } } );
		expect( await ( await read() ).json() ).toMatchObject( {
			triggers: [ { order_id: '1' } ],
		} );
		expect( created.stderr ).not.toContain( created.stdout.trim() );
		expect( await listTokens( api.db, store.accountId ) ).toMatchObject( [
			{ name: 'Books', scope: 'read', createdBy: null },
		] );

		const tokenId = /acc_\S+$/m.exec( created.stderr )![ 0 ];
		expect(
			await run( envOf( api ), 'revoke-token', tokenId )
		).toMatchObject( { code: 0, stdout: '' } );
		expect( ( await read() ).status ).toBe( 401 );
		expect(
			await run( envOf( api ), 'revoke-token', tokenId )
		).toMatchObject( { code: 1, stdout: '' } );
		const changes = await api.db
			.selectFrom( 'account_changes' )
			.select( [ 'kind', 'origin', 'subject_label' ] )
			.where( 'subject_kind', '=', 'token' )
			.orderBy( 'at' )
			.execute();
		expect( changes ).toEqual(
			[ 'token_created', 'token_revoked' ].map( ( kind ) => ( {
				kind,
				origin: 'operator',
				subject_label: 'Books',
			} ) )
		);
	} );

	test( 'erase erases a person of the account, and prints the counts', async () => {
		const api = await startTestApi();
		const store = await api.connect( { accountName: 'Ada' } );
		await store.send( [ orderRecord( '1', 1 ), contactRecord( '7', 1 ) ] );
		expect(
			await run(
				envOf( api ),
				'erase',
				'--email',
				'ADA@example.com',
				'--account',
				'Ada'
			)
		).toEqual( {
			code: 0,
			stdout: 'contacts\t1\nusers\t1\norders\t1\n',
			stderr: '',
		} );
		expect( await searchDatabase( api.db, [ 'ada@example.com' ] ) ).toEqual(
			[]
		);
		expect(
			await run(
				envOf( api ),
				'erase',
				'--email',
				'ada@example.com',
				'--account',
				'Nobody'
			)
		).toMatchObject( {
			code: 1,
			stderr: 'There is no account named "Nobody".\n',
		} );
	} );

	test( 'delete deletes every row of a connection and lists the counts; delete-account does so for the rest of the account', async () => {
		const api = await startTestApi();
		const store = await api.connect( { accountName: 'Ada' } );
		await store.send( [ orderRecord( '1', 1 ) ] );
		const { connection } = store.credentials;
		const deleted = await run( envOf( api ), 'delete', connection );
		expect( deleted.code ).toBe( 0 );
		expect( deleted.stdout ).toContain( 'orders\t1\norder_products\t1\n' );
		expect( deleted.stdout ).toContain( 'connections\t1\n' );
		expect(
			await searchDatabase( api.db, [ store.connectionId ] )
		).toEqual( [] );
		expect( await run( envOf( api ), 'delete', connection ) ).toMatchObject(
			{
				code: 1,
				stderr: `There is no connection ${ connection }.\n`,
			}
		);
		expect(
			await run( envOf( api ), 'delete-account', store.accountId )
		).toMatchObject( {
			code: 0,
			// The account's history records the deletion of the store.
			stdout: 'account_changes\t1\naccounts\t1\n',
		} );
		expect( await searchDatabase( api.db, [ store.accountId ] ) ).toEqual(
			[]
		);
		expect(
			await run( envOf( api ), 'delete-account', store.accountId )
		).toMatchObject( { code: 1, stdout: '' } );
	} );

	test( 'explains what is wrong with its arguments, and changes nothing', async () => {
		const api = await startTestApi();
		const env = envOf( api );
		const cases: { args: string[]; code: number; message: string }[] = [
			{
				args: [ 'create', '--store-url', 'http://shop.example.com/' ],
				code: 1,
				message: 'Did you mean https://shop.example.com?',
			},
			{
				args: [
					'create',
					'--store-url',
					'https://shop.example.com',
					'--account',
					' ',
				],
				code: 1,
				message: 'The account needs a name.',
			},
			{
				args: [ 'create-account', '--email', 'ada' ],
				code: 2,
				message: '"create-account" needs --email',
			},
			{
				args: [ 'create-account', '--store-url', 'https://a.example' ],
				code: 2,
				message: '"create-account" takes no --store-url.',
			},
			{
				args: [ 'revoke', 'x' ],
				code: 1,
				message: '"x" is no connection.',
			},
			{
				args: [
					'revoke',
					`acc_${ 'a'.repeat( 22 ) }.con_${ 'a'.repeat( 22 ) }`,
				],
				code: 1,
				message: 'There is no connection',
			},
		];
		for ( const { args, code, message } of cases ) {
			const result = await run( env, ...args );
			expect( result.stderr, args.join( ' ' ) ).toContain( message );
			expect( result ).toMatchObject( { code, stdout: '' } );
		}
		expect(
			await api.db
				.selectFrom( 'accounts' )
				.select( 'account_id' )
				.execute()
		).toEqual( [] );
	} );

	test( 'an invalid command line prints the error and the usage before it connects to the database', async () => {
		const result = await run(
			{ DATABASE_URL: 'postgres://127.0.0.1:1/none' },
			'make'
		);
		expect( result ).toMatchObject( { code: 2, stdout: '' } );
		expect( result.stderr ).toContain( 'There is no "make".' );
		expect( result.stderr ).toContain( 'Usage:' );
	} );

	test( 'works with the embedded database and without an API, and leaves nothing running', async () => {
		const dataDir = await mkdtemp( path.join( tmpdir(), 'ivorey-cli-' ) );
		onTestFinished( () => rm( dataDir, { recursive: true, force: true } ) );
		const created = await run(
			{ DATA_DIR: dataDir, PORT: '9999' },
			'create',
			'--store-url',
			'https://shop.example.com'
		);
		expect( created.code, created.stderr ).toBe( 0 );
		expect(
			credentialsSchema.parse( JSON.parse( created.stdout ) ).api_url
		).toBe( 'http://localhost:9999' );
		expect(
			( await run( { DATA_DIR: dataDir }, 'list' ) ).stdout
		).toContain( 'https://shop.example.com\tpending' );
		const { stdout } = await new Promise< { stdout: string } >(
			( resolve ) =>
				execFile( 'ps', [ '-eo', 'stat,args' ], ( _error, text ) =>
					resolve( { stdout: text } )
				)
		);
		expect(
			stdout
				.split( '\n' )
				.filter(
					( line ) =>
						line.includes( dataDir ) && ! line.startsWith( 'Z' )
				)
		).toEqual( [] );
	} );
} );
