import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
	codeDescriptionSchema,
	DEFAULT_SETTINGS,
	exchangedCodeSchema,
	rotatedSchema,
	type ExchangedCode,
} from '@ivorey/shared';
import * as testing from '../../testing/api.ts';
import type { TestApi } from '../../testing/api.ts';
import { makePerson, type TestPerson } from '../../testing/people.ts';
import { orderRecord } from '../../testing/records.ts';
import { problemOf, TestStore, type Answer } from '../../testing/store.ts';
import { insertConnection } from '../join.ts';
import {
	challengeOf,
	findOpenRequest,
	issueCode,
	startConnectRequest,
} from './requests.ts';

const STORE = 'https://shop.example.com';
const INSTALL = 'install-1';
/** The confirmation that the stores in this file know. */
const CONFIRMATION = 'c'.repeat( 43 );

function startTestApi(
	env: Record< string, string > = {},
	options: Parameters< typeof testing.startTestApi >[ 1 ] = {}
): Promise< TestApi > {
	return testing.startTestApi( env, {
		confirmStore: async ( _, confirmation ) =>
			confirmation === CONFIRMATION,
		...options,
	} );
}

async function post(
	api: TestApi,
	path: string,
	body: unknown
): Promise< Answer > {
	const answer = await fetch( `${ api.url }/v1/connect/${ path }`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify( body ),
	} );
	return {
		status: answer.status,
		headers: answer.headers,
		text: await answer.text(),
	};
}

async function codeFor(
	api: TestApi,
	person: TestPerson,
	options: { verifier?: string; storeUrl?: string; now?: Date } = {}
): Promise< string > {
	const now = options.now ?? new Date();
	const { accountId, personId } = person;
	const requestId = await startConnectRequest( api.db, {
		accountId,
		personId,
		storeUrl: options.storeUrl ?? STORE,
		approveUrl: `${ STORE }/wp-admin/admin.php?page=ivorey`,
		store:
			options.verifier === undefined
				? null
				: {
						state: 'state',
						codeChallenge: challengeOf( options.verifier ),
					},
		now,
	} );
	const request = await api.db
		.selectFrom( 'connect_requests' )
		.selectAll()
		.where( 'account_id', '=', accountId )
		.where( 'request_id', '=', requestId )
		.executeTakeFirstOrThrow();
	return ( await issueCode( api.db, request, now ) )!;
}

function exchange( api: TestApi, code: string, more: object = {} ) {
	return post( api, 'token', {
		grant_type: 'authorization_code',
		code,
		store_url: STORE,
		install_id: INSTALL,
		confirmation: CONFIRMATION,
		...more,
	} );
}

function joined( answer: Answer ): { store: TestStore; answer: ExchangedCode } {
	expect( answer.status ).toBe( 200 );
	const parsed = exchangedCodeSchema.parse( JSON.parse( answer.text ) );
	const store = new TestStore( parsed.credentials, STORE );
	store.installId = INSTALL;
	return { store, answer: parsed };
}

/** The store with what a rotation gave it. */
function withNew( store: TestStore, rotated: Answer ): TestStore {
	const { credentials } = rotatedSchema.parse( JSON.parse( rotated.text ) );
	const fresh = new TestStore( credentials, store.storeUrl );
	fresh.installId = store.installId;
	return fresh;
}

async function connectionsOf( api: TestApi, { accountId }: TestPerson ) {
	return api.db
		.selectFrom( 'connections' )
		.selectAll()
		.where( 'account_id', '=', accountId )
		.execute();
}

const newVerifier = () => randomBytes( 32 ).toString( 'base64url' );

