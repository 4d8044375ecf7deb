import { request } from 'node:http';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { VERIFY_LIMITS } from '@ivorey/shared';
import { waitFor } from '../../../test/wait.ts';
import { loadConfig } from '../ops/config.ts';
import { startTestApi } from '../testing/api.ts';
import { untilBlocked } from '../testing/locks.ts';
import { orderRecord } from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';
import { BodyPlaces, STRANGERS } from './body-places.ts';
import { MAX_QUESTION_BYTES } from './request.ts';

const limitsOf = ( env: Record< string, string > ) => loadConfig( env ).limits;

test( 'no more bodies are held at once than there are places, and a waiting request gets the next one', async () => {
	const places = new BodyPlaces( limitsOf( { MAX_BODIES_AT_ONCE: '4' } ) );
	let [ held, most ] = [ 0, 0 ];
	await Promise.all(
		Array.from( { length: 40 }, async ( _, n ) => {
			const leave = await places.enter( `store ${ n % 5 }` );
			most = Math.max( most, ++held );
			await new Promise( setImmediate );
			held--;
			leave!();
		} )
	);
	expect( [ most, held ] ).toEqual( [ 4, 0 ] );
} );

test( 'a request that waits too long is refused, and takes no place later', async () => {
	const places = new BodyPlaces( limitsOf( { MAX_BODIES_AT_ONCE: '2' } ), 1 );
	const leave = [ await places.enter( 'a' ), await places.enter( 'b' ) ];
	expect( await places.enter( 'c' ) ).toBeNull();
	leave.forEach( ( end ) => end!() );
	expect( await places.enter( 'c' ) ).not.toBeNull();
} );

test( 'the number of waiting requests is bounded', async () => {
	const places = new BodyPlaces(
		limitsOf( { MAX_BODIES_AT_ONCE: '2' } ),
		60_000
	);
	const leave = [ await places.enter( 'a' ), await places.enter( 'b' ) ];
	const came = Array.from( { length: 1_000 }, ( _, n ) =>
		places.enter( `store ${ n }` )
	);
	const refused = await Promise.all( came.slice( 32 ) );
	expect( refused.every( ( place ) => place === null ) ).toBe( true );
	leave.forEach( ( end ) => end!() );
	for ( const place of came.slice( 0, 32 ) ) {
		( await place )!();
	}
} );

test( 'R30 strangers together take no more than one store may, and leave the rest', async () => {
	const places = new BodyPlaces(
		limitsOf( { MAX_BODIES_AT_ONCE: '16', MAX_BATCHES_IN_FLIGHT: '4' } ),
		1
	);
	const entered = await Promise.all(
		Array.from( { length: 20 }, () => places.enter( STRANGERS ) )
	);
	expect( entered.filter( ( place ) => place !== null ) ).toHaveLength( 5 );
	expect( await places.enter( 'a store' ) ).not.toBeNull();
} );

/** Sends the headers, and of the body only the beginning. */
function sendHalf( store: TestStore, headers: Record< string, string > ) {
	const half = request( `${ store.credentials.api_url }/v1/batches`, {
		method: 'POST',
		headers: { ...headers, 'content-length': '1000' },
	} );
	half.on( 'error', () => undefined );
	half.write( '{' );
	return half;
}

test( 'R30 strangers’ endless bodies leave room for a store, and a store without a place is told to retry', async () => {
	const api = await startTestApi( { MAX_BODIES_AT_ONCE: '2' } );
	const [ slow, good ] = [ await api.connect(), await api.connect() ];
	await slow.ask();
	// A stranger knows only the connection's ID; this sends one body for each place.
	const halves = [ 'first', 'second' ].map( ( id ) =>
		sendHalf(
			slow,
			slow.headers( {
				id,
				headers: { authorization: 'Bearer ivt_guessed' },
			} )
		)
	);
	await good.send( [ orderRecord( '1', 1 ) ] );
	halves.push( sendHalf( slow, slow.headers( { id: 'third' } ) ) );
	await waitFor( async () => {
		const answer = await good.post( [ orderRecord( '2', 1 ) ] );
		return answer.status === 503 ? answer : undefined;
	} ).then( ( answer ) => {
		expect( problemOf( answer ).name ).toBe( 'unavailable' );
		expect( answer.headers.get( 'retry-after' ) ).toBe( '2' );
	} );
	halves.forEach( ( half ) => half.destroy() );
	await waitFor(
		async () =>
			( await good.post( [ orderRecord( '2', 1 ) ] ) ).status === 200
	);
} );

