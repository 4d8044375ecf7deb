import { describe, expect, it } from 'vitest';
import { withField } from '../testing/with-field.ts';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { parseRecord } from './records/parse.ts';
import { outcomeSchema, receiptSchema } from './receipt.ts';

const target = { element: 'orders', id: '1001' };
const receipt = {
	id: 'msg_1',
	received_at: '2026-01-31T08:15:00Z',
	settings_version: 1,
	outcomes: [ { ...target, outcome: 'applied' } ],
};

describe( 'a receipt', () => {
	it.each( [
		{ ...target, outcome: 'applied' },
		{ ...target, outcome: 'stale' },
		{
			...target,
			outcome: 'rejected',
			errors: [ { path: '', message: 'x' } ],
		},
		{
			element: null,
			id: null,
			outcome: 'rejected',
			errors: [ { path: '/id', message: 'x' } ],
		},
	] )( 'tells the outcome $outcome', ( outcome ) => {
		expect(
			receiptSchema.safeParse( { ...receipt, outcomes: [ outcome ] } )
				.error
		).toBeUndefined();
	} );

	it.each( EXCLUSION_REASON_SLUGS )(
		'R18 gives the reason of an exclusion: %s',
		( reason ) => {
			expect(
				outcomeSchema.safeParse( {
					...target,
					outcome: 'excluded',
					reason,
				} ).success
			).toBe( true );
		}
	);

	it.each( [
		[ 'no reason', { ...target, outcome: 'excluded' } ],
		[
			'an unknown reason',
			{ ...target, outcome: 'excluded', reason: 'mood' },
		],
		[ 'no errors', { ...target, outcome: 'rejected', errors: [] } ],
		[ 'an unknown outcome', { ...target, outcome: 'ignored' } ],
		[ 'no target', { outcome: 'applied' } ],
		[ 'a number for the id', { ...target, id: 1001, outcome: 'applied' } ],
		[
			'a reason where nothing was excluded',
			{ ...target, outcome: 'applied', reason: 'role' },
		],
	] )( 'is refused with %s', ( _, outcome ) => {
		expect( outcomeSchema.safeParse( outcome ).success ).toBe( false );
	} );

	it.each( [
		[ '/id', [ undefined, 5 ] ],
		[
			'/received_at',
			[ undefined, '2026-01-31 08:15:00', '2026-02-30T00:00:00Z' ],
		],
		[ '/settings_version', [ undefined, -1, '1' ] ],
		[ '/outcomes', [ undefined, {} ] ],
	] )( 'is refused for a wrong %s', ( pointer, values ) => {
		for ( const value of values ) {
			expect(
				receiptSchema.safeParse( withField( receipt, pointer, value ) )
					.success
			).toBe( false );
		}
	} );

	it.each( [ [ null ], [ {} ], [ { element: 'orders', id: '\u0000' } ] ] )(
		'can hold the result of parseRecord for %j',
		( value ) => {
			const result = parseRecord( value );
			const { ok, ...told } = result as Extract<
				typeof result,
				{ ok: false }
			>;
			expect( ok ).toBe( false );
			expect(
				outcomeSchema.safeParse( { outcome: 'rejected', ...told } )
					.error
			).toBeUndefined();
		}
	);
} );