describe( 'R22 a code', () => {
	test( 'can be described any number of times, and is then exchanged once', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const code = await codeFor( api, person );
		for ( let i = 0; i < 2; i++ ) {
			const described = await post( api, 'describe', {
				code,
				store_url: STORE,
			} );
			expect(
				codeDescriptionSchema.parse( JSON.parse( described.text ) )
			).toMatchObject( {
				account: { id: person.accountId, name: 'Ada & Co' },
				api_host: new URL( api.url ).host,
				settings: { version: 1, import: { enabled: true } },
			} );
			expect( described.headers.get( 'cache-control' ) ).toBe(
				'no-store'
			);
		}
		const { store, answer } = joined( await exchange( api, code ) );
		expect( answer.return_url ).toBe(
			`${ api.url }/settings/integration/woocommerce/${ store.connectionId }`
		);
		expect( store.accountId ).toBe( person.accountId );
		const asked = await store.ask();
		expect( JSON.parse( asked.text ) ).toMatchObject( {
			state: 'active',
			settings: { version: 1 },
		} );

		expect( problemOf( await exchange( api, code ) ).name ).toBe(
			'invalid-grant'
		);
		expect(
			problemOf(
				await post( api, 'describe', { code, store_url: STORE } )
			).name
		).toBe( 'invalid-grant' );
		expect( await connectionsOf( api, person ) ).toHaveLength( 1 );
	} );

	test( 'is kept as a hash only', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const code = await codeFor( api, person );
		const rows = await api.db
			.selectFrom( 'connect_requests' )
			.selectAll()
			.where( 'account_id', '=', person.accountId )
			.execute();
		expect( JSON.stringify( rows ) ).not.toContain(
			code.split( '.' )[ 1 ]
		);
		expect( api.log.join() ).not.toContain( code.split( '.' )[ 1 ] );
	} );

	test( 'exchanged by many at once has one winner', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const code = await codeFor( api, person );
		const answers = await Promise.all(
			Array.from( { length: 12 }, () => exchange( api, code ) )
		);
		expect( answers.map( ( { status } ) => status ).sort() ).toEqual( [
			200,
			...Array.from( { length: 11 }, () => 400 ),
		] );
		expect( await connectionsOf( api, person ) ).toHaveLength( 1 );
	} );

	test( 'expires after ten minutes', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const minutesAgo = ( minutes: number ) =>
			new Date( Date.now() - minutes * 60_000 );
		const late = await codeFor( api, person, {
			now: minutesAgo( 10.05 ),
		} );
		expect( problemOf( await exchange( api, late ) ).name ).toBe(
			'invalid-grant'
		);
		const inTime = await codeFor( api, person, { now: minutesAgo( 9.9 ) } );
		expect( ( await exchange( api, inTime ) ).status ).toBe( 200 );
	} );

	test( 'that was denied leaves nothing behind', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const code = await codeFor( api, person );
		expect( ( await post( api, 'deny', { code } ) ).status ).toBe( 204 );
		for ( const again of [
			await exchange( api, code ),
			await post( api, 'deny', { code } ),
		] ) {
			expect( problemOf( again ).name ).toBe( 'invalid-grant' );
		}
		expect( await connectionsOf( api, person ) ).toEqual( [] );
	} );

	test( 'that is forged, of another store, or without its verifier does nothing and stays valid', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const stranger = await makePerson( api.db );
		const code = await codeFor( api, person );
		const verifier = newVerifier();
		const withPkce = await codeFor( api, person, { verifier } );
		const secret = code.split( '.' )[ 1 ]!;
		const wrong: [ string, Promise< Answer > ][] = [
			[
				'forged',
				exchange( api, `${ person.accountId }.${ newVerifier() }` ),
			],
			[ 'no code', exchange( api, 'x' ) ],
			[
				'moved to another account',
				exchange( api, `${ stranger.accountId }.${ secret }` ),
			],
			[
				'another store',
				exchange( api, code, {
					store_url: 'https://other.example.com',
				} ),
			],
			[
				'another folder',
				exchange( api, code, { store_url: `${ STORE }/staging` } ),
			],
			[
				'a verifier where there was no challenge',
				exchange( api, code, { code_verifier: newVerifier() } ),
			],
			[ 'no verifier', exchange( api, withPkce ) ],
			[
				'another verifier',
				exchange( api, withPkce, { code_verifier: newVerifier() } ),
			],
			[
				'described without verifier',
				post( api, 'describe', { code: withPkce, store_url: STORE } ),
			],
		];
		for ( const [ name, answer ] of wrong ) {
			expect( problemOf( await answer ).name, name ).toBe(
				'invalid-grant'
			);
		}
		expect( await connectionsOf( api, person ) ).toEqual( [] );
		expect( await connectionsOf( api, stranger ) ).toEqual( [] );
		expect(
			( await exchange( api, withPkce, { code_verifier: verifier } ) )
				.status
		).toBe( 200 );
		expect( ( await exchange( api, code ) ).status ).toBe( 200 );
	} );

	test( 'is replaced by the next Save, and only the last one works', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const first = await codeFor( api, person );
		const request = await api.db
			.selectFrom( 'connect_requests' )
			.selectAll()
			.where( 'account_id', '=', person.accountId )
			.executeTakeFirstOrThrow();
		const second = await issueCode( api.db, request, new Date() );
		expect( problemOf( await exchange( api, first ) ).name ).toBe(
			'invalid-grant'
		);
		expect( ( await exchange( api, second! ) ).status ).toBe( 200 );
		expect( await issueCode( api.db, request, new Date() ) ).toBeNull();
	} );

	test.for( [
		[ '{', 'invalid-request' ],
		[ '[]', 'invalid-request' ],
		[ '{}', 'invalid-request' ],
		[ 'x'.repeat( 10_000 ), 'invalid-request' ],
		[ '{"grant_type":"password"}', 'unsupported-grant-type' ],
	] )(
		'%s is answered in the terms of RFC 6749',
		async ( [ body, name ] ) => {
			const api = await startTestApi();
			expect( problemOf( await post( api, 'token', body ) ).name ).toBe(
				name
			);
		}
	);

	test( 'is guessed at the expense of the address that guesses', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '5',
		} );
		const statuses: number[] = [];
		for ( let i = 0; i < 8; i++ ) {
			statuses.push( ( await exchange( api, 'x' ) ).status );
		}
		expect( statuses ).toEqual( [
			400, 400, 400, 400, 400, 429, 429, 429,
		] );
	} );
} );

