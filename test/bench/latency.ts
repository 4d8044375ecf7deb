import { blockCheckout } from '../../scripts/store/shopper.ts';
import type { TestBed } from '../e2e/test-bed.ts';
import { figures, type Figures } from './figures.ts';

const CHECKOUTS = 50;

/** Milliseconds from the shopper's response to the row in Postgres. */
export async function benchLatency( bed: TestBed ): Promise< Figures > {
	const waits: number[] = [];
	for ( let i = 0; i < CHECKOUTS; i++ ) {
		const { orderId, respondedAt } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
			report: false,
		} );
		await bed.order( orderId );
		waits.push( Math.max( 0, Date.now() - respondedAt ) );
	}
	return figures( waits );
}
