import { describe, expect, it } from 'vitest';
import {
	digestsAnswerSchema,
	digestsRequestSchema,
	type DigestsPart,
} from './digests.ts';
import { VERIFY_LIMITS } from './verify.ts';

const part = ( from: string, ...to: ( string | null )[] ): DigestsPart => ( {
	from,
	to,
} );

function takes( ...parts: unknown[] ): boolean {
	return digestsRequestSchema.safeParse( {
		element: 'transactions',
		list: false,
		parts,
	} ).success;
}

describe( 'a question for digests', () => {
	it( 'has consecutive ranges', () => {
		expect( takes( part( '1', null ) ) ).toBe( true );
		expect( takes( part( '1', '1', '10', null ) ) ).toBe( true );
		expect( takes( part( '9', '9' ), part( '10', '100' ) ) ).toBe( true );
	} );

	it.each( [
		[ 'overlap', [ part( '1', '10' ), part( '10', '20' ) ] ],
		[ 'go back', [ part( '11', '20' ), part( '1', '10' ) ] ],
		[ 'go back within a part', [ part( '1', '20', '10' ) ] ],
		[ 'hold nothing', [ part( '1', '10', '10' ) ] ],
		[ 'go on behind an open end', [ part( '1', null, '9' ) ] ],
		[
			'go on in another part behind an open end',
			[ part( '1', null ), part( '5', '9' ) ],
		],
		[ 'end before they begin', [ part( '10', '9' ) ] ],
		[ 'begin with no id', [ part( 'a', '9' ) ] ],
		[ 'end with no id', [ part( '1', 'a' ) ] ],
		[ 'begin at zero', [ part( '0', '9' ) ] ],
		[ 'have no end', [ part( '1' ) ] ],
		[ 'are none', [] ],
		[ 'say more', [ { ...part( '1', '9' ), limit: 5 } ] ],
	] )( 'has no ranges that %s', ( _, parts ) => {
		expect( takes( ...parts ) ).toBe( false );
	} );

	it( 'compares ids as numbers, beyond what a float holds', () => {
		expect(
			takes( part( '1', '18446744073709551614', '18446744073709551615' ) )
		).toBe( true );
		expect(
			takes( part( '1', '18446744073709551615', '18446744073709551614' ) )
		).toBe( false );
	} );

	it( 'has a limit over all parts', () => {
		const bounds = Array.from( { length: VERIFY_LIMITS.ranges }, ( _, n ) =>
			String( n + 1 )
		);
		expect( takes( part( '1', ...bounds ) ) ).toBe( true );
		expect( takes( part( '1', ...bounds ), part( '999', '999' ) ) ).toBe(
			false
		);
	} );
} );

describe( 'its answer', () => {
	it( 'has sums in base64, or records and the ID of the next page', () => {
		const isAnswer = ( answer: object ) =>
			digestsAnswerSchema.safeParse( {
				server_time: '2026-01-31T08:15:00Z',
				sums: '',
				records: [],
				next: null,
				...answer,
			} ).success;
		const digest = 'ab'.repeat( 16 );
		expect( isAnswer( { sums: 'AAAAAAAAAAA=' } ) ).toBe( true );
		expect( isAnswer( { sums: '!' } ) ).toBe( false );
		expect(
			isAnswer( {
				records: [
					[ 'refund:7', digest, 5 ],
					[ '8', '', 1 ],
				],
				next: '8',
			} )
		).toBe( true );
		expect( isAnswer( { records: [ [ '8', 'ab', 1 ] ] } ) ).toBe( false );
	} );
} );
