import { describe, expect, it } from 'vitest';
import { fillHours, topOfScale } from './bars';

describe( 'the chart of the last 24 hours', () => {
	it.each( [
		[ [], 5 ],
		[ [ 0, 3 ], 5 ],
		[ [ 6 ], 10 ],
		[ [ 11 ], 20 ],
		[ [ 21, 4 ], 50 ],
		[ [ 100 ], 100 ],
		[ [ 4_821 ], 5_000 ],
	] )( 'has a scale with a round top: %o → %d', ( values, top ) => {
		expect( topOfScale( values ) ).toBe( top );
	} );

	it( 'shows every hour, even without a delivery, the current one last', () => {
		const hours = fillHours(
			[
				{ hour: '2026-03-01T10:00:00Z', records: 7, failures: 1 },
				{ hour: '2026-02-20T10:00:00Z', records: 9, failures: 9 },
			],
			new Date( '2026-03-01T12:34:56Z' )
		);
		expect( hours ).toHaveLength( 24 );
		expect( hours[ 0 ]!.hour ).toBe( '2026-02-28T13:00:00.000Z' );
		expect( hours[ 23 ]!.hour ).toBe( '2026-03-01T12:00:00.000Z' );
		expect( hours[ 21 ] ).toEqual( {
			hour: '2026-03-01T10:00:00.000Z',
			records: 7,
			failures: 1,
		} );
		expect( hours.reduce( ( sum, h ) => sum + h.records, 0 ) ).toBe( 7 );
	} );
} );