test( 'R22 the screens of a request are open for an hour, and closed once it is settled', async () => {
	const api = await startTestApi();
	const { accountId, personId } = await makePerson( api.db );
	const began = new Date();
	const requestId = await startConnectRequest( api.db, {
		accountId,
		personId,
		storeUrl: STORE,
		approveUrl: `${ STORE }/wp-admin/admin.php?page=ivorey`,
		store: null,
		now: began,
	} );
	const openAfter = ( minutes: number ) =>
		findOpenRequest(
			api.db,
			accountId,
			requestId,
			new Date( began.getTime() + minutes * 60_000 )
		);
	expect( await openAfter( 60 ) ).toBeNull();
	const request = await openAfter( 59.9 );
	const code = await issueCode( api.db, request!, began );
	expect( ( await exchange( api, code! ) ).status ).toBe( 200 );
	expect( await openAfter( 1 ) ).toBeNull();
} );

describe( 'R22 a code that was started in Ivorey', () => {
	test( 'gives a stranger who has seen it nothing, and stays valid for the store', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		const code = await codeFor( api, person );
		for ( const confirmation of [ undefined, 'x'.repeat( 43 ) ] ) {
			expect(
				problemOf( await exchange( api, code, { confirmation } ) ).name
			).toBe( 'store-unconfirmed' );
		}
		expect( ( await store.ask() ).status ).toBe( 200 );
		expect( ( await exchange( api, code ) ).status ).toBe( 200 );
	} );

	test( 'is confirmed at the address that was approved, not at the one sent with it', async () => {
		const asked: string[] = [];
		const api = await startTestApi(
			{},
			{
				confirmStore: async ( storeUrl ) => {
					asked.push( storeUrl );
					return true;
				},
			}
		);
		const code = await codeFor( api, await makePerson( api.db ) );
		await exchange( api, code, { store_url: 'https://SHOP.example.com/' } );
		await exchange( api, code, { store_url: 'https://evil.example.com' } );
		expect( asked ).toEqual( [ STORE ] );
	} );

	test( 'ends the old credentials at the first use of the new ones, without an overlap', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		await store.ask();
		const { store: again } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		expect( ( await store.ask() ).status ).toBe( 200 );
		expect( ( await again.ask() ).status ).toBe( 200 );
		expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
		expect( ( await again.ask() ).status ).toBe( 200 );
	} );

	test( 'ends the old credentials that way even if the store rotates before it has the new ones', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		joined( await exchange( api, await codeFor( api, person ) ) );
		const rotated = withNew( store, await store.rotate() );
		expect( ( await rotated.ask() ).status ).toBe( 200 );
		expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
	} );

	test( 'brings back neither the credentials of a revoked connection nor those in their overlap', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		const rotated = withNew( store, await store.rotate() );
		await rotated.ask();
		expect( ( await store.ask() ).status ).toBe( 200 );
		await api.db
			.updateTable( 'connections' )
			.set( {
				state: 'disconnected',
				state_cause: 'person',
				state_reason: 'revoked',
			} )
			.where( 'account_id', '=', person.accountId )
			.execute();
		joined( await exchange( api, await codeFor( api, person ) ) );
		for ( const each of [ store, rotated ] ) {
			expect( problemOf( await each.ask() ).name ).toBe( 'unauthorized' );
		}
	} );
} );

