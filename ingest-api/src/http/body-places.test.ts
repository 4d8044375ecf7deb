import { request } from 'node:http';
import { expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { loadConfig } from '../ops/config.ts';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';
import { BodyPlaces, STRANGERS } from './body-places.ts';

const limitsOf = ( env: Record< string, string > ) => loadConfig( env ).limits;

test( 'no more bodies are held at once than there are places, and who waits gets the next one', async () => {
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

test( 'who waits for too long is sent away, and takes no place later', async () => {
	const places = new BodyPlaces( limitsOf( { MAX_BODIES_AT_ONCE: '2' } ), 1 );
	const leave = [ await places.enter( 'a' ), await places.enter( 'b' ) ];
	expect( await places.enter( 'c' ) ).toBeNull();
	leave.forEach( ( end ) => end!() );
	expect( await places.enter( 'c' ) ).not.toBeNull();
} );

test( 'only so many wait, however many come', async () => {
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

test( 'R30 bodies of strangers that never end leave room for a store; where no place is left, it is told to send again', async () => {
	const api = await startTestApi( { MAX_BODIES_AT_ONCE: '2' } );
	const [ slow, good ] = [ await api.connect(), await api.connect() ];
	await slow.ask();
	// Of a stranger, who knows no more than the connection's id; one for each place there is.
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
