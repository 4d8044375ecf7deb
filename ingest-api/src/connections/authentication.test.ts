import { randomUUID } from 'node:crypto';
import { connectionInfoSchema, HEADERS } from '@ivorey/shared';
import { sign } from '@ivorey/shared/signature';
import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import {
	batchBody,
	problemOf,
	type Request,
	type TestStore,
} from '../testing/store.ts';
import {
	newAccountId,
	newConnectionId,
	newSecret,
	newToken,
} from './identifiers.ts';
import { encryptSecret, hashToken } from './secrets.ts';
import { actOnConnection } from './store.ts';

const seconds = () => Math.floor( Date.now() / 1_000 );

async function stateOf( api: TestApi, store: TestStore ) {
	return api.db
		.selectFrom( 'connections' )
		.where( 'account_id', '=', store.accountId )
		.where( 'connection_id', '=', store.connectionId )
		.select( [ 'state', 'state_cause', 'state_reason' ] )
		.executeTakeFirstOrThrow();
}

async function eventsOf( api: TestApi, store: TestStore ): Promise< string[] > {
	const events = await api.db
		.selectFrom( 'connection_events' )
		.where( 'account_id', '=', store.accountId )
		.where( 'connection_id', '=', store.connectionId )
		.select( [ 'from_state', 'to_state', 'cause', 'reason' ] )
		.orderBy( 'occurred_at' )
		.execute();
	return events.map(
		( event ) =>
			`${ event.from_state } → ${ event.to_state } by ${ event.cause }: ${ event.reason }`
	);
}

/** An API and a store that has sent its first order. */
async function active(): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ) ] );
	expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	return { api, store };
}

const ACTIVE = { state: 'active', state_cause: null, state_reason: null };
const PAUSED = {
	state: 'paused',
	state_cause: 'evidence',
	state_reason: 'authentication_failed',
};

/** As a rotation leaves it: the old ones retired, good until then. */
async function rotate(
	api: TestApi,
	store: TestStore,
	validUntil: Date
): Promise< { token: string; secret: string } > {
	const own = {
		account_id: store.accountId,
		connection_id: store.connectionId,
	};
	await api.db
		.updateTable( 'connection_credentials' )
		.set( { status: 'retired', valid_until: validUntil } )
		.where( 'account_id', '=', store.accountId )
		.execute();
	const token = newToken();
	const secret = newSecret();
	const base = { ...own, status: 'current', created_at: new Date() } as const;
	await api.db
		.insertInto( 'connection_credentials' )
		.values( [
			{
				...base,
				credential_id: randomUUID(),
				kind: 'token',
				value: hashToken( token ),
			},
			{
				...base,
				credential_id: randomUUID(),
				kind: 'secret',
				value: encryptSecret(
					api.encryptionKey,
					{
						accountId: store.accountId,
						connectionId: store.connectionId,
					},
					secret
				),
			},
		] )
		.execute();
	return { token, secret };
}

describe( 'the first signed request', () => {
	test( 'makes a pending connection active, and says so in its history', async () => {
		const { api, store } = await active();
		expect( await eventsOf( api, store ) ).toEqual( [
			'null → pending by person: created',
			'pending → active by system: first_request',
		] );
	} );

	test( 'may be the question for the connection, which shows the settings', async () => {
		const api = await startTestApi();
		const store = await api.connect( { accountName: 'Ada’s shops' } );
		const answer = await store.ask();
		expect( answer.status ).toBe( 200 );
		expect(
			connectionInfoSchema.parse( JSON.parse( answer.text ) )
		).toMatchObject( {
			id: store.credentials.connection,
			state: 'active',
			account: { id: store.accountId, name: 'Ada’s shops' },
			store_url: 'https://shop.example.com',
			settings: { version: 1 },
		} );
	} );
} );

