import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestBed } from '../e2e/test-bed.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { describeStore } from '../describe-store.ts';
import { World } from './world.ts';

/** Known ones, that failed once or are worth keeping; fresh ones by the hundred are of `npm run test:long`. */
const FIXED = [ 'one', 'two', 'three', 'four' ];
const FRESH = 2;

const seeds =
	process.env.SEED === undefined
		? [
				...FIXED,
				...Array.from( { length: FRESH }, () =>
					randomBytes( 4 ).toString( 'hex' )
				),
			]
		: process.env.SEED.split( ',' );

describeStore( 'random operations with random faults', () => {
	let bed: TestBed;
	let world: World;
	beforeAll( async () => {
		bed = await startTestBed(
			{},
			{
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
				LOG_LEVEL: 'warn',
			}
		);
		world = await World.create( bed );
	} );
	afterAll( () => bed?.stop() );

	test.for( seeds )(
		'R9 R10 both sides agree in the end, and each order fired once: SEED=%s',
		async ( seed ) => {
			await world.run( seed );
			expect( await bed.store.debugLog() ).not.toMatch(
				/\/plugin\/src\/|ivorey-for-woocommerce\/src\//
			);
		}
	);
} );
