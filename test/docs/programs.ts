/** Commands of Ivorey's side, each with its own API and database. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished } from 'vitest';
import { credentialsSchema } from '@ivorey/shared';
import { DEFAULT_ACCOUNT_NAME } from '@ivorey/ingest-api/accounts/accounts.ts';
import { createAccountToken } from '@ivorey/ingest-api/accounts/api-tokens.ts';
import { LATEST_MIGRATION } from '@ivorey/ingest-api/db/migrations.ts';
import { startTestApi, type TestApi } from '@ivorey/ingest-api/testing/api.ts';
import { standInForCitus } from '@ivorey/ingest-api/testing/citus.ts';
import {
	contactRecord,
	orderRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { envOf } from '@ivorey/ingest-api/testing/run-cli.ts';
import type { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { freePort } from '../../scripts/api-process.ts';
import { freshDatabase } from '../postgres/database.ts';
import { waitFor } from '../wait.ts';
import { fillIn, type Scenario, type Scenarios } from './scenario.ts';

interface Scene {
	api: TestApi;
	/** Active, with one order and one contact. */
	store: TestStore;
	/** Runs the command, with its placeholders replaced by these values. */
	run: ( options?: {
		values?: Record< string, string >;
		env?: Record< string, string >;
	} ) => Promise< { stdout: string; stderr: string } >;
	/** Runs another command that it needs. */
	also: ( command: string ) => Promise< unknown >;
}

function tokenOf( api: TestApi, { accountId }: TestStore ) {
	return createAccountToken( api.db, accountId, new Date(), 'read', {
		name: 'Books',
		author: { accountId, origin: 'operator' },
	} );
}

const inApi =
	( play: ( scene: Scene ) => Promise< void >, isSeeded = false ): Scenario =>
	async ( clone, command ) => {
		const api = await startTestApi( {}, { isSeeded } );
		const store = await api.connect( {
			accountName: DEFAULT_ACCOUNT_NAME,
		} );
		await store.send( [ orderRecord( '1', 1 ), contactRecord( '7', 1 ) ] );
		const values = {
			'acc_….con_…': store.credentials.connection,
			'acc_…': store.accountId,
		};
		await play( {
			api,
			store,
			run: ( more = {} ) =>
				clone.run( fillIn( command, { ...more.values, ...values } ), {
					...envOf( api ),
					...more.env,
				} ),
			also: ( other ) =>
				clone.run( fillIn( other, values ), envOf( api ) ),
		} );
	};

async function stateOf( { api, store }: Scene ): Promise< string | undefined > {
	const row = await api.db
		.selectFrom( 'connections' )
		.select( 'state' )
		.where( 'account_id', '=', store.accountId )
		.where( 'connection_id', '=', store.connectionId )
		.executeTakeFirst();
	return row?.state;
}

const readOrders = ( { url }: TestApi, token: string ) =>
	fetch( `${ url }/v1/orders`, {
		headers: { authorization: `Bearer ${ token }` },
	} );

const signsIn = inApi( async ( { run } ) => {
	const { stdout } = await run( {
		values: {
			ADDRESS: 'ada@example.com',
			'[--account NAME]': '--account "My account"',
		},
	} );
	// npm prints the command first, unless it is silenced.
	const answer = await fetch( stdout.split( '\n' ).at( -1 )!, {
		method: 'POST',
		redirect: 'manual',
	} );
	expect( answer.status ).toBe( 303 );
	expect( answer.headers.get( 'set-cookie' ) ).toContain( 'ivorey_session' );
} );

const createsToken = ( scope: 'read' | 'manage' ) =>
	inApi( async ( { api, run } ) => {
		const { stdout } = await run();
		expect( ( await readOrders( api, stdout ) ).status ).toBe( 200 );
		const tokens = await api.db
			.selectFrom( 'account_tokens' )
			.select( 'scope' )
			.execute();
		expect( tokens ).toEqual( [ { scope } ] );
	} );

/** Checks the connection's state after the given commands. */
const leads = ( to: string | undefined, ...before: string[] ) =>
	inApi( async ( scene ) => {
		for ( const command of before ) {
			await scene.also( command );
		}
		await scene.run();
		expect( await stateOf( scene ) ).toBe( to );
	} );

const remaps = ( left: string ) =>
	inApi( async ( { api, store, run } ) => {
		await sql`
			update orders set number = 'old' where account_id = ${ store.accountId }
		`.execute( api.db );
		const { stdout } = await run();
		expect( stdout ).toContain( 'orders.number: 1' );
		const { number } = await api.db
			.selectFrom( 'orders' )
			.select( 'number' )
			.executeTakeFirstOrThrow();
		expect( number ).toBe( left );
	}, true );

/** Runs another instance of the program until it is stopped. */
const serves =
	( env: () => Promise< Record< string, string > > ): Scenario =>
	async ( clone, command ) => {
		const port = String( await freePort() );
		const copy = clone.start( command, { PORT: port, ...( await env() ) } );
		try {
			await waitFor(
				() =>
					fetch( `http://127.0.0.1:${ port }/readyz` ).then(
						( { ok } ) => ok,
						() => {
							expect( copy.nodeChildProcess.exitCode ).toBeNull();
							return false;
						}
					),
				'The program'
			);
		} finally {
			copy.kill( 'SIGTERM' );
		}
		expect( ( await copy ).exitCode ).toBe( 0 );
	};

