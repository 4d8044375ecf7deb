import { expect, test } from 'vitest';
import { Heartbeats } from './heartbeats.ts';

function startedAt( at: number ) {
	const clock = { ms: at };
	return { clock, heartbeats: new Heartbeats( () => clock.ms ) };
}

const statesOf = ( heartbeats: Heartbeats ) =>
	heartbeats.read().map( ( { part, state } ) => `${ part } ${ state }` );

test( 'a part that has not begun is unknown, and one that has just begun is running', () => {
	const { heartbeats } = startedAt( 5_000 );
	expect( heartbeats.read() ).toEqual( [] );
	heartbeats.start( 'automations' );
	expect( heartbeats.read() ).toEqual( [
		{
			part: 'automations',
			state: 'running',
			secondsSinceTurn: 0,
			failures: 0,
			lastFailure: null,
		},
	] );
} );

test( 'a part without a finished turn for its time limit is stalled until its next one, and others are not', () => {
	const { clock, heartbeats } = startedAt( 0 );
	const automations = heartbeats.start( 'automations' );
	heartbeats.start( 'pruning' );
	clock.ms = 300_000;
	expect( statesOf( heartbeats ) ).toEqual( [
		'automations running',
		'pruning running',
	] );
	clock.ms = 300_001;
	expect( statesOf( heartbeats ) ).toEqual( [
		'automations stalled',
		'pruning running',
	] );
	automations.step();
	expect( statesOf( heartbeats )[ 0 ] ).toBe( 'automations running' );
} );

test( 'a part is failing until a whole turn succeeds', () => {
	const { clock, heartbeats } = startedAt( 0 );
	const part = heartbeats.start( 'webhooks' );
	part.fail(
		Object.assign( new TypeError( 'ada@example.com' ), { code: '53300' } )
	);
	expect( statesOf( heartbeats ) ).toEqual( [ 'webhooks failing' ] );
	part.step();
	part.step();
	part.beat();
	expect( statesOf( heartbeats ) ).toEqual( [ 'webhooks failing' ] );
	part.beat();
	clock.ms = 2_000;
	expect( heartbeats.read() ).toEqual( [
		{
			part: 'webhooks',
			state: 'running',
			secondsSinceTurn: 2,
			failures: 1,
			lastFailure: { secondsAgo: 2, error: 'TypeError 53300' },
		},
	] );
} );

test( 'a part with nothing left to do never stalls', () => {
	const { clock, heartbeats } = startedAt( 0 );
	const part = heartbeats.start( 'filling' );
	part.finish();
	part.beat();
	clock.ms = 1e9;
	expect( statesOf( heartbeats ) ).toEqual( [ 'filling finished' ] );
} );
