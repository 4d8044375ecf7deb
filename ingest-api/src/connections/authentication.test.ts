import { randomBytes, randomUUID } from 'node:crypto';
import { connectionInfoSchema, HEADERS } from '@ivorey/shared';
import { sign } from '@ivorey/shared/signature';
import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import {
	batchBody,
	problemOf,
	TestStore,
	type Request,
} from '../testing/store.ts';
import { authenticate } from './authenticate.ts';
import { newAccountId, newConnectionId, newSecret } from '../db/identifiers.ts';
import { keyringOf } from './keyring.ts';
import { encryptSecret } from './secrets.ts';
import { decide } from './state.ts';
import {
	findConnection,
	actOnConnection,
	moveConnection,
} from './repository.ts';
import { hashToken } from '../http/bearer-token.ts';
import { readSignedHeaders } from '../http/signed-headers.ts';

const newToken = () => `ivt_${ randomBytes( 32 ).toString( 'base64url' ) }`;
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

/** Does what a rotation does: the old credentials are retired and valid until that time. */
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
					api.keys,
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

	test( 'may be the request for the connection, which answers with the settings', async () => {
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

test( 'a store’s last request is recorded at most once a minute', async () => {
	const began = Date.now();
	let offset = 0;
	const api = await startTestApi(
		{},
		{ now: () => new Date( began + offset ) }
	);
	const store = await api.connect();
	for ( const [ at, noted ] of [
		[ 0, 0 ],
		[ 59_999, 0 ],
		[ 60_000, 60_000 ],
	] as const ) {
		offset = at;
		expect( ( await store.ask() ).status ).toBe( 200 );
		expect(
			await api.db
				.selectFrom( 'connections' )
				.select( 'last_seen_at' )
				.where( 'account_id', '=', store.accountId )
				.executeTakeFirstOrThrow()
		).toEqual( { last_seen_at: new Date( began + noted ) } );
	}
} );

describe( 'a request that proves nothing is unauthorized, and changes nothing', () => {
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

describe( 'a request that shows that the caller holds a credential is unauthorized, and pauses (R27)', () => {
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

describe( 'R30 a token that leaked, without the secret', () => {
	const TOKEN_ALONE: Request[] = [
		{ secret: newSecret() },
		{ headers: { 'webhook-signature': null } },
	];
	const pauses = async ( api: TestApi, store: TestStore ) =>
		( await eventsOf( api, store ) ).filter( ( event ) =>
			event.startsWith( 'active → paused' )
		).length;

	test.for( TOKEN_ALONE )(
		'flags the connection once, and not again after a good request: %j',
		async ( request ) => {
			const { api, store } = await active();
			for ( let round = 0; round < 5; round++ ) {
				for ( const bad of [ request, ...TOKEN_ALONE ] ) {
					expect( problemOf( await store.ask( bad ) ).name ).toBe(
						'unauthorized'
					);
				}
				expect( await stateOf( api, store ) ).toEqual(
					round === 0 ? PAUSED : ACTIVE
				);
				expect( ( await store.ask() ).status ).toBe( 200 );
			}
			expect( await pauses( api, store ) ).toBe( 1 );
			expect(
				await api.db
					.selectFrom( 'connection_notices' )
					.select( 'kind' )
					.where( 'account_id', '=', store.accountId )
					.orderBy( 'occurred_at' )
					.execute()
			).toEqual( [ { kind: 'paused' }, { kind: 'recovered' } ] );
		}
	);

	test( 'does not keep a request that shows the secret from pausing, again and again', async () => {
		const { api, store } = await active();
		await store.ask( TOKEN_ALONE[ 0 ] );
		for ( let round = 0; round < 3; round++ ) {
			await store.ask();
			await store.ask( {
				headers: { authorization: `Bearer ${ newToken() }` },
			} );
			expect( await stateOf( api, store ) ).toEqual( PAUSED );
		}
		expect( await pauses( api, store ) ).toBe( 4 );
	} );

	test( 'is flagged once more after a rotation, since the new token is another one', async () => {
		const { api, store } = await active();
		await store.ask( TOKEN_ALONE[ 0 ] );
		await store.ask();
		const { credentials } = JSON.parse( ( await store.rotate() ).text );
		const rotated = new TestStore( credentials, store.storeUrl );
		rotated.installId = store.installId;
		expect( ( await rotated.ask() ).status ).toBe( 200 );
		for ( let round = 0; round < 3; round++ ) {
			await store.ask( TOKEN_ALONE[ 0 ] );
			expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		}
		for ( let round = 0; round < 3; round++ ) {
			await rotated.ask( TOKEN_ALONE[ 0 ] );
			expect( await stateOf( api, store ) ).toEqual(
				round === 0 ? PAUSED : ACTIVE
			);
			await rotated.ask();
		}
	} );

	test( 'flags once, even if the connection was looked up before the flag', async () => {
		const { api, store } = await active();
		const key = {
			accountId: store.accountId,
			connectionId: store.connectionId,
		};
		const hash = hashToken( store.credentials.token );
		const seen = { state: 'active', cause: null, reason: null } as const;
		const { transition } = decide( seen, 'token' );
		const move = () =>
			moveConnection( api.db, key, seen, transition!, new Date(), hash );
		expect( await move() ).toBe( true );
		await store.ask();
		expect( await move() ).toBe( false );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	} );
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

	test( 'retired credentials pause after the overlap, and the new ones resume', async () => {
		const { api, store } = await active();
		const fresh = await rotate(
			api,
			store,
			new Date( Date.now() - 301_000 )
		);
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

describe( 'R30 credentials that ended', () => {
	const ended = ( secondsAgo: number ) =>
		new Date( Date.now() - secondsAgo * 1_000 );

	test( 'a moment ago are unauthorized, and no evidence: a process of the store may not know yet', async () => {
		const { api, store } = await active();
		await rotate( api, store, ended( 240 ) );
		for ( const request of [
			{},
			{ secret: newSecret() },
			{ headers: { authorization: `Bearer ${ newToken() }` } },
			{ headers: { 'webhook-signature': null } },
		] ) {
			expect( problemOf( await store.ask( request ) ).name ).toBe(
				'unauthorized'
			);
		}
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		expect( await eventsOf( api, store ) ).toHaveLength( 2 );
	} );

	test( 'are no evidence in an old recording that includes the token', async () => {
		const { api, store } = await active();
		await rotate( api, store, ended( 3_600 ) );
		const recorded = await store.post( [ orderRecord( '1', 1 ) ], {
			timestamp: seconds() - 4_000,
		} );
		expect( problemOf( recorded ).name ).toBe( 'unauthorized' );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		// Even together with a token that is still valid.
		await api.db
			.updateTable( 'connection_credentials' )
			.set( { valid_until: null } )
			.where( 'account_id', '=', store.accountId )
			.where( 'kind', '=', 'token' )
			.execute();
		expect(
			problemOf( await store.ask( { timestamp: seconds() - 4_000 } ) )
				.name
		).toBe( 'unauthorized' );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	} );
} );

describe( 'a secret that the encryption key does not open', () => {
	const replaceKey = ( api: TestApi, store: TestStore ) =>
		api.db
			.updateTable( 'connection_credentials' )
			.set( {
				value: encryptSecret(
					keyringOf( randomBytes( 32 ) ),
					{
						accountId: store.accountId,
						connectionId: store.connectionId,
					},
					store.credentials.secret
				),
			} )
			.where( 'account_id', '=', store.accountId )
			.where( 'kind', '=', 'secret' )
			.execute();

	test( 'is no match if it is retired: its successor is valid', async () => {
		const { api, store } = await active();
		await replaceKey( api, store );
		const fresh = await rotate( api, store, new Date() );
		expect(
			(
				await store.ask( {
					secret: fresh.secret,
					headers: { authorization: `Bearer ${ fresh.token }` },
				} )
			).status
		).toBe( 200 );
	} );

	test( 'is our fault if it is the current one: the store is told to retry, and nothing counts as evidence', async () => {
		const { api, store } = await active();
		await replaceKey( api, store );
		const forged = { secret: newSecret() };
		for ( const request of [ {}, {}, forged ] ) {
			const answer = await store.ask( request );
			expect( problemOf( answer ) ).toMatchObject( {
				status: 503,
				name: 'unavailable',
			} );
			expect( answer.headers.get( 'retry-after' ) ).toBe( '60' );
		}
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		expect( await eventsOf( api, store ) ).toHaveLength( 2 );
	} );

	test( 'R30 gives a stranger the same answer as before', async () => {
		const { api, store } = await active();
		await replaceKey( api, store );
		expect(
			problemOf(
				await store.ask( {
					headers: { authorization: `Bearer ${ newToken() }` },
				} )
			).name
		).toBe( 'unauthorized' );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	} );

	test( 'is logged once for each missing key, as an error, and without a secret', async () => {
		const { api, store } = await active();
		await replaceKey( api, store );
		for ( let n = 0; n < 3; n++ ) {
			await store.ask();
		}
		const lines = () =>
			api.log.filter( ( text ) =>
				text.includes( 'their encryption key is missing' )
			);
		expect( lines() ).toHaveLength( 1 );
		expect( JSON.parse( lines()[ 0 ]! ) ).toMatchObject( {
			level: 50,
			connection: store.credentials.connection,
			key: expect.stringMatching( /^[0-9a-f]{8}$/ ),
		} );
		await replaceKey( api, store );
		await store.ask();
		expect( lines() ).toHaveLength( 2 );
		expect( api.log.join( '' ) ).not.toContain( store.credentials.secret );
	} );
} );

describe( 'R30 a complete request that was recorded, with its token', () => {
	const key = ( store: TestStore ) => ( {
		accountId: store.accountId,
		connectionId: store.connectionId,
	} );
	const credentialsOf = ( api: TestApi, store: TestStore ) =>
		api.db
			.selectFrom( 'connection_credentials' )
			.selectAll()
			.where( 'account_id', '=', store.accountId )
			.orderBy( 'credential_id' )
			.execute();

	test( 'is valid only for the action that it was signed for', async () => {
		const { api, store } = await active();
		const question = store.headers( { id: 'msg_question' } );
		const before = await credentialsOf( api, store );
		for ( const request of [
			{ method: 'POST', path: '/v1/connection/rotate', body: '' },
			{ method: 'DELETE', path: '/v1/connection' },
		] ) {
			expect(
				problemOf(
					await store.request( { ...request, headers: question } )
				)
			).toMatchObject( { status: 400, name: 'bad-request' } );
		}
		for ( const id of [ 'rotate_x', 'disconnect_x' ] ) {
			expect( problemOf( await store.ask( { id } ) ).name ).toBe(
				'bad-request'
			);
		}
		expect(
			problemOf( await store.leave( { id: 'rotate_x' } ) ).name
		).toBe( 'bad-request' );
		expect( await credentialsOf( api, store ) ).toEqual( before );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		expect( ( await store.rotate() ).status ).toBe( 200 );
	} );

	test( 'disconnects once: not again after the store came back', async () => {
		const { api, store } = await active();
		const recorded = store.headers( { id: 'disconnect_once' } );
		const timestamp = Number( recorded[ 'webhook-timestamp' ] );
		expect( ( await store.leave( { headers: recorded } ) ).status ).toBe(
			204
		);
		expect( await stateOf( api, store ) ).toMatchObject( {
			state: 'disconnected',
			state_reason: 'disconnected_in_store',
		} );
		expect(
			( await store.ask( { timestamp: timestamp + 1 } ) ).status
		).toBe( 200 );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );

		expect(
			problemOf( await store.leave( { headers: recorded } ) )
		).toMatchObject( { status: 409, name: 'id-reused' } );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
		expect( ( await store.leave() ).status ).toBe( 204 );
	} );

	test( 'does not bring back a store that left after it', async () => {
		const { api, store } = await active();
		const recorded = store.headers( { id: 'msg_before' } );
		const timestamp = Number( recorded[ 'webhook-timestamp' ] );
		expect( ( await store.ask( { headers: recorded } ) ).status ).toBe(
			200
		);
		await store.leave( { timestamp: timestamp + 1 } );
		const again = await store.ask( { headers: recorded } );
		expect( again.status ).toBe( 200 );
		expect( JSON.parse( again.text ).state ).toBe( 'disconnected' );
		expect( await stateOf( api, store ) ).toMatchObject( {
			state: 'disconnected',
		} );
		// The store itself comes back; its clock is as wrong as when it left.
		await store.ask( { timestamp: timestamp + 2 } );
		expect( await stateOf( api, store ) ).toEqual( ACTIVE );
	} );

	test( 'does not disconnect what a person ended, and opens no way back from it', async () => {
		const { api, store } = await active();
		await actOnConnection( api.db, key( store ), 'revoke', new Date() );
		expect( problemOf( await store.leave() ).name ).toBe( 'revoked' );
		await store.ask( { timestamp: seconds() + 1 } );
		expect( await stateOf( api, store ) ).toMatchObject( {
			state: 'disconnected',
			state_reason: 'revoked',
		} );
	} );

	test( 'counts against the address that replays it, if it is old', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '5',
		} );
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 1 ) ] );
		const statuses: number[] = [];
		for ( let n = 0; n < 10; n++ ) {
			statuses.push(
				( await store.ask( { timestamp: seconds() - 600 } ) ).status
			);
		}
		expect( statuses ).toEqual( [
			...Array( 5 ).fill( 400 ),
			...Array( 5 ).fill( 429 ),
		] );
		expect( ( await store.ask() ).status ).toBe( 200 );
	} );

	test( 'gets the same receipt as a batch that the store itself sends again within a second', async () => {
		const { store } = await active();
		const records = [ orderRecord( '2', 1 ) ];
		const timestamp = seconds();
		const [ first, ...again ] = [
			await store.send( records, { timestamp } ),
			await store.send( records, { timestamp } ),
			await store.send( records, { timestamp } ),
		];
		expect( again ).toEqual( [ first, first ] );
	} );
} );

describe( 'R30 behind an address that others flood', () => {
	test( 'a store that this process has not seen before passes: new, rotated, or after a restart', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '3',
		} );
		const store = await api.connect();
		const guess = () =>
			store.ask( {
				headers: { authorization: `Bearer ${ newToken() }` },
			} );
		for ( let n = 0; n < 3; n++ ) {
			expect( ( await guess() ).status ).toBe( 401 );
		}
		expect( ( await guess() ).status ).toBe( 429 );
		expect( ( await store.ask() ).status ).toBe( 200 );

		const { credentials } = JSON.parse( ( await store.rotate() ).text );
		const rotated = new TestStore( credentials, store.storeUrl );
		rotated.installId = store.installId;
		expect( ( await rotated.ask() ).status ).toBe( 200 );
		expect( ( await guess() ).status ).toBe( 429 );
	} );

	test( 'a caller that was refused with a token of the connection has to wait', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '3',
		} );
		const store = await api.connect();
		await rotate( api, store, new Date( Date.now() - 1 ) );
		const statuses: number[] = [];
		for ( let n = 0; n < 6; n++ ) {
			statuses.push( ( await store.ask() ).status );
		}
		expect( statuses ).toEqual( [ 401, 401, 401, 401, 429, 429 ] );
	} );
} );