describe( 'what proves nothing is unauthorized, and touches nothing', () => {
	const cases: { name: string; request: ( store: TestStore ) => Request }[] =
		[
			{
				name: 'no headers at all',
				request: () => ( {
					headers: {
						authorization: null,
						[ HEADERS.connection ]: null,
					},
				} ),
			},
			{
				name: 'an unknown account',
				request: ( store ) => ( {
					headers: {
						[ HEADERS.connection ]: `${ newAccountId() }.${ store.connectionId }`,
					},
				} ),
			},
			{
				name: 'an unknown connection',
				request: ( store ) => ( {
					headers: {
						[ HEADERS.connection ]: `${ store.accountId }.${ newConnectionId() }`,
					},
				} ),
			},
			{
				name: 'a connection that is none',
				request: () => ( {
					headers: { [ HEADERS.connection ]: "' or 1=1 --" },
				} ),
			},
			{
				name: 'a wrong token and a wrong signature',
				request: () => ( {
					secret: newSecret(),
					headers: { authorization: `Bearer ${ newToken() }` },
				} ),
			},
			{
				name: 'a wrong token and no signature',
				request: () => ( {
					headers: {
						authorization: `Bearer ${ newToken() }`,
						'webhook-signature': null,
					},
				} ),
			},
			{
				name: 'a recorded signature that is old, and a wrong token',
				request: () => ( {
					timestamp: seconds() - 600,
					headers: { authorization: `Bearer ${ newToken() }` },
				} ),
			},
		];
	test.for( cases )( '$name (R30)', async ( { request } ) => {
		const { api, store } = await active();
		const answer = await store.post(
			[ orderRecord( '2', 1 ) ],
			request( store )
		);
		expect( problemOf( answer ) ).toMatchObject( {
			status: 401,
			name: 'unauthorized',
		} );
		expect( answer.headers.get( 'www-authenticate' ) ).toBe( 'Bearer' );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		expect( await eventsOf( api, store ) ).toHaveLength( 2 );
		expect(
			await api.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
		).toEqual( [ { order_id: '1' } ] );
	} );
} );

describe( 'what shows that the caller holds a credential is unauthorized, and pauses (R27)', () => {
	const cases: { name: string; request: ( store: TestStore ) => Request }[] =
		[
			{
				name: 'the token with a wrong signature',
				request: () => ( { secret: newSecret() } ),
			},
			{
				name: 'the token with no signature',
				request: () => ( { headers: { 'webhook-signature': null } } ),
			},
			{
				name: 'the token with a tampered body',
				request: ( store ) => ( {
					body: batchBody( [ orderRecord( '3', 1 ) ] ),
					id: 'msg_t',
					headers: {
						'webhook-signature': store.headers( {
							id: 'msg_t',
							body: 'other',
						} )[ 'webhook-signature' ]!,
					},
				} ),
			},
			{
				name: 'the token with a signature for another time',
				request: ( store ) => ( {
					id: 'msg_u',
					headers: {
						'webhook-timestamp': String( seconds() - 1 ),
						'webhook-signature': sign(
							store.credentials.secret,
							'msg_u',
							seconds(),
							'x'
						),
					},
				} ),
			},
			{
				name: 'a fresh signature with a wrong token',
				request: () => ( {
					headers: { authorization: `Bearer ${ newToken() }` },
				} ),
			},
		];
	test.for( cases )(
		'$name; the next good request resumes it',
		async ( { request } ) => {
			const { api, store } = await active();
			const answer = await store.post(
				[ orderRecord( '2', 1 ) ],
				request( store )
			);
			expect( problemOf( answer ) ).toMatchObject( {
				status: 401,
				name: 'unauthorized',
			} );
			expect( await stateOf( api, store ) ).toEqual( PAUSED );
			await store.post( [ orderRecord( '2', 1 ) ], request( store ) );

			expect(
				( await store.send( [ orderRecord( '2', 2 ) ] ) ).outcomes
			).toMatchObject( [ { outcome: 'applied' } ] );
			expect( await stateOf( api, store ) ).toEqual( ACTIVE );
			expect( ( await eventsOf( api, store ) ).slice( 2 ) ).toEqual( [
				'active → paused by evidence: authentication_failed',
				'paused → active by system: authenticated_again',
			] );
			expect(
				await api.db
					.selectFrom( 'orders' )
					.select( [ 'order_id', 'version' ] )
					.where( 'order_id', '=', '2' )
					.execute()
			).toEqual( [ { order_id: '2', version: '2' } ] );
		}
	);
} );