async function database(): Promise< string > {
	const { url, drop } = await freshDatabase();
	onTestFinished( drop );
	return url;
}

export const PROGRAMS: Scenarios = {
	'IVOREY_DEVELOPMENT=1 node ingest-api/src/main.ts': serves(
		async () => ( {} )
	),
	'node ingest-api/src/main.ts': serves( async () => ( {
		DATABASE_URL: await database(),
		ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ),
		PUBLIC_URL: 'https://api.example.com',
		SMTP_URL: 'smtp://127.0.0.1:1',
	} ) ),
	'npm run migrate': async ( clone, command ) => {
		const url = await database();
		const client = new pg.Client( { connectionString: url } );
		await client.connect();
		await client.query( 'drop schema public cascade' );
		await client.query( 'create schema public' );
		await clone.run( command, { DATABASE_URL: url } );
		const { rows } = await client.query(
			'select max( name ) as name from kysely_migration'
		);
		await client.end();
		expect( rows ).toEqual( [ { name: LATEST_MIGRATION } ] );
	},
	'npm run citus': inApi( async ( { api, run, also } ) => {
		await also( 'npm run -s connection -- drop-old-columns' );
		await standInForCitus( api.db );
		expect( ( await run() ).stdout ).toContain(
			'tables distributed, 0 were already'
		);
	} ),
	'npm run remap': remaps( 'old' ),
	'npm run remap -- --apply': remaps( '1' ),
	'npm run -s connection -- create --store-url https://yourstore.com': inApi(
		async ( { run } ) => {
			const { stdout } = await run();
			credentialsSchema.parse( JSON.parse( stdout ) );
		}
	),
	'npm run -s connection -- create-account --email ada@example.com': signsIn,
	'npm run connection -- create-account --email ADDRESS [--account NAME]':
		signsIn,
	'npm run -s connection -- create-token --account "My account" --name Books':
		createsToken( 'read' ),
	'npm run -s connection -- create-token --account "My account" --name Desk --manage':
		createsToken( 'manage' ),
	'npm run -s connection -- revoke-token acc_….tok_…': inApi(
		async ( { api, store, run } ) => {
			const { token, tokenId } = await tokenOf( api, store );
			await run( { values: { 'acc_….tok_…': tokenId } } );
			expect( ( await readOrders( api, token ) ).status ).toBe( 401 );
		}
	),
	'npm run -s connection -- rotate-key': inApi( async ( { api, run } ) => {
		const next = randomBytes( 32 ).toString( 'base64' );
		const { stdout } = await run( {
			env: {
				ENCRYPTION_KEY: `${ next },${ api.encryptionKey.toString( 'base64' ) }`,
			},
		} );
		expect( stdout ).toContain( '1 sealed anew, 0 left' );
	} ),
	'npm run -s connection -- forget-key key_…': inApi(
		async ( { api, store, run } ) => {
			await run( {
				values: { 'key_…': api.keys.current.id },
				env: { ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ) },
			} );
			expect( ( await store.ask() ).status ).toBe( 401 );
		}
	),
	'npm run -s connection -- drop-old-columns': inApi(
		async ( { api, run } ) => {
			await run();
			const { rows } = await sql`
				select from pg_trigger where tgrelid = 'orders'::regclass and not tgisinternal
			`.execute( api.db );
			expect( rows ).toEqual( [] );
		}
	),
	'npm run -s connection -- list': inApi( async ( { store, run } ) => {
		expect( ( await run() ).stdout ).toContain(
			`${ store.credentials.connection }\t${ store.storeUrl }\tactive\tseen `
		);
	} ),
	'npm run -s connection -- new-epoch': inApi( async ( { store, run } ) => {
		const { stdout } = await run();
		const { epoch } = JSON.parse( ( await store.ask() ).text ) as {
			epoch: string;
		};
		expect( stdout ).toBe( epoch );
	} ),
	'npm run -s connection -- pause acc_….con_…': leads( 'paused' ),
	'npm run -s connection -- resume acc_….con_…': leads(
		'active',
		'npm run -s connection -- pause acc_….con_…'
	),
	'npm run -s connection -- revoke acc_….con_…': leads( 'disconnected' ),
	'npm run -s connection -- delete acc_….con_…': leads( undefined ),
	'npm run -s connection -- erase --email ada@example.com --account "My account"':
		inApi( async ( { run } ) => {
			expect( ( await run() ).stdout ).toContain( 'contacts\t1' );
		} ),
	'npm run -s connection -- delete-account acc_…': inApi(
		async ( { api, run } ) => {
			await run();
			expect(
				await api.db
					.selectFrom( 'accounts' )
					.select( 'account_id' )
					.execute()
			).toEqual( [] );
		}
	),
	'curl --get "$IVOREY_URL/v1/orders" --header "Authorization: Bearer $IVOREY_TOKEN" --data-urlencode paid=true':
		inApi( async ( { api, store, run } ) => {
			await store.send( [
				orderRecord( '2', 1, { date_paid: null } ),
				orderRecord( '3', 1, { date_paid: '2026-01-09T10:00:00Z' } ),
			] );
			const { token } = await tokenOf( api, store );
			const { stdout } = await run( {
				env: { IVOREY_URL: api.url, IVOREY_TOKEN: token },
			} );
			const { data } = JSON.parse( stdout ) as {
				data: { number: string }[];
			};
			const numbers = data.map( ( { number } ) => number );
			expect( numbers ).toContain( '3' );
			expect( numbers ).not.toContain( '2' );
		} ),
};