describe( 'the clock', () => {
	test.for( [ -600, -301, 330, 600 ] )(
		'%i seconds off is clock-skew with the server’s time, and never pauses',
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

	test( 'a request that was recorded and replayed later resumes nothing', async () => {
		const { api, store } = await active();
		await store.ask( { secret: newSecret() } );
		expect(
			problemOf( await store.ask( { timestamp: seconds() - 600 } ) ).name
		).toBe( 'clock-skew' );
		expect( await stateOf( api, store ) ).toEqual( PAUSED );
	} );
} );

describe( 'a person’s decision stays', () => {
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

describe( 'R30 a request that is overtaken', () => {
	/** Answers a request whose connection changes after it was looked up. */
	const overtaken = async (
		api: TestApi,
		store: TestStore,
		request: Request,
		meanwhile: () => Promise< unknown >
	) => {
		const sent = store.headers( request );
		const headers = readSignedHeaders( ( name ) => sent[ name ] );
		const connection = ( await findConnection( api.db, headers.key ) )!;
		await meanwhile();
		return authenticate(
			{
				db: api.db,
				keys: api.keys,
				now: () => new Date(),
				onTransition: () => undefined,
				onUnreadableSecret: () => undefined,
			},
			connection,
			headers,
			Buffer.from( '' )
		);
	};

	test( 'by a person’s pause is refused, though it would have ended the pause that it saw', async () => {
		const { api, store } = await active();
		await store.ask( { secret: newSecret() } );
		expect(
			await overtaken( api, store, { body: '' }, () =>
				actOnConnection( api.db, store, 'pause', new Date() )
			)
		).toMatchObject( {
			refusal: { problem: 'paused-by-person' },
		} );
		expect( await stateOf( api, store ) ).toMatchObject( {
			state: 'paused',
			state_cause: 'person',
		} );
	} );

	test( 'by another good one is accepted, like that one', async () => {
		const { api, store } = await active();
		await store.ask( { secret: newSecret() } );
		expect(
			await overtaken( api, store, { body: '' }, () => store.ask() )
		).toMatchObject( {
			refusal: null,
			connection: { status: { state: 'active' } },
		} );
		expect( ( await eventsOf( api, store ) ).slice( 3 ) ).toHaveLength( 1 );
	} );
} );

describe( 'R26 a store that is disconnected in wp-admin while it is paused', () => {
	const leftFrom = async (
		pause: ( context: Context ) => Promise< void >
	) => {
		const context = await active();
		const { api, store } = context;
		await pause( context );
		expect( ( await store.leave() ).status ).toBe( 204 );
		return { api, store, events: await eventsOf( api, store ) };
	};
	type Context = Awaited< ReturnType< typeof active > >;

	test( 'by a person ends in Ivorey, and none of its requests brings it back', async () => {
		const { api, store, events } = await leftFrom( async ( context ) => {
			await actOnConnection(
				context.api.db,
				context.store,
				'pause',
				new Date()
			);
		} );
		expect( events.at( -1 ) ).toBe(
			'paused → disconnected by person: disconnected_while_paused'
		);
		expect(
			problemOf( await store.ask( { timestamp: seconds() + 1 } ) ).name
		).toBe( 'revoked' );
		expect( await stateOf( api, store ) ).toMatchObject( {
			state: 'disconnected',
		} );
	} );

	test( 'by Ivorey itself ends at once, without becoming active first', async () => {
		const { api, store, events } = await leftFrom( async ( context ) => {
			await context.store.ask( { secret: newSecret() } );
		} );
		expect( events.slice( 2 ) ).toEqual( [
			'active → paused by evidence: authentication_failed',
			'paused → disconnected by person: disconnected_in_store',
		] );
		expect(
			await api.db
				.selectFrom( 'connection_notices' )
				.select( 'kind' )
				.where( 'account_id', '=', store.accountId )
				.execute()
		).toEqual( [ { kind: 'paused' } ] );
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

	test( 'at the same address is refused for its other installation', async () => {
		const { store } = await active();
		const answer = await store.ask( {
			headers: { [ HEADERS.installId ]: randomUUID() },
		} );
		expect( problemOf( answer ) ).toMatchObject( {
			status: 403,
			name: 'store-mismatch',
		} );
	} );

	test( 'gets the connection in only one of two simultaneous first requests from different installations', async () => {
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

describe( 'an unknown route or method', () => {
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

test( 'R30 nothing that a stranger sends changes a state or gets a good request refused', async () => {
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
	// The stranger knows the store's URL, the connection's ID, and an old recording without its token.
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
