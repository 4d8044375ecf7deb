import { request } from 'node:http';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { batchBody, TestStore, type Request } from '../testing/store.ts';

const LIMIT = 6;
/** The places that one connection gets out of twice as many. */
const PLACES = 2;

interface Copies {
	api: TestApi;
	/** The queries of each copy. */
	queries: [ string[], string[] ];
	/** One store, as a client of each copy. */
	stores: [ TestStore, TestStore ];
}

/** Starts two copies of the program on one database, with a store connected to them. */
async function twoCopies(
	env: Record< string, string > = {}
): Promise< Copies > {
	const queries: [ string[], string[] ] = [ [], [] ];
	const optionsOf = ( asked: string[] ) => ( {
		onQuery: ( { query }: { query: { sql: string } } ) =>
			void asked.push( query.sql ),
	} );
	const api = await startTestApi( env, optionsOf( queries[ 0 ] ) );
	const other = await startTestApi(
		{
			DATABASE_URL: api.databaseUrl,
			ENCRYPTION_KEY: api.encryptionKey.toString( 'base64' ),
			...env,
		},
		optionsOf( queries[ 1 ] )
	);
	const store = await api.connect();
	const atOther = new TestStore(
		{ ...store.credentials, api_url: other.url },
		store.storeUrl
	);
	atOther.installId = store.installId;
	expect( ( await store.ask() ).status ).toBe( 200 );
	return { api, queries, stores: [ store, atOther ] };
}

const order = ( id: number ) => batchBody( [ orderRecord( String( id ), 1 ) ] );

/** A complete recording, with the request's token and signature. */
function recordingOf( store: TestStore, asked: Request ): Request {
	return { ...asked, headers: store.headers( asked ) };
}

async function statusesOf(
	store: TestStore,
	requests: readonly Request[]
): Promise< number[] > {
	const statuses = [];
	for ( const each of requests ) {
		statuses.push( ( await store.request( each ) ).status );
	}
	return statuses;
}

const times = < T >( count: number, make: ( n: number ) => T ): T[] =>
	Array.from( { length: count }, ( _, n ) => make( n + 1 ) );

describe( 'R30 with two copies of the program, a request recorded at one and replayed at the other', () => {
	test.for( [
		{
			name: 'batches',
			make: ( n: number ): Request => ( { body: order( n ) } ),
		},
		{
			name: 'batches that were refused',
			make: ( n: number ): Request => ( { body: `{ "no": ${ n } }` } ),
		},
		{
			name: 'questions for the connection',
			make: ( n: number ): Request => ( {
				method: 'GET',
				path: '/v1/connection',
				id: `msg_${ n }`,
			} ),
		},
		{
			name: 'questions about records',
			make: ( n: number ): Request => ( {
				path: '/v1/find',
				body: JSON.stringify( { number: String( n ) } ),
			} ),
		},
	] )( 'uses up none of the store’s limit: $name', async ( { make } ) => {
		const { stores } = await twoCopies( {
			RATE_LIMIT_CONNECTION_PER_MINUTE: String( LIMIT ),
		} );
		const [ store, atOther ] = stores;
		const recorded = times( LIMIT - 1, ( n ) =>
			recordingOf( store, make( n ) )
		);
		const answered = await statusesOf( store, recorded );
		expect( await statusesOf( atOther, recorded ) ).toEqual( answered );
		expect(
			await statusesOf(
				atOther,
				times( LIMIT, ( n ) => ( { body: order( 100 + n ) } ) )
			)
		).toEqual( times( LIMIT, () => 200 ) );
	} );

	test( 'is counted against its address, even a recording of an earlier attempt', async () => {
		const { stores } = await twoCopies( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '1',
		} );
		const [ store, atOther ] = stores;
		const seconds = Math.floor( Date.now() / 1_000 );
		const attempts = times( 3, ( n ) =>
			recordingOf( store, { body: order( 1 ), timestamp: seconds + n } )
		);
		// The first attempt never arrived.
		expect( await statusesOf( store, attempts.slice( 1 ) ) ).toEqual( [
			200, 200,
		] );
		expect( await statusesOf( atOther, attempts ) ).toEqual( [
			200, 429, 429,
		] );
	} );

	test( 'takes no body place of the store’s, however slowly it arrives', async () => {
		const { queries, stores } = await twoCopies( {
			MAX_BODIES_AT_ONCE: String( 2 * PLACES ),
		} );
		const [ store, atOther ] = stores;
		const recorded = times( PLACES, ( n ) =>
			recordingOf( store, { body: order( n ) } )
		);
		await statusesOf( store, recorded );
		const lookedUp = () =>
			queries[ 1 ].filter( ( text ) => text.includes( 'came_before' ) )
				.length;
		const halves = recorded.map( ( { body, headers } ) => {
			const half = request(
				`${ atOther.credentials.api_url }/v1/batches`,
				{
					method: 'POST',
					headers: {
						...( headers as Record< string, string > ),
						'content-length': Buffer.byteLength( body! ),
					},
				}
			);
			half.on( 'error', () => undefined );
			half.write( '{' );
			return half;
		} );
		await waitFor( () => lookedUp() >= PLACES );
		expect(
			await statusesOf(
				atOther,
				times( 3, ( n ) => ( { body: order( 100 + n ) } ) )
			)
		).toEqual( [ 200, 200, 200 ] );
		halves.forEach( ( half ) => half.destroy() );
	} );

	test( 'is recognised if it reaches both at the same moment', async () => {
		const { api, stores } = await twoCopies( {
			RATE_LIMIT_CONNECTION_PER_MINUTE: String( LIMIT ),
		} );
		const ask = ( n: number, id: string ): Request => ( {
			method: 'GET',
			path: '/v1/connection',
			id: `msg_${ id }_${ n }`,
		} );
		const recorded = times( LIMIT - 1, ( n ) =>
			recordingOf( stores[ 0 ], ask( n, 'recorded' ) )
		);
		const played = await api.db.transaction().execute( async ( tx ) => {
			await sql`lock table signed_requests in share mode`.execute( tx );
			const answers = stores.flatMap( ( store ) =>
				recorded.map( ( each ) => store.request( each ) )
			);
			await waitFor( async () => {
				const { rows } = await sql`
					select from pg_stat_activity
					where datname = current_database() and wait_event_type = 'Lock'
				`.execute( api.db );
				return rows.length === answers.length;
			}, 'All of them waiting to be noted' );
			return answers;
		} );
		await Promise.all( played );
		const more = await Promise.all(
			stores.map( ( store, copy ) =>
				statusesOf(
					store,
					times( LIMIT, ( n ) => ask( n, `copy_${ copy }` ) )
				)
			)
		);
		// Each of the recorded ones was counted once, and so was the first request of all.
		expect(
			more.flat().filter( ( status ) => status === 200 )
		).toHaveLength( 2 * LIMIT - recorded.length - 1 );
	} );
} );