test( 'R30 endless bodies with a store’s token from elsewhere leave the store its own places', async () => {
	const api = await startTestApi( {
		MAX_BODIES_AT_ONCE: '8',
		MAX_BATCHES_IN_FLIGHT: '1',
		TRUST_PROXY: '1',
	} );
	const store = await api.connect();
	const from = ( address: string ) => ( {
		headers: { 'x-forwarded-for': address },
	} );
	const send = ( id: string ) =>
		store.post( [ orderRecord( id, 1 ) ], from( '192.0.2.1' ) );
	expect( ( await send( '1' ) ).status ).toBe( 200 );
	// As many as one party may hold: each has the token, and the signature of another body.
	const halves = Array.from( { length: 4 }, ( _, n ) =>
		sendHalf(
			store,
			store.headers( { id: `slow-${ n }`, ...from( '198.51.100.7' ) } )
		)
	);
	// They have arrived once a request from yet another address waits for a place in vain.
	let elsewhere = 0;
	await waitFor( async () => {
		const answer = await store.post(
			[ orderRecord( '1', 1 ) ],
			from( `198.51.100.${ ++elsewhere }` )
		);
		return answer.status === 503;
	} );
	for ( let n = 2; n < 6; n++ ) {
		const began = performance.now();
		expect( ( await send( String( n ) ) ).status ).toBe( 200 );
		expect( performance.now() - began ).toBeLessThan( 1_500 );
	}
	halves.forEach( ( half ) => half.destroy() );
} );

test( 'a question takes no place while it waits for its turn or for its answer', async () => {
	const api = await startTestApi( { MAX_BODIES_AT_ONCE: '2' } );
	const stores = [ await api.connect(), await api.connect() ] as const;
	for ( const store of stores ) {
		await store.ask();
	}
	const question = ( from: number ) => ( {
		path: '/v1/verify',
		body: JSON.stringify( {
			ranges: [
				{
					element: 'products',
					from: String( from ),
					to: null,
					list: false,
				},
			],
		} ),
	} );
	const answers = await api.db.transaction().execute( async ( tx ) => {
		await sql`lock table products in access exclusive mode`.execute( tx );
		const asked = stores.flatMap( ( store ) =>
			[ 1, 2, 3 ].map( ( from ) => store.request( question( from ) ) )
		);
		await untilBlocked( api.databaseUrl, '%products%' );
		for ( const store of stores ) {
			const { status } = await store.post( [ orderRecord( '1', 1 ) ] );
			expect( status ).toBe( 200 );
		}
		return asked;
	} );
	expect(
		( await Promise.all( answers ) ).map( ( { status } ) => status )
	).toEqual( answers.map( () => 200 ) );
} );

test( 'a question may hold no more memory than it needs, since it is kept while it waits', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	const body = ' '.repeat( MAX_QUESTION_BYTES ) + '{}';
	for ( const answer of [
		await store.request( { path: '/v1/verify', body } ),
		await store.sendGzipped( body, { path: '/v1/verify' } ),
	] ) {
		expect( problemOf( answer ) ).toMatchObject( {
			status: 413,
			name: 'payload-too-large',
		} );
	}
	const ranges = Array.from( { length: VERIFY_LIMITS.ranges }, ( _, n ) => ( {
		element: 'transactions',
		from: String( 10n ** 18n + BigInt( 2 * n ) ),
		to: String( 10n ** 18n + BigInt( 2 * n + 1 ) ),
		list: false,
	} ) );
	const largest = JSON.stringify( { ranges } );
	const { status } = await store.request( {
		path: '/v1/verify',
		body: largest,
	} );
	expect( status ).toBe( 200 );
} );