describe( 'a store that has moved', () => {
	const NEW = 'https://new.example.com';
	const exchangeAt = async (
		api: TestApi,
		person: TestPerson,
		moved: object
	) => {
		const answer = await exchange(
			api,
			await codeFor( api, person, { storeUrl: NEW } ),
			{ store_url: NEW, moved_from: moved }
		);
		expect( answer.status ).toBe( 200 );
		return exchangedCodeSchema.parse( JSON.parse( answer.text ) )
			.credentials;
	};

	test( 'keeps its connection at the new address, and the old credentials end', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		await store.send( [ orderRecord( '1', 1 ) ] );
		const { connection, token } = store.credentials;
		const given = await exchangeAt( api, person, { connection, token } );
		expect( given.connection ).toBe( connection );
		const again = new TestStore( given, NEW );
		again.installId = INSTALL;
		const receipt = await again.send( [ orderRecord( '1', 1 ) ], {
			id: 'msg_again',
		} );
		expect( receipt.outcomes[ 0 ]!.outcome ).toBe( 'stale' );
		expect( await connectionsOf( api, person ) ).toMatchObject( [
			{ store_url: NEW },
		] );
		expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
	} );

	test( 'R26 keeps it even if another connection was at the new address before', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		await store.send( [ orderRecord( '1', 1 ) ] );
		const another = await exchange(
			api,
			await codeFor( api, person, { storeUrl: NEW } ),
			{ store_url: NEW }
		);
		expect( another.status ).toBe( 200 );
		const { connection, token } = store.credentials;
		const given = await exchangeAt( api, person, { connection, token } );
		expect( given.connection ).toBe( connection );
	} );

	test( 'gets another connection without a token of the first, or in another account', async () => {
		const api = await startTestApi();
		const [ ada, bob ] = [
			await makePerson( api.db ),
			await makePerson( api.db ),
		];
		const { store } = joined(
			await exchange( api, await codeFor( api, ada ) )
		);
		const { connection, token } = store.credentials;
		for ( const [ person, moved ] of [
			[ ada, { connection, token: `${ token }x` } ],
			[ ada, { connection: 'none', token } ],
			[ bob, { connection, token } ],
		] as const ) {
			const given = await exchangeAt( api, person, moved );
			expect( given.connection ).not.toBe( connection );
		}
		expect( JSON.parse( ( await store.ask() ).text ) ).toMatchObject( {
			state: 'active',
		} );
	} );
} );

