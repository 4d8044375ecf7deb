import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { blockCheckout, classicCheckout } from '../../scripts/store/shopper.ts';
import { IS_LONG } from '../scale.ts';
import type { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

const CHECKOUTS = IS_LONG ? 50 : 10;
const P95_MS = 2_000;

for ( const server of [ 'fpm', 'builtin' ] as const ) {
	describeStore( `from the response to Postgres (${ server })`, () => {
		let bed: TestBed;
		beforeAll( async () => {
			bed = await startTestBed( { server } );
		} );
		afterAll( () => bed?.stop() );

		test( `the p95 of ${ CHECKOUTS } checkouts is under two seconds, with no page visited in between`, async () => {
			const waits: number[] = [];
			for ( let i = 0; i < CHECKOUTS; i++ ) {
				const place = i % 2 === 0 ? blockCheckout : classicCheckout;
				const { orderId, respondedAt } = await place( bed.store, {
					items: [ { id: bed.store.products.MUG! } ],
					billing: { email: `buyer${ i }@example.com` },
					report: false,
				} );
				await bed.order( orderId );
				waits.push( Date.now() - respondedAt );
			}
			waits.sort( ( a, b ) => a - b );
			const p95 = waits[ Math.ceil( CHECKOUTS * 0.95 ) - 1 ]!;
			expect( p95 ).toBeLessThan( P95_MS );
			expect( await bed.orders() ).toHaveLength( CHECKOUTS );
		} );
	} );
}
