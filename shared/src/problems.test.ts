import { describe, expect, it } from 'vitest';
import {
	problemSchema,
	PROBLEMS,
	problemType,
	type ProblemName,
} from './problems.ts';

const names = Object.keys( PROBLEMS ) as ProblemName[];
const reactingWith = ( reaction: string ) =>
	names.filter( ( name ) => PROBLEMS[ name ].reaction === reaction );

describe( 'problems', () => {
	it( 'R27 pause on 401, 403 and a connection that is gone, and on nothing else', () => {
		expect(
			reactingWith( 'pause' ).map( ( name ) => [
				name,
				PROBLEMS[ name ].status,
			] )
		).toEqual( [
			[ 'unauthorized', 401 ],
			[ 'revoked', 403 ],
			[ 'paused-by-person', 403 ],
			[ 'store-mismatch', 403 ],
			[ 'connection-gone', 404 ],
		] );
	} );

	it( 'R29 never pause for a clock that is off', () => {
		expect( reactingWith( 'resync_clock' ) ).toEqual( [ 'clock-skew' ] );
	} );

	it( 'are retried on 408, 429 and 5xx, and on nothing else', () => {
		for ( const name of names ) {
			const { status, reaction } = PROBLEMS[ name ];
			expect( [ name, reaction === 'retry' ] ).toEqual( [
				name,
				status === 408 || status === 429 || status >= 500,
			] );
		}
	} );

	it( 'have a stable type and an error status', () => {
		expect( problemType( 'clock-skew' ) ).toBe(
			'urn:ivorey:problem:clock-skew'
		);
		for ( const name of names ) {
			expect( name ).toMatch( /^[a-z]+(-[a-z]+)*$/ );
			expect( PROBLEMS[ name ].status ).toBeGreaterThanOrEqual( 400 );
			expect( PROBLEMS[ name ].status ).toBeLessThan( 600 );
		}
	} );

	it( 'may carry members unknown to a client (RFC 9457)', () => {
		const problem = {
			type: problemType( 'clock-skew' ),
			title: 'x',
			status: 400,
			detail: 'x',
			server_time: '2026-01-31T08:15:00Z',
		};
		expect(
			problemSchema.safeParse( { ...problem, instance: '/x' } ).success
		).toBe( true );
		expect(
			problemSchema.safeParse( { ...problem, server_time: 'soon' } )
				.success
		).toBe( false );
		expect(
			problemSchema.safeParse( { ...problem, status: '400' } ).success
		).toBe( false );
	} );
} );
