import { describe, expect, test } from 'vitest';
import { sendInOrder, type Due } from './round.ts';

/** Sends deliveries of these subjects, in this order. Each ends when the test says so. */
function start(
	subjects: readonly string[],
	width: number,
	mayStart = () => true
) {
	const begun: string[] = [];
	const ends = new Map< string, ( isSent: boolean ) => void >();
	const done = sendInOrder(
		subjects.map( ( subject, n ): Due => ( {
			eventId: `${ subject }${ n + 1 }`,
			subject,
			body: '{}',
			tries: 0,
			giveUpAt: new Date(),
		} ) ),
		width,
		( { eventId } ) => {
			begun.push( eventId );
			const { promise, resolve } = Promise.withResolvers< {
				eventId: string;
				isSent: boolean;
			} >();
			ends.set( eventId, ( isSent ) => resolve( { eventId, isSent } ) );
			return promise;
		},
		mayStart
	);
	return {
		begun,
		done,
		async end( eventId: string, isSent = true ) {
			ends.get( eventId )!( isSent );
			// By then, everything that follows from it has happened.
			await new Promise( ( resolve ) => setImmediate( resolve ) );
		},
	};
}

describe( 'R45 sendInOrder', () => {
	test( 'starts the oldest first, as many at once as the width allows', async () => {
		const { begun, done, end } = start( [ 'a', 'b', 'c', 'd' ], 2 );
		expect( begun ).toEqual( [ 'a1', 'b2' ] );
		await end( 'b2' );
		expect( begun ).toEqual( [ 'a1', 'b2', 'c3' ] );
		await end( 'a1' );
		await end( 'd4' );
		await end( 'c3' );
		expect( ( await done ).map( ( { eventId } ) => eventId ) ).toEqual( [
			'b2',
			'a1',
			'd4',
			'c3',
		] );
	} );

	test( 'never has two deliveries of one subject under way', async () => {
		const { begun, done, end } = start( [ 'a', 'a', 'b', 'a' ], 10 );
		expect( begun ).toEqual( [ 'a1', 'b3' ] );
		await end( 'b3' );
		expect( begun ).toEqual( [ 'a1', 'b3' ] );
		await end( 'a1' );
		expect( begun ).toEqual( [ 'a1', 'b3', 'a2' ] );
		await end( 'a2' );
		await end( 'a4' );
		expect( await done ).toHaveLength( 4 );
	} );

	test( 'starts none after one that failed, and waits for those under way', async () => {
		const { begun, done, end } = start( [ 'a', 'b', 'c' ], 2 );
		await end( 'a1', false );
		expect( begun ).toEqual( [ 'a1', 'b2' ] );
		await end( 'b2' );
		expect( await done ).toHaveLength( 2 );
	} );

	test( 'starts none once its time is over', async () => {
		let isOver = false;
		const { begun, done, end } = start( [ 'a', 'b' ], 1, () => ! isOver );
		isOver = true;
		await end( 'a1' );
		await done;
		expect( begun ).toEqual( [ 'a1' ] );
	} );
} );
