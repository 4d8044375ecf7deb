import { describe, expect, test } from 'vitest';
import {
	healthAfter,
	MAX_WIDTH,
	outcomeOf,
	probeOf,
	retryAt,
	type Health,
	type RoundResult,
} from './rules.ts';

const NOW = new Date( '2026-05-01T12:00:00Z' );
const after = ( ms: number ) => new Date( NOW.getTime() + ms );
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const middle = () => 0.5;

const WELL: Health = {
	failingSince: null,
	probes: 0,
	retryAt: null,
	recoveredAt: null,
	width: 1,
};
const result = ( change: Partial< RoundResult > = {} ): RoundResult => ( {
	kind: 'failed',
	isOverloaded: false,
	pauseMs: 0,
	startedAt: NOW,
	...change,
} );
const SENT = result( { kind: 'sent' } );

describe( 'R45 outcomeOf', () => {
	const of = ( status: number, retryAfter?: string ) =>
		outcomeOf( { kind: 'answer', status, retryAfter }, NOW );

	test.for( [
		[ 200, 'sent' ],
		[ 204, 'sent' ],
		[ 299, 'sent' ],
		[ 301, 'failed' ],
		[ 404, 'failed' ],
		[ 410, 'gone' ],
		[ 500, 'failed' ],
	] as const )( 'takes %i as %s', ( [ status, kind ] ) => {
		expect( of( status ) ).toMatchObject( { kind, isOverloaded: false } );
	} );

	test.for( [ 429, 502, 503, 504 ] )( 'slows down at %i', ( status ) => {
		expect( of( status ) ).toMatchObject( {
			kind: 'failed',
			isOverloaded: true,
		} );
	} );

	test.for( [
		[ '120', 120 * SECOND ],
		[ 'Fri, 01 May 2026 12:01:00 GMT', 60 * SECOND ],
		[ 'Fri, 01 May 2026 11:00:00 GMT', 0 ],
		[ 'soon', 0 ],
		[ '-5', 0 ],
		[ '999999999', DAY ],
	] as const )( 'waits for Retry-After: %s', ( [ header, ms ] ) => {
		expect( of( 429, header ).pauseMs ).toBe( ms );
	} );
} );

describe( 'R45 retryAt', () => {
	const GIVE_UP = after( 3 * DAY );

	test( 'waits longer each time, and tries last when three days are over', () => {
		let now = NOW;
		const waits: number[] = [];
		for ( let tries = 1; ; tries++ ) {
			const next = retryAt( tries, GIVE_UP, now, middle );
			if ( next === null ) {
				break;
			}
			waits.push( next.getTime() - now.getTime() );
			now = next;
		}
		expect( now ).toEqual( GIVE_UP );
		expect( waits.slice( 0, 4 ) ).toEqual( [
			5 * SECOND,
			60 * SECOND,
			300 * SECOND,
			1_800 * SECOND,
		] );
		expect( waits.slice( 0, -1 ) ).toEqual(
			waits.slice( 0, -1 ).sort( ( a, b ) => a - b )
		);
		expect( waits.length ).toBeGreaterThan( 8 );
	} );

	test( 'varies by a fifth to either side', () => {
		const wait = ( random: number ) =>
			retryAt( 2, GIVE_UP, NOW, () => random )!.getTime() - NOW.getTime();
		expect( [ wait( 0 ), wait( 1 ) ] ).toEqual( [
			48 * SECOND,
			72 * SECOND,
		] );
	} );
} );

describe( 'R45 healthAfter', () => {
	/** Applies one round after the other. */
	function afterRounds( health: Health, rounds: readonly RoundResult[][] ) {
		let state = { health, off: null as 'gone' | 'failing' | null };
		for ( const results of rounds ) {
			state = healthAfter( state.health, results, NOW, middle );
		}
		return state;
	}

	test( 'sends more at once while deliveries succeed, and fewer when the receiver is overloaded', () => {
		const widths = [ 1, 2, 3, 4, 5 ].map(
			( rounds ) =>
				afterRounds( WELL, Array( rounds ).fill( [ SENT ] ) ).health
					.width
		);
		expect( widths ).toEqual( [ 2, 4, 8, MAX_WIDTH, MAX_WIDTH ] );
		expect(
			afterRounds( { ...WELL, width: 8 }, [
				[ SENT, result( { isOverloaded: true } ) ],
			] ).health
		).toMatchObject( { width: 4, failingSince: null } );
	} );

	test( 'does not count as failing if one of several deliveries was accepted', () => {
		expect(
			afterRounds( WELL, [ [ result(), SENT ] ] ).health
		).toMatchObject( { failingSince: null, retryAt: null } );
	} );

	test( 'probes at once with the least tried delivery, then with the oldest after a wait, and so on', () => {
		const seen: unknown[] = [];
		let health = WELL;
		for ( let round = 0; round < 5; round++ ) {
			( { health } = healthAfter( health, [ result() ], NOW, middle ) );
			seen.push( [
				probeOf( health ),
				health.retryAt!.getTime() - NOW.getTime(),
			] );
		}
		expect( seen ).toEqual( [
			[ 'least_tried', 0 ],
			[ 'oldest', 5 * SECOND ],
			[ 'least_tried', 0 ],
			[ 'oldest', 15 * SECOND ],
			[ 'least_tried', 0 ],
		] );
		expect( probeOf( WELL ) ).toBeNull();
	} );

	test( 'waits as long as the receiver asks, even if other deliveries were accepted', () => {
		for ( const others of [ [], [ SENT ] ] ) {
			const { health } = healthAfter(
				WELL,
				[ ...others, result( { isOverloaded: true, pauseMs: HOUR } ) ],
				NOW,
				middle
			);
			expect( health.retryAt ).toEqual( after( HOUR ) );
		}
	} );

	test( 'sends everything that waits once the endpoint is back, one at a time at first', () => {
		const failing = afterRounds( { ...WELL, width: 8 }, [
			[ result() ],
			[ result() ],
		] ).health;
		expect( afterRounds( failing, [ [ SENT ] ] ).health ).toEqual( {
			...WELL,
			recoveredAt: NOW,
			width: 1,
		} );
	} );

	test( 'keeps the retry delay of a delivery that fails alone', () => {
		expect(
			afterRounds( WELL, [ [ result() ], [ SENT ] ] ).health.recoveredAt
		).toBeNull();
	} );

	test( 'switches off an endpoint that failed for five days, and one that is gone', () => {
		const since = ( days: number ) =>
			healthAfter(
				{ ...WELL, failingSince: after( -days * DAY ), probes: 9 },
				[ result() ],
				NOW,
				middle
			).off;
		expect( [ since( 4.99 ), since( 5 ) ] ).toEqual( [ null, 'failing' ] );
		expect(
			afterRounds( WELL, [ [ result( { kind: 'gone' } ) ] ] ).off
		).toBe( 'gone' );
		expect(
			afterRounds( WELL, [ [ SENT, result( { kind: 'gone' } ) ] ] ).off
		).toBe( 'gone' );
	} );

	test( 'changes nothing without an attempt', () => {
		expect( healthAfter( WELL, [], NOW, middle ) ).toEqual( {
			health: WELL,
			off: null,
		} );
	} );
} );
