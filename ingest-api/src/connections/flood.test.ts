import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sign } from '@ivorey/shared/signature';
import { IS_LONG } from '../../../test/scale.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { makePerson } from '../testing/people.ts';
import { orderRecord } from '../testing/records.ts';
import { batchBody, TestStore } from '../testing/store.ts';
import { createConnection } from './create.ts';

const REQUESTS = IS_LONG ? 10_000 : 2_000;
/** More than a connection may send in a minute. */
const REPLAYS = 2_000;
const AT_ONCE = 40;

/** Seeded, so that a failing run can be repeated. */
function randomOf( seed: number ): () => number {
	let state = seed;
	return () => {
		state = ( state * 48_271 ) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

const newToken = () => `ivt_${ randomBytes( 32 ).toString( 'base64url' ) }`;
const newSecret = () => `whsec_${ randomBytes( 32 ).toString( 'base64' ) }`;

/** Everything about the connections that a stranger could try to change. */
async function stateOf( api: TestApi, stores: readonly TestStore[] ) {
	return Promise.all(
		stores.map( async ( { accountId, connectionId } ) => ( {
			connection: await api.db
				.selectFrom( 'connections' )
				.select( [
					'state',
					'state_cause',
					'state_reason',
					'state_since',
					'settings',
					'settings_version',
					'install_id',
					'store_url',
				] )
				.where( 'account_id', '=', accountId )
				.where( 'connection_id', '=', connectionId )
				.execute(),
			credentials: await api.db
				.selectFrom( 'connection_credentials' )
				.selectAll()
				.where( 'account_id', '=', accountId )
				.orderBy( 'credential_id' )
				.execute(),
			events: await api.db
				.selectFrom( 'connection_events' )
				.selectAll()
				.where( 'account_id', '=', accountId )
				.execute(),
			notices: await api.db
				.selectFrom( 'connection_notices' )
				.selectAll()
				.where( 'account_id', '=', accountId )
				.execute(),
			requests: await api.db
				.selectFrom( 'connect_requests' )
				.selectAll()
				.where( 'account_id', '=', accountId )
				.execute(),
			people: await api.db
				.selectFrom( 'account_people' )
				.selectAll()
				.where( 'account_id', '=', accountId )
				.execute(),
			sessions: await api.db
				.selectFrom( 'console_sessions' )
				.selectAll()
				.where( 'account_id', '=', accountId )
				.execute(),
		} ) )
	);
}

async function storeWithOwner( api: TestApi, host: string ) {
	await makePerson( api.db, undefined, host );
	const storeUrl = `https://${ host }`;
	return new TestStore(
		await createConnection( api.db, {
			storeUrl,
			accountName: host,
			apiUrl: api.url,
			keys: api.keys,
		} ),
		storeUrl
	);
}

describe( 'R30 a stranger who knows the store’s URL and the connection’s id, but not its token', () => {
	test.for( [
		{ name: 'is held up by the limits', limit: '600' },
		{ name: 'reaches the checks themselves', limit: '1000000' },
	] )(
		'$name, and neither changes a state, fails a good batch, nor causes an e-mail',
		{ timeout: 180_000 },
		async ( { limit } ) => {
			const api = await startTestApi( {
				RATE_LIMIT_ADDRESS_PER_MINUTE: limit,
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
				LOG_LEVEL: 'warn',
			} );
			const stores = await Promise.all(
				[ 'one.example.com', 'two.example.com' ].map( ( host ) =>
					storeWithOwner( api, host )
				)
			);
			for ( const store of stores ) {
				await store.send( [ orderRecord( '1', 1 ) ] );
			}
			const before = await stateOf( api, stores );
			const random = randomOf( 7 );
			const statuses = new Map< number, number >();

			const strange = async () => {
				const [ store, other ] =
					random() < 0.5 ? stores : [ ...stores ].reverse();
				const answer = await attack( api, store!, other!, random );
				statuses.set( answer, ( statuses.get( answer ) ?? 0 ) + 1 );
			};
			let left = REQUESTS;
			const flood = Promise.all(
				Array.from( { length: AT_ONCE }, async () => {
					while ( left-- > 0 ) {
						await strange();
					}
				} )
			);
			let sent = 1;
			let flooding = true;
			void flood.finally( () => {
				flooding = false;
			} );
			while ( flooding ) {
				sent++;
				for ( const store of stores ) {
					const { outcomes } = await store.send( [
						orderRecord( String( sent ), 1 ),
					] );
					expect( outcomes[ 0 ]!.outcome ).toBe( 'applied' );
				}
			}
			await flood;

			expect( sent ).toBeGreaterThan( IS_LONG ? 20 : 3 );
			expect( [ ...statuses.values() ].reduce( ( a, b ) => a + b ) ).toBe(
				REQUESTS
			);
			// A stranger gets only refusals or is told to wait.
			expect(
				[ ...statuses.keys() ].filter(
					( code ) => ! [ 400, 401, 429 ].includes( code )
				)
			).toEqual( [] );
			if ( limit !== '600' ) {
				expect( statuses.get( 401 ) ).toBeGreaterThan( REQUESTS / 2 );
				expect( statuses.has( 429 ) ).toBe( false );
			}
			expect( await stateOf( api, stores ) ).toEqual( before );
			for ( const store of stores ) {
				const { n } = await api.db
					.selectFrom( 'orders' )
					.select( ( eb ) => eb.fn.countAll< string >().as( 'n' ) )
					.where( 'account_id', '=', store.accountId )
					.executeTakeFirstOrThrow();
				expect( Number( n ) ).toBe( sent );
				expect( ( await store.ask() ).status ).toBe( 200 );
			}
			// A holder of the token does change the state, which shows that the comparison would have caught a change.
			await stores[ 0 ]!.ask( { secret: newSecret() } );
			expect( await stateOf( api, stores ) ).not.toEqual( before );
		}
	);
} );

describe( 'R30 a stranger who recorded complete requests, with their token', () => {
	test(
		'replays them without end, and no good batch fails and no state changes',
		{ timeout: 120_000 },
		async () => {
			// With the default limits.
			const api = await startTestApi( { LOG_LEVEL: 'warn' } );
			const store = await storeWithOwner( api, 'one.example.com' );
			const body = batchBody( [ orderRecord( '1', 1 ) ] );
			const batch = { body, headers: store.headers( { body } ) };
			const question = {
				method: 'GET',
				path: '/v1/connection',
				headers: store.headers( { id: 'msg_question' } ),
			};
			const receipt = await store.request( batch );
			expect( receipt.status ).toBe( 200 );
			expect( await status( store, question ) ).toBe( 200 );
			const before = await stateOf( api, [ store ] );

			const statuses = new Map< number, number >();
			let left = REPLAYS;
			const flood = Promise.all(
				Array.from( { length: AT_ONCE }, async () => {
					while ( left-- > 0 ) {
						const played = left % 4 === 0 ? question : batch;
						const answer = await store.request( played );
						statuses.set(
							answer.status,
							( statuses.get( answer.status ) ?? 0 ) + 1
						);
						if ( answer.status === 200 && played === batch ) {
							expect( answer.text ).toBe( receipt.text );
						}
					}
				} )
			);
			let flooding = true;
			void flood.finally( () => {
				flooding = false;
			} );
			let sent = 1;
			while ( flooding && sent < 800 ) {
				// As many as the connection may have in flight.
				const answers = await Promise.all(
					Array.from( { length: 4 }, () =>
						store.send( [ orderRecord( String( ++sent ), 1 ) ] )
					)
				);
				for ( const { outcomes } of answers ) {
					expect( outcomes[ 0 ]!.outcome ).toBe( 'applied' );
				}
			}
			await flood;

			expect( sent ).toBeGreaterThan( 20 );
			expect( [ ...statuses.keys() ].sort() ).toEqual( [ 200, 429 ] );
			expect( await stateOf( api, [ store ] ) ).toEqual( before );
			expect( ( await store.ask() ).status ).toBe( 200 );
		}
	);
} );

/** Sends one of the stranger's requests. @return The status of the answer. */
async function attack(
	api: TestApi,
	store: TestStore,
	other: TestStore,
	random: () => number
): Promise< number > {
	const id = `msg_${ randomUUID() }`;
	const body = batchBody( [ orderRecord( '1', 99 ) ] );
	const now = Math.floor( Date.now() / 1_000 );
	const guessed = { authorization: `Bearer ${ newToken() }` };
	const unknown = `acc_${ randomBytes( 16 ).toString( 'base64url' ) }.con_${ randomBytes( 16 ).toString( 'base64url' ) }`;
	const mixed = `${ store.accountId }.${ other.connectionId }`;
	const kinds: ( () => Promise< number > )[] = [
		// A guessed token, with all kinds of signatures.
		() =>
			status( store, {
				id,
				body,
				headers: guessed,
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id,
				body,
				headers: { ...guessed, 'webhook-signature': null },
			} ),
		() =>
			status( store, {
				id,
				body,
				headers: {
					...guessed,
					'webhook-signature': `v1,${ randomBytes( 32 ).toString( 'base64' ) }`,
				},
			} ),
		() =>
			status( store, {
				id,
				body,
				headers: { ...guessed, 'webhook-signature': 'v1,' },
			} ),
		// No token, or nonsense.
		() =>
			status( store, {
				id,
				body,
				headers: { authorization: null },
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id,
				body,
				headers: { authorization: 'Basic YTpi' },
				secret: newSecret(),
			} ),
		// IDs that do not exist or do not belong together.
		() =>
			status( store, {
				id,
				body,
				headers: { ...guessed, 'ivorey-connection': unknown },
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id,
				body,
				headers: { ...guessed, 'ivorey-connection': mixed },
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id,
				body,
				headers: {
					...guessed,
					'ivorey-connection': "'; drop table connections",
				},
				secret: newSecret(),
			} ),
		// A recording, replayed an hour later without the token.
		() =>
			status( store, {
				id,
				body,
				timestamp: now - 3_600,
				headers: {
					...guessed,
					'webhook-signature': sign(
						store.credentials.secret,
						id,
						now - 3_600,
						body
					),
				},
			} ),
		// The credentials of the stranger's own store.
		() =>
			status( store, {
				id,
				body,
				headers: {
					authorization: `Bearer ${ other.credentials.token }`,
					'ivorey-store-url': store.storeUrl,
				},
				secret: other.credentials.secret,
			} ),
		// Other routes.
		() =>
			status( store, {
				id,
				method: 'GET',
				path: '/v1/connection',
				headers: guessed,
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id: `rotate_${ randomUUID() }`,
				path: '/v1/connection/rotate',
				body: '',
				headers: guessed,
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id,
				method: 'PUT',
				path: '/v1/settings',
				body: '{}',
				headers: guessed,
				secret: newSecret(),
			} ),
		() =>
			status( store, {
				id,
				method: 'PUT',
				path: '/v1/status',
				body: '{}',
				headers: guessed,
				secret: newSecret(),
			} ),
		() =>
			connect( api, 'token', {
				grant_type: 'authorization_code',
				code: `${ store.accountId }.${ randomBytes( 32 ).toString( 'base64url' ) }`,
				store_url: store.storeUrl,
				install_id: 'stranger',
			} ),
		() =>
			connect( api, 'deny', {
				code: `${ store.accountId }.${ randomBytes( 32 ).toString( 'base64url' ) }`,
			} ),
		() =>
			connect( api, 'describe', {
				code: 'x',
				store_url: store.storeUrl,
			} ),
	];
	return kinds[ Math.floor( random() * kinds.length ) ]!();
}

async function status(
	store: TestStore,
	request: Parameters< TestStore[ 'request' ] >[ 0 ]
): Promise< number > {
	return ( await store.request( request ) ).status;
}

async function connect(
	api: TestApi,
	door: string,
	body: object
): Promise< number > {
	const answer = await fetch( `${ api.url }/v1/connect/${ door }`, {
		method: 'POST',
		body: JSON.stringify( body ),
	} );
	await answer.arrayBuffer();
	return answer.status;
}
