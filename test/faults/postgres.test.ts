import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestBed } from '../e2e/test-bed.ts';
import { waitFor } from '../wait.ts';
import {
	startScratchPostgres,
	type ScratchPostgres,
} from '../postgres/scratch-postgres.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';

describeStore( 'when Postgres is killed', () => {
	let postgres: ScratchPostgres;
	let bed: TestBed;
	beforeAll( async () => {
		postgres = await startScratchPostgres();
		bed = await TestBed.start( postgres );
	} );
	afterAll( () => bed?.stop() );

	test( 'with -9 in the middle of a batch, nothing is half-written, lost or there twice', async () => {
		const before = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
			billing: { email: 'before@example.com' },
		} );
		await bed.order( before.orderId );
		// The batch gets as far as the order, and blocks at its products.
		const lock = await bed.pool.connect();
		lock.on( 'error', () => undefined );
		await lock.query( 'begin' );
		await lock.query(
			'lock table order_products in access exclusive mode'
		);
		const during = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
			billing: { email: 'during@example.com' },
			report: false,
		} );
		await waitFor( async () =>
			(
				await bed.pool.query(
					`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
				)
			).rows.length > 0
				? true
				: undefined
		);

		await postgres.kill();
		lock.release( true );
		const meanwhile = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.CAP! } ],
			billing: { email: 'meanwhile@example.com' },
			report: false,
		} );
		expect( await bed.waiting( 'orders' ) ).toBe( 2 );
		await postgres.restart();
		expect( await bed.orders() ).toHaveLength( 1 );

		await waitFor( async () => {
			await bed.store.fetch( '/wp-cron.php' );
			await bed.store.runActionScheduler();
			return ( await bed.waiting() ) === 0 ? true : undefined;
		} );
		const orders = await bed.orders();
		expect( orders.map( ( { order_id: id } ) => Number( id ) ) ).toEqual(
			[ before, during, meanwhile ].map( ( { orderId } ) => orderId )
		);
		expect( orders.map( ( { lines } ) => lines.length ) ).toEqual( [
			1, 1, 1,
		] );
		expect( await bed.contacts() ).toHaveLength( 3 );
	} );
} );