describe( 'R26 a store that is connected again', () => {
	test( 'keeps its connection and its data, with new credentials and newer settings', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const { store } = joined(
			await exchange( api, await codeFor( api, person ) )
		);
		await store.send( [ orderRecord( '1', 1 ) ] );
		const [ before ] = await connectionsOf( api, person );

		const code = await codeFor( api, person, {
			storeUrl: 'https://SHOP.example.com/',
		} );
		const { store: again } = joined(
			await exchange( api, code, { install_id: 'install-2' } )
		);
		again.installId = 'install-2';
		expect( again.credentials.connection ).toBe(
			store.credentials.connection
		);
		expect( JSON.parse( ( await again.ask() ).text ) ).toMatchObject( {
			state: 'active',
			settings: { version: 2 },
		} );
		const receipt = await again.send( [ orderRecord( '1', 1 ) ], {
			id: 'msg_again',
		} );
		expect( receipt.outcomes[ 0 ]!.outcome ).toBe( 'stale' );
		const [ after, ...more ] = await connectionsOf( api, person );
		expect( more ).toEqual( [] );
		expect( after ).toMatchObject( {
			created_at: before!.created_at,
			install_id: 'install-2',
		} );
		expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
	} );

	test.for( [ 'revoked', 'deleted' ] )(
		'keeps its connection after it was %s, too',
		async ( reason ) => {
			const api = await startTestApi();
			const person = await makePerson( api.db );
			const { store } = joined(
				await exchange( api, await codeFor( api, person ) )
			);
			await api.db
				.updateTable( 'connections' )
				.set( {
					state: 'disconnected',
					state_cause: 'person',
					state_reason: reason,
				} )
				.where( 'account_id', '=', person.accountId )
				.execute();
			const { store: again } = joined(
				await exchange( api, await codeFor( api, person ) )
			);
			expect( again.credentials.connection ).toBe(
				store.credentials.connection
			);
			expect( ( await again.ask() ).status ).toBe( 200 );
		}
	);

	test.for( [ 'disconnected', 'paused' ] as const )(
		'keeps the connection that has not ended, or was heard from last, if a newer one is %s',
		async ( state ) => {
			const api = await startTestApi();
			const person = await makePerson( api.db );
			const { store } = joined(
				await exchange( api, await codeFor( api, person ) )
			);
			await store.ask();
			await insertConnection( api.db, {
				accountId: person.accountId,
				storeUrl: store.storeUrl,
				installId: null,
				selections: DEFAULT_SETTINGS,
				now: new Date(),
			} );
			await api.db
				.updateTable( 'connections' )
				.set( {
					state,
					state_cause: 'person',
					state_reason: 'revoked',
				} )
				.where( 'account_id', '=', person.accountId )
				.where( 'connection_id', '<>', store.connectionId )
				.execute();
			const { store: again } = joined(
				await exchange( api, await codeFor( api, person ) )
			);
			expect( again.connectionId ).toBe( store.connectionId );
		}
	);

	test( 'still has one connection after two codes at once', async () => {
		const api = await startTestApi();
		const person = await makePerson( api.db );
		const codes = await Promise.all(
			Array.from( { length: 6 }, () => codeFor( api, person ) )
		);
		const answers = await Promise.all(
			codes.map( ( code ) => exchange( api, code ) )
		);
		expect( answers.map( ( { status } ) => status ) ).toEqual(
			codes.map( () => 200 )
		);
		expect( await connectionsOf( api, person ) ).toHaveLength( 1 );
		const current = await api.db
			.selectFrom( 'connection_credentials' )
			.select( 'kind' )
			.where( 'account_id', '=', person.accountId )
			.where( 'status', '=', 'current' )
			.execute();
		expect( current ).toHaveLength( 2 );
	} );

	test( 'gets another connection in another account', async () => {
		const api = await startTestApi();
		const ada = await makePerson( api.db );
		const bob = await makePerson( api.db );
		const one = joined( await exchange( api, await codeFor( api, ada ) ) );
		const two = joined( await exchange( api, await codeFor( api, bob ) ) );
		expect( two.store.accountId ).toBe( bob.accountId );
		expect( ( await one.store.ask() ).status ).toBe( 200 );
		expect( ( await two.store.ask() ).status ).toBe( 200 );
	} );
} );

