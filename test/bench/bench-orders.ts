import {
	sampleOrder,
	sampleOrderLine,
	sampleProduct,
} from '@ivorey/shared/testing';
import type { Order, RecordOf } from '@ivorey/shared';

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

/** A new order of one of a hundred buyers, all of whom have ordered before once the first hundred are in. */
export function orderOfKnownBuyer( number: number, lines: number ): BenchOrder {
	const order = benchOrder( number, lines );
	return {
		...order,
		data: {
			...order.data,
			billing_email: `regular${ number % 100 }@example.com`,
			date_created: new Date( number * 1_000_000 ).toISOString(),
		},
	};
}

/** One of `PRODUCTS` after a sale: only its stock has changed. */
export function soldProduct( number: number ): RecordOf< 'products' > {
	const id = ( number % PRODUCTS ) + 1;
	return {
		element: 'products',
		id: String( id ),
		version: number,
		data: sampleProduct( {
			name: `Mug ${ id }`,
			stock_quantity: String( number ),
		} ),
	};
}