describe( 'rotation', () => {
	test( 'both the new and the old credentials are good until the overlap ends', async () => {
		const { api, store } = await active();
		const fresh = await rotate(
			api,
			store,
			new Date( Date.now() + 60_000 )
		);
		const withNew: Request = {
			secret: fresh.secret,
			headers: { authorization: `Bearer ${ fresh.token }` },
		};
		expect( ( await store.ask() ).status ).toBe( 200 );
		expect( ( await store.ask( withNew ) ).status ).toBe( 200 );
	} );

	test( 'several signatures in one header: one good one is enough', async () => {
		const { store } = await active();
		const id = 'msg_two';
		const timestamp = seconds();
		const signatures = `v1,${ Buffer.alloc( 32 ).toString( 'base64' ) } ${ sign( store.credentials.secret, id, timestamp, '' ) }`;
		expect(
			(
				await store.ask( {
					id,
					timestamp,
					headers: { 'webhook-signature': signatures },
				} )
			).status
		).toBe( 200 );
	} );

	test( 'what retired credentials send after the overlap pauses, and the new ones resume', async () => {
		const { api, store } = await active();
		const fresh = await rotate( api, store, new Date( Date.now() - 1 ) );
		expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
		expect( await stateOf( api, store ) ).toEqual( PAUSED );
		expect(
			(
				await store.ask( {
					secret: fresh.secret,
					headers: { authorization: `Bearer ${ fresh.token }` },
				} )
			).status
		).toBe( 200 );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	} );
} );

describe( 'the clock', () => {
	test.for( [ -600, -301, 301, 600 ] )(
		'%i seconds off is clock-skew with the time of the server, and never pauses',
		async ( offset ) => {
			const { api, store } = await active();
			const answer = await store.post( [ orderRecord( '2', 1 ) ], {
				timestamp: seconds() + offset,
			} );
			const problem = problemOf( answer );
			expect( problem ).toMatchObject( {
				status: 400,
				name: 'clock-skew',
			} );
			expect(
				Math.abs( Date.parse( problem.server_time! ) - Date.now() )
			).toBeLessThan( 5_000 );
			expect( await stateOf( api, store ) ).toEqual( ACTIVE );
			expect(
				( await store.send( [ orderRecord( '2', 1 ) ] ) ).outcomes
			).toMatchObject( [ { outcome: 'applied' } ] );
		}
	);

	test.for( [ -290, 290 ] )(
		'%i seconds off is within the tolerance',
		async ( offset ) => {
			const { store } = await active();
			expect(
				( await store.ask( { timestamp: seconds() + offset } ) ).status
			).toBe( 200 );
		}
	);

	test( 'a request that was recorded and played back later resumes nothing', async () => {
		const { api, store } = await active();
		await store.ask( { secret: newSecret() } );
		expect(
			problemOf( await store.ask( { timestamp: seconds() - 600 } ) ).name
		).toBe( 'clock-skew' );
		expect( await stateOf( api, store ) ).toEqual( PAUSED );
	} );
} );

describe( 'what a person decided stays', () => {
	test.for( [
		{
			action: 'pause',
			status: 403,
			name: 'paused-by-person',
			state: 'paused',
		},
		{
			action: 'revoke',
			status: 403,
			name: 'revoked',
			state: 'disconnected',
		},
		{
			action: 'delete',
			status: 404,
			name: 'connection-gone',
			state: 'disconnected',
		},
	] as const )(
		'$action: good requests get $name, bad ones unauthorized, and neither changes it',
		async ( { action, status, name, state } ) => {
			const { api, store } = await active();
			await actOnConnection(
				api.db,
				{
					accountId: store.accountId,
					connectionId: store.connectionId,
				},
				action,
				new Date()
			);
			expect(
				problemOf( await store.post( [ orderRecord( '2', 1 ) ] ) )
			).toMatchObject( { status, name } );
			expect( problemOf( await store.ask() ) ).toMatchObject( {
				status,
				name,
			} );
			expect(
				problemOf( await store.ask( { secret: newSecret() } ) )
			).toMatchObject( { status: 401, name: 'unauthorized' } );
			expect( await stateOf( api, store ) ).toMatchObject( {
				state,
				state_cause: 'person',
			} );
			expect(
				await api.db
					.selectFrom( 'orders' )
					.select( 'order_id' )
					.execute()
			).toEqual( [ { order_id: '1' } ] );
		}
	);

	test( 'a resumed connection works again', async () => {
		const { api, store } = await active();
		const key = {
			accountId: store.accountId,
			connectionId: store.connectionId,
		};
		await actOnConnection( api.db, key, 'pause', new Date() );
		await actOnConnection( api.db, key, 'resume', new Date() );
		expect( ( await store.ask() ).status ).toBe( 200 );
	} );
} );