describe( 'R30 with two copies of the program, a store', () => {
	test( 'that sends a batch again is not taken for a recording, whichever copy it reaches', async () => {
		const { stores } = await twoCopies( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '1',
		} );
		const seconds = Math.floor( Date.now() / 1_000 );
		const statuses = [];
		for ( const [ n, store ] of [ ...stores, ...stores ].entries() ) {
			const { status } = await store.request( {
				body: order( 1 ),
				timestamp: seconds + n,
			} );
			statuses.push( status );
		}
		expect( statuses ).toEqual( [ 200, 200, 200, 200 ] );
	} );

	test( 'is paused only once by its token alone, whichever copies see it', async () => {
		const { api, stores } = await twoCopies();
		const [ store, atOther ] = stores;
		const stateOf = async () =>
			(
				await api.db
					.selectFrom( 'connections' )
					.select( 'state' )
					.where( 'account_id', '=', store.accountId )
					.executeTakeFirstOrThrow()
			).state;
		const tokenOnly = {
			id: 'msg_token',
			headers: { 'webhook-signature': null },
		};
		await store.ask( tokenOnly );
		expect( await stateOf() ).toBe( 'paused' );
		expect( ( await atOther.ask() ).status ).toBe( 200 );
		expect( await stateOf() ).toBe( 'active' );
		for ( const copy of stores ) {
			expect( ( await copy.ask( tokenOnly ) ).status ).toBe( 401 );
		}
		expect( await stateOf() ).toBe( 'active' );
	} );

	test( 'needs no extra query for a batch', async () => {
		const { queries, stores } = await twoCopies();
		await stores[ 0 ].request( { body: order( 1 ) } );
		queries[ 0 ].length = 0;
		await stores[ 0 ].request( { body: order( 2 ) } );
		const begins = queries[ 0 ].findIndex( ( text ) =>
			/^begin/i.test( text )
		);
		expect( queries[ 0 ].slice( 0, begins ) ).toEqual( [
			expect.stringContaining( 'came_before' ),
		] );
		expect(
			queries[ 0 ].filter( ( text ) =>
				/into "?signed_requests/.test( text )
			)
		).toEqual( [] );
	} );
} );