describe( 'the rotation of credentials', () => {
	const HOUR_MS = 3_600_000;

	async function clocked() {
		let offset = 0;
		const api = await startTestApi(
			{},
			{ now: () => new Date( Date.now() + offset ) }
		);
		const store = await api.connect();
		const at = () => ( {
			timestamp: Math.floor( ( Date.now() + offset ) / 1_000 ),
		} );
		await store.ask( at() );
		return {
			api,
			store,
			at,
			now: () => new Date( Date.now() + offset ),
			pass( hours: number ) {
				offset += hours * HOUR_MS;
			},
		};
	}

	/** Counts the valid pairs. */
	async function goodPairs( api: TestApi, now: Date ): Promise< number > {
		const rows = await api.db
			.selectFrom( 'connection_credentials' )
			.select( 'kind' )
			.where( ( eb ) =>
				eb.or( [
					eb( 'valid_until', 'is', null ),
					eb( 'valid_until', '>', now ),
				] )
			)
			.execute();
		const tokens = rows.filter( ( { kind } ) => kind === 'token' ).length;
		expect( rows ).toHaveLength( 2 * tokens );
		return tokens;
	}

	test( 'issues new ones; the old ones stay valid for a day from the first use of the new ones, and no longer', async () => {
		const { store, at, pass } = await clocked();
		const fresh = withNew( store, await store.rotate( at() ) );
		pass( 100 );
		expect( ( await store.ask( at() ) ).status ).toBe( 200 );
		expect( ( await fresh.ask( at() ) ).status ).toBe( 200 );
		pass( 23 );
		expect( ( await store.ask( at() ) ).status ).toBe( 200 );
		expect( ( await fresh.ask( at() ) ).status ).toBe( 200 );
		pass( 1.2 );
		expect( problemOf( await store.ask( at() ) ).name ).toBe(
			'unauthorized'
		);
		// R27: anyone who sends with the old ones held them, so the owner is told; the store itself keeps working.
		expect( ( await fresh.ask( at() ) ).status ).toBe( 200 );
	} );

	test( 'R28 costs nothing if its answer is lost, however long nobody visits the store', async () => {
		const { api, store, at, now, pass } = await clocked();
		const lost = withNew( store, await store.rotate( at() ) );
		pass( 24 * 30 );
		const fresh = withNew( store, await store.rotate( at() ) );
		pass( 24 * 30 );
		expect( ( await store.ask( at() ) ).status ).toBe( 200 );
		expect( ( await fresh.ask( at() ) ).status ).toBe( 200 );
		expect( problemOf( await lost.ask( at() ) ).name ).toBe(
			'unauthorized'
		);
		expect( await goodPairs( api, now() ) ).toBe( 2 );
	} );

	test( 'by a process that does not know the latest ones leaves valid what the store uses', async () => {
		const { api, store, at } = await clocked();
		const second = withNew( store, await store.rotate( at() ) );
		await second.ask( at() );
		const third = withNew( store, await store.rotate( at() ) );
		expect( ( await second.ask( at() ) ).status ).toBe( 200 );
		expect( ( await third.ask( at() ) ).status ).toBe( 200 );
		expect( await goodPairs( api, new Date() ) ).toBe( 2 );
	} );

	test( 'happens once for one request, and many at once leave two pairs valid', async () => {
		const { api, store } = await clocked();
		const answers = await Promise.all(
			Array.from( { length: 6 }, () =>
				store.rotate( { id: 'rotate_same' } )
			)
		);
		expect( answers.map( ( { status } ) => status ).sort() ).toEqual( [
			200, 409, 409, 409, 409, 409,
		] );
		const others = await Promise.all(
			Array.from( { length: 6 }, () => store.rotate() )
		);
		expect( new Set( others.map( ( { status } ) => status ) ) ).toEqual(
			new Set( [ 200 ] )
		);
		expect( await goodPairs( api, new Date() ) ).toBe( 2 );
	} );

	test( 'keeps the valid credentials, and only the retired ones that are still useful as evidence', async () => {
		const { api, store } = await clocked();
		for ( let i = 0; i < 15; i++ ) {
			expect( ( await store.rotate() ).status ).toBe( 200 );
		}
		const rows = await api.db
			.selectFrom( 'connection_credentials' )
			.select( 'kind' )
			.where( 'account_id', '=', store.accountId )
			.execute();
		expect( rows ).toHaveLength( 22 );
	} );

	test( 'is refused without a valid signature', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const answer = await store.rotate( {
			secret: `whsec_${ Buffer.alloc( 32 ).toString( 'base64' ) }`,
		} );
		expect( problemOf( answer ).name ).toBe( 'unauthorized' );
	} );
} );
