import { expect, test } from 'vitest';
import { Replays, signedRequestOf } from './replays.ts';

const at = ( seconds: number ) =>
	new Date( 1_767_225_600_000 + seconds * 1_000 );

test( 'R30 a request is remembered for as long as its signature is valid', () => {
	const replays = new Replays();
	expect( replays.add( 'a', at( 0 ) ) ).toBe( false );
	expect( replays.add( 'b', at( 599 ) ) ).toBe( false );
	for ( const seconds of [ 0, 300, 600 ] ) {
		expect( replays.add( 'a', at( seconds ) ), String( seconds ) ).toBe(
			true
		);
	}
	replays.add( 'c', at( 601 ) );
	replays.add( 'd', at( 1_199 ) );
	expect( replays.has( 'b' ) ).toBe( true );
} );

test( 'a request is forgotten later', () => {
	const replays = new Replays();
	replays.add( 'a', at( 0 ) );
	replays.add( 'b', at( 700 ) );
	replays.add( 'c', at( 1_400 ) );
	expect( replays.has( 'a' ) ).toBe( false );
	replays.add( 'd', at( 9_000 ) );
	expect( replays.has( 'c' ) ).toBe( false );
} );

test( 'a bounded number is remembered, the latest ones', () => {
	const replays = new Replays( 100 );
	for ( let n = 0; n < 1_000; n++ ) {
		replays.add( String( n ), at( 0 ) );
	}
	expect( replays.has( '999' ) ).toBe( true );
	expect( replays.has( '950' ) ).toBe( true );
	expect( replays.has( '899' ) ).toBe( false );
} );

test( 'a request that was not accepted after all is new again', () => {
	const replays = new Replays();
	replays.add( 'a', at( 0 ) );
	replays.delete( 'a' );
	expect( replays.add( 'a', at( 0 ) ) ).toBe( false );
} );

test( 'another time, another id or another connection is another request', () => {
	expect(
		new Set( [
			signedRequestOf( 'acc.con', 'msg_1', 1 ),
			signedRequestOf( 'acc.con', 'msg_1', 2 ),
			signedRequestOf( 'acc.con', 'msg_2', 1 ),
			signedRequestOf( 'acc.other', 'msg_1', 1 ),
		] ).size
	).toBe( 4 );
} );
