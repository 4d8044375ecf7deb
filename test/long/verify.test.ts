import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchDeep } from '../bench/verify.ts';
import { describeStore } from '../describe-store.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import type { TestBed } from '../e2e/test-bed.ts';

const MOST_SENT = 0.01;
const MINUTES_MS = 60_000;

describeStore( 'a comparison of a large store', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed(
			{},
			{
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			}
		);
		await bed.reset();
	} );
	afterAll( () => bed?.stop() );

	test(
		'1,000 of 100,000 orders that differ, of each kind, are all named and repaired, with little data sent',
		async () => {
			const { deep, differences } = await benchDeep( bed, 1 );
			console.log( { deep, differences } );
			expect( differences.map( ( { kind } ) => kind ) ).toHaveLength( 4 );
			for ( const {
				kind,
				seeded,
				named,
				repaired,
				sent,
			} of differences ) {
				expect( [ seeded, named, repaired ], kind ).toEqual( [
					1_000, 1_000, 1_000,
				] );
				expect( sent, kind ).toBeLessThan( MOST_SENT );
			}
		},
		60 * MINUTES_MS
	);
} );
