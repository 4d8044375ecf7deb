import { sampleOrder, sampleOrderLine } from '@ivorey/shared/testing';
import { BATCH_CONTRACT, type Credentials } from '@ivorey/shared';
import { sendBatch } from '../fixtures/send.ts';
import { figures, type Figures } from './figures.ts';

const ORDERS = 5_000;
const LINES = 5;

export interface IngestFigures extends Figures {
	batch: number;
	ordersPerSecond: number;
}

/** Orders that the API verifies, parses and applies, one batch after the other. */
export async function benchIngest(
	credentials: Credentials,
	storeUrl: string
): Promise< IngestFigures[] > {
	const results: IngestFigures[] = [];
	let id = 1_000_000;
	for ( const batch of [ 1, 100, 500 ] ) {
		const total = batch === 1 ? 200 : ORDERS;
		const waits: number[] = [];
		const started = performance.now();
		for ( let sent = 0; sent < total; sent += batch ) {
			const from = performance.now();
			await sendBatch( credentials, storeUrl, {
				contract: BATCH_CONTRACT,
				environment: {
					plugin: 'bench',
					wordpress: 'bench',
					woocommerce: 'bench',
					php: 'bench',
				},
				settings_version: 1,
				records: Array.from( { length: batch }, () => order( ++id ) ),
			} );
			waits.push( performance.now() - from );
		}
		const seconds = ( performance.now() - started ) / 1000;
		results.push( {
			batch,
			ordersPerSecond: total / seconds,
			...figures( waits ),
		} );
	}
	return results;
}

function order( id: number ) {
	return {
		element: 'orders',
		id: String( id ),
		version: id,
		data: sampleOrder( {
			number: String( id ),
			// Every tenth buyer comes back.
			billing_email: `buyer${ Math.floor( id * 0.9 ) }@example.com`,
			line_items: Array.from( { length: LINES }, ( _, line ) =>
				sampleOrderLine( { id: String( id * LINES + line + 1 ) } )
			),
		} ),
	};
}
