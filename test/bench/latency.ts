import { blockCheckout } from '../../scripts/store/shopper.ts';
import type { Pipe } from '../e2e/pipe.ts';
import { figures, type Figures } from './figures.ts';

const CHECKOUTS = 50;

/** Milliseconds from the shopper's response to the row in Postgres. */
export async function benchLatency( pipe: Pipe ): Promise< Figures > {
	const waits: number[] = [];
	for ( let i = 0; i < CHECKOUTS; i++ ) {
		const { orderId, respondedAt } = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			report: false,
		} );
		await pipe.order( orderId );
		waits.push( Math.max( 0, Date.now() - respondedAt ) );
	}
	return figures( waits );
}
