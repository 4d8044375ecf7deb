import { sampleOrder, sampleOrderLine } from '@ivorey/shared/testing';
import type { Order } from '@ivorey/shared';

export interface BenchOrder {
	element: 'orders';
	id: string;
	version: number;
	data: Order;
}

export const PRODUCTS = 500;

/** The product of an order's line, from 0. The lines of an order have different ones. */
export function productOf( number: number, line: number ): number {
	return ( ( number * 7 + line * 31 ) % PRODUCTS ) + 1;
}

/** New orders, every tenth from a returning buyer. */
export function benchOrder( number: number, lines: number ): BenchOrder {
	return {
		element: 'orders',
		id: String( number ),
		version: number,
		data: sampleOrder( {
			number: String( number ),
			billing_email: `buyer${ Math.floor( number * 0.9 ) }@example.com`,
			line_items: Array.from( { length: lines }, ( _, line ) =>
				sampleOrderLine( {
					id: String( number * lines + line + 1 ),
					product_id: String( productOf( number, line ) ),
				} )
			),
		} ),
	};
}
