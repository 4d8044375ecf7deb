import { describe, expect, it } from 'vitest';
import {
	VERIFY_LIMITS,
	verifyAnswerSchema,
	verifyRequestSchema,
	type VerifyRange,
} from './verify.ts';

function range( from: string, to: string | null, rest = {} ): VerifyRange {
	return { element: 'orders', from, to, list: false, ...rest };
}

function takes( ...ranges: unknown[] ): boolean {
	return verifyRequestSchema.safeParse( { ranges } ).success;
}

describe( 'a request to compare', () => {
	it( 'has consecutive ranges for each element', () => {
		expect( takes( range( '1', null ) ) ).toBe( true );
		expect( takes( range( '1', '9' ), range( '10', '10' ) ) ).toBe( true );
		expect( takes( range( '9', '10' ), range( '100', null ) ) ).toBe(
			true
		);
		expect(
			takes(
				range( '1', null ),
				range( '1', null, { element: 'products' } )
			)
		).toBe( true );
	} );

	it.each( [
		[ 'overlap', [ range( '1', '10' ), range( '10', '20' ) ] ],
		[ 'go back', [ range( '11', '20' ), range( '1', '10' ) ] ],
		[
			'go on behind an open end',
			[ range( '1', null ), range( '5', '9' ) ],
		],
		[ 'end before they begin', [ range( '10', '9' ) ] ],
		[ 'are no ids', [ range( 'a', '9' ) ] ],
		[ 'begin at zero', [ range( '0', '9' ) ] ],
		[ 'are none', [] ],
		[ 'are of triggers', [ range( '1', '9', { element: 'triggers' } ) ] ],
		[ 'say more', [ range( '1', '9', { limit: 5 } ) ] ],
	] )( 'has no ranges that %s', ( _, ranges ) => {
		expect( takes( ...ranges ) ).toBe( false );
	} );

	it( 'compares ids as numbers, beyond what a float holds', () => {
		expect(
			takes(
				range( '1', '18446744073709551614' ),
				range( '18446744073709551615', null )
			)
		).toBe( true );
		expect(
			takes(
				range( '1', '18446744073709551615' ),
				range( '18446744073709551614', null )
			)
		).toBe( false );
	} );

	it( 'has a limit', () => {
		const ranges = Array.from(
			{ length: VERIFY_LIMITS.ranges + 1 },
			( _, index ) => range( String( index + 1 ), String( index + 1 ) )
		);
		expect( takes( ...ranges.slice( 1 ) ) ).toBe( true );
		expect( takes( ...ranges ) ).toBe( false );
	} );
} );

describe( 'the answer', () => {
	it( 'has count and digest of each range, and records if a list was requested', () => {
		const answer = ( rangeAnswer: object ) =>
			verifyAnswerSchema.safeParse( {
				server_time: '2026-01-31T08:15:00Z',
				ranges: [
					{
						count: 1,
						digest: '0123456789abcdef',
						records: null,
						next: null,
						...rangeAnswer,
					},
				],
			} ).success;
		expect( answer( {} ) ).toBe( true );
		const record = {
			id: 'refund:7',
			digest: 'ab'.repeat( 16 ),
			version: 5,
		};
		expect( answer( { records: [ record ], next: '8' } ) ).toBe( true );
		expect( answer( { records: [ { ...record, digest: '' } ] } ) ).toBe(
			true
		);
		expect( answer( { records: [ { ...record, digest: 'ab' } ] } ) ).toBe(
			false
		);
		expect( answer( { digest: '0123456789ABCDEF' } ) ).toBe( false );
		expect( answer( { count: -1 } ) ).toBe( false );
	} );
} );