describe( 'a copied store', () => {
	test.for( [
		'https://staging.example.com',
		'https://shop.example.com:8443',
		'https://shop.example.com/copy',
	] )( 'under %s is store-mismatch, and pauses nothing', async ( url ) => {
		const { api, store } = await active();
		const answer = await store.post( [ orderRecord( '2', 1 ) ], {
			headers: { [ HEADERS.storeUrl ]: url },
		} );
		expect( problemOf( answer ) ).toMatchObject( {
			status: 403,
			name: 'store-mismatch',
		} );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		expect( ( await store.ask() ).status ).toBe( 200 );
	} );

	test.for( [ 'http://SHOP.example.com', 'https://shop.example.com/' ] )(
		'%s is the same store',
		async ( url ) => {
			const { store } = await active();
			expect(
				(
					await store.ask( {
						headers: { [ HEADERS.storeUrl ]: url },
					} )
				).status
			).toBe( 200 );
		}
	);

	test( 'that kept its address has another installation', async () => {
		const { store } = await active();
		const answer = await store.ask( {
			headers: { [ HEADERS.installId ]: randomUUID() },
		} );
		expect( problemOf( answer ) ).toMatchObject( {
			status: 403,
			name: 'store-mismatch',
		} );
	} );

	test( 'of two first requests with different installations at once, one gets the connection', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const ids = Array.from( { length: 6 }, () => randomUUID() );
		const answers = await Promise.all(
			ids.map( ( id ) =>
				store.ask( { headers: { [ HEADERS.installId ]: id } } )
			)
		);
		expect(
			answers.filter( ( { status } ) => status === 200 )
		).toHaveLength( 1 );
		expect(
			answers.filter( ( { status } ) => status === 403 )
		).toHaveLength( 5 );
	} );

	test( 'does not make a pending connection active', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.ask( {
			headers: { [ HEADERS.storeUrl ]: 'https://staging.example.com' },
		} );
		expect( await stateOf( api, store ) ).toMatchObject( {
			state: 'pending',
		} );
	} );
} );

describe( 'malformed headers are bad-request', () => {
	test.for( [
		{ name: HEADERS.storeUrl, value: 'shop' },
		{ name: HEADERS.storeUrl, value: null },
		{ name: HEADERS.installId, value: null },
		{ name: HEADERS.installId, value: 'x'.repeat( 101 ) },
		{ name: 'webhook-id', value: 'x'.repeat( 201 ) },
		{ name: 'webhook-id', value: 'msg_1.1767225600' },
		{ name: 'webhook-timestamp', value: '2026-01-01' },
		{ name: 'webhook-timestamp', value: '1e9' },
		{ name: 'webhook-signature', value: 'v1,A '.repeat( 1_000 ) },
	] )( '$name: $value', async ( { name, value } ) => {
		const { api, store } = await active();
		const problem = problemOf(
			await store.ask( { headers: { [ name ]: value } } )
		);
		expect( problem ).toMatchObject( { status: 400, name: 'bad-request' } );
		expect( problem.detail ).toContain( name );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	} );
} );

