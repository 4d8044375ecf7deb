import type { TestBed } from '../e2e/test-bed.ts';
import { triggersOf } from '../e2e/money.ts';
import { makeMany } from '../../scripts/store/bulk.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { waitFor } from '../wait.ts';
import { figures, type Figures } from './figures.ts';

const ORDERS = 50_000;
const CHECKOUTS = 20;

export interface BacklogFigures {
	/** Rows waiting at the first and at the last checkout. */
	waiting: [ number, number ];
	/** Milliseconds from the shopper's response to the order and its trigger in Postgres. */
	wait: Figures;
}

/** Checkouts during a backlog as large as a bulk edit or an outage leaves: two rows for each of 50,000 orders. */
export async function benchBacklog( bed: TestBed ): Promise< BacklogFigures > {
	const { orders } = await makeMany( bed.store, { orders: ORDERS } );
	await bed.drained();
	const [ first, last ] = [ orders[ 0 ]!, orders.at( -1 )! ];
	await bed.store.sql(
		`insert into ${ bed.store.tablePrefix }ivorey_outbox (element, object_id, seq, reasons, marked_at, due_at)
		select e.element, s.seq, floor(unix_timestamp(now(6)) * 1000000), 1, floor(unix_timestamp(now(6)) * 1000000), floor(unix_timestamp(now(6)) * 1000000)
		from seq_1_to_10000000 s join (select 'orders' as element union select 'transactions') e where s.seq between ? and ?`,
		[ first, last ]
	);
	const waits: number[] = [];
	const before = await bed.waiting();
	for ( let i = 0; i < CHECKOUTS; i++ ) {
		const { orderId, respondedAt } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
			report: false,
		} );
		await waitFor(
			async () =>
				( await triggersOf( bed ) ).includes(
					`order_submitted:${ orderId }`
				),
			`The trigger of order ${ orderId }`
		);
		waits.push( Math.max( 0, Date.now() - respondedAt ) );
	}
	return {
		waiting: [ before, await bed.waiting() ],
		wait: figures( waits ),
	};
}
