import { describe, expect, it } from 'vitest';
import {
	VERSIONS_LIMITS,
	versionsAnswerSchema,
	versionsRequestSchema,
	type VersionsPart,
} from './versions.ts';

function takes( ...parts: unknown[] ): boolean {
	return versionsRequestSchema.safeParse( {
		element: 'transactions',
		list: false,
		parts,
	} ).success;
}

const part = (
	after: string | null,
	...until: ( string | null )[]
): VersionsPart => ( { after, until } );

describe( 'a request to compare versions', () => {
	it( 'has consecutive ranges, in the order of the ids as text', () => {
		expect( takes( part( null, null ) ) ).toBe( true );
		expect( takes( part( null, '1', '10', '9', null ) ) ).toBe( true );
		expect(
			takes(
				part( null, 'payment:1', 'payment:20', 'payment:9' ),
				part( 'payment:9', 'refund:4' ),
				part( 'refund:7', null )
			)
		).toBe( true );
	} );

	it.each( [
		[ 'go back', [ part( null, '9', '10' ) ] ],
		[ 'are empty', [ part( '10', '10' ) ] ],
		[ 'overlap', [ part( null, '10', '30' ), part( '20', '40' ) ] ],
		[ 'go on behind the end', [ part( null, null ), part( '5', '6' ) ] ],
		[ 'have ranges behind the end', [ part( null, null, '6' ) ] ],
		[ 'are none', [] ],
		[ 'have no end', [ part( null ) ] ],
		[ 'are of no ids', [ part( "1' or 1=1" ) ] ],
		[ 'are of ids with capitals', [ part( null, 'Payment:5' ) ] ],
		[ 'say more', [ { ...part( null, null ), list: true } ] ],
	] )( 'has no parts that %s', ( _, parts ) => {
		expect( takes( ...parts ) ).toBe( false );
	} );

	it( 'has a limit over all parts', () => {
		const ids = Array.from(
			{ length: VERSIONS_LIMITS.ranges + 1 },
			( _, index ) => String( 10_000 + index )
		);
		const half = VERSIONS_LIMITS.ranges / 2;
		const of = ( from: number, to: number ) =>
			part( ids[ from - 1 ] ?? null, ...ids.slice( from, to ) );
		expect(
			takes( of( 0, half ), of( half, VERSIONS_LIMITS.ranges ) )
		).toBe( true );
		expect( takes( of( 0, half ), of( half, ids.length ) ) ).toBe( false );
	} );
} );

describe( 'the answer', () => {
	it( 'has a sum for each range, or a list', () => {
		const answer = {
			server_time: '2026-01-31T08:15:00Z',
			sums: [ [ 2, '0123456789abcdef' ] ],
			records: [],
			more: false,
		};
		const takesAnswer = ( change: object ) =>
			versionsAnswerSchema.safeParse( { ...answer, ...change } ).success;
		expect( takesAnswer( {} ) ).toBe( true );
		expect(
			takesAnswer( { sums: [], records: [ [ 'refund:7', 5, '3' ] ] } )
		).toBe( true );
		expect( takesAnswer( { sums: [ [ -1, '0123456789abcdef' ] ] } ) ).toBe(
			false
		);
		expect( takesAnswer( { sums: [ [ 1, '0123456789ABCDEF' ] ] } ) ).toBe(
			false
		);
		expect( takesAnswer( { records: [ [ 'refund:7', 0, '3' ] ] } ) ).toBe(
			false
		);
	} );
} );