describe( 'what is not there', () => {
	test.for( [
		{
			method: 'GET',
			path: '/v1/batches',
			status: 405,
			name: 'method-not-allowed',
			allow: 'POST',
		},
		{
			method: 'POST',
			path: '/v1/connection',
			status: 405,
			name: 'method-not-allowed',
			allow: 'GET, DELETE',
		},
		{
			method: 'GET',
			path: '/v2/batches',
			status: 404,
			name: 'not-found',
			allow: null,
		},
	] )(
		'$method $path is $name',
		async ( { method, path, status, name, allow } ) => {
			const api = await startTestApi();
			const answer = await fetch( api.url + path, { method } );
			expect(
				problemOf( {
					status: answer.status,
					headers: answer.headers,
					text: await answer.text(),
				} )
			).toMatchObject( { status, name } );
			expect( answer.headers.get( 'allow' ) ).toBe( allow );
		}
	);
} );

test( 'R30 whatever a stranger sends, no state changes and no good request is refused', async () => {
	const api = await startTestApi( {
		RATE_LIMIT_ADDRESS_PER_MINUTE: '50',
		LOG_LEVEL: 'silent',
	} );
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const recorded = store.headers( {
		body: batchBody( [ orderRecord( '9', 9 ) ] ),
		timestamp: seconds() - 1_000,
	} );
	const headers = store.headers( { body: '' } );
	// Knows the store's URL, the connection's id, and an old recording without its token.
	const choices: Record< string, ( string | null )[] > = {
		authorization: [
			null,
			'Bearer',
			'Basic abc',
			`Bearer ${ newToken() }`,
			'Bearer ivt_',
			`bearer ${ 'x'.repeat( 200 ) }`,
		],
		[ HEADERS.connection ]: [
			store.credentials.connection,
			store.credentials.connection,
			`${ store.accountId }.${ newConnectionId() }`,
			'',
			null,
		],
		[ HEADERS.storeUrl ]: [
			store.storeUrl,
			'https://evil.example.com',
			'',
			null,
		],
		[ HEADERS.installId ]: [ store.installId, 'x', null ],
		'webhook-id': [
			headers[ 'webhook-id' ]!,
			recorded[ 'webhook-id' ]!,
			'msg_x',
			'',
			null,
		],
		'webhook-timestamp': [
			headers[ 'webhook-timestamp' ]!,
			recorded[ 'webhook-timestamp' ]!,
			'0',
			'x',
			null,
		],
		'webhook-signature': [
			recorded[ 'webhook-signature' ]!,
			`v1,${ Buffer.alloc( 32 ).toString( 'base64' ) }`,
			'v1,',
			'v2,x',
			'',
			null,
		],
	};
	const pick = < T >( list: readonly T[] ): T =>
		list[ Math.floor( Math.random() * list.length ) ]!;
	const statuses = new Map< number, number >();
	for ( let round = 0; round < 40; round++ ) {
		const strangers = Array.from( { length: 25 }, async () => {
			const guess = Object.fromEntries(
				Object.entries( choices ).map( ( [ name, values ] ) => [
					name,
					pick( values ),
				] )
			);
			const method = pick( [ 'GET', 'POST' ] );
			const answer = await store.request( {
				method,
				path: method === 'GET' ? '/v1/connection' : '/v1/batches',
				...( method === 'GET'
					? {}
					: {
							body: pick( [
								batchBody( [ orderRecord( '9', 9 ) ] ),
								'{',
								'',
							] ),
						} ),
				headers: guess,
			} );
			statuses.set(
				answer.status,
				( statuses.get( answer.status ) ?? 0 ) + 1
			);
		} );
		const good = store.send( [ orderRecord( '1', round + 2 ) ] );
		await Promise.all( strangers );
		expect( ( await good ).outcomes ).toMatchObject( [
			{ outcome: 'applied' },
		] );
	}
	expect( [ ...statuses.keys() ].sort() ).toEqual(
		[ 400, 401, 429 ].filter( ( status ) => statuses.has( status ) )
	);
	expect( statuses.get( 429 ) ).toBeGreaterThan( 500 );
	expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	expect( await eventsOf( api, store ) ).toHaveLength( 2 );
	expect(
		await api.db
			.selectFrom( 'orders' )
			.select( [ 'order_id', 'version' ] )
			.execute()
	).toEqual( [ { order_id: '1', version: '41' } ] );
} );
