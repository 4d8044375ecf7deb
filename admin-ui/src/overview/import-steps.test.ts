import { describe, expect, it } from 'vitest';
import type { ImportProgress, ImportReport } from '@ivorey/shared';
import { importSteps, isImporting } from './import-steps';

const PROGRESS: ImportProgress = {
	state: 'running',
	total: 10,
	done: 3,
	excluded: {},
	rejected: 0,
	rate: 5,
	seconds_left: 2,
};

function reportOf( report: Partial< ImportReport > ): ImportReport {
	return {
		id: 'imp_1',
		state: 'running',
		started_at: '2026-03-01T12:00:00.000Z',
		finished_at: null,
		elements: {},
		...report,
	};
}

describe( 'R24 the steps of an import', () => {
	it.each( [
		[ 'waiting', true ],
		[ 'running', true ],
		[ 'done', false ],
		[ 'cancelled', false ],
		[ 'failed', false ],
	] as const )( '%s: under way is %s', ( state, expected ) => {
		expect( isImporting( state ) ).toBe( expected );
	} );

	it( 'do not exist if there never was an import', () => {
		expect( isImporting( undefined ) ).toBe( false );
	} );

	it( 'come in the order of the import, without elements that are not imported', () => {
		const steps = importSteps(
			reportOf( {
				elements: {
					orders: PROGRESS,
					collections: PROGRESS,
					products: PROGRESS,
				},
			} ),
			true
		);
		expect( steps.map( ( { element } ) => element ) ).toEqual( [
			'collections',
			'products',
			'orders',
		] );
	} );

	it( 'R18 count the excluded objects, whatever the reason', () => {
		const [ step ] = importSteps(
			reportOf( {
				elements: {
					products: {
						...PROGRESS,
						excluded: { no_price: 2, unpublished: 5 },
					},
				},
			} ),
			true
		);
		expect( step?.excluded ).toBe( 7 );
	} );

	it.each( [
		[ true, { rate: 5, seconds_left: 2 } ],
		[ false, { rate: null, seconds_left: null } ],
	] )(
		'R24 promise no time while the sync is paused: active %s',
		( isActive, expected ) => {
			const [ step ] = importSteps(
				reportOf( { elements: { orders: PROGRESS } } ),
				isActive
			);
			expect( step?.progress ).toEqual( { ...PROGRESS, ...expected } );
		}
	);
} );
